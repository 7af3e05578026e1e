import { expect, test } from 'vitest';
import { filesNamed, readScenarios, scenarioFiles } from '../../scripts/rehearse/scenario-files.js';

const FILES = ['a/tree.yaml', 'a/tree-one.yaml', 'a/trees.yaml', 'a/busy.yml'];

test('A name stands for itself and for all that begin with it and a dash', () => {
  expect(filesNamed(['tree'], FILES)).toEqual(['a/tree.yaml', 'a/tree-one.yaml']);
  expect(filesNamed(['busy', 'tree-one'], FILES)).toEqual(['a/tree-one.yaml', 'a/busy.yml']);
});

test('A name that nobody has is answered with the nearest', () => {
  expect(() => filesNamed(['bussy'], FILES)).toThrow('There is no scenario "bussy". Did you mean "busy"?');
});

test('Every scenario can be read, has a title of its own, and they are enough', async () => {
  const scenarios = await readScenarios(await scenarioFiles());
  expect(scenarios.length).toBeGreaterThanOrEqual(44);
  const titles = scenarios.map(({ scenario }) => scenario.title);
  expect(new Set(titles).size).toBe(titles.length);
});

test('The mistakes of several files are told together', async () => {
  await expect(readScenarios(['/nowhere/a.yaml', '/nowhere/b.yaml'])).rejects.toThrow(/a\.yaml.*\n.*b\.yaml/);
});
