import { expect, test } from 'vitest';
import { runScenarios } from '../../scripts/rehearse/run-scenarios.js';
import { filesNamed, readScenarios, scenarioFiles } from '../../scripts/rehearse/scenario-files.js';

test('Scenarios can be played again in the same process, with services of their own', async () => {
  const before = process.env['MONGODB_URI'];
  const scenarios = await readScenarios(filesNamed(['number-too-short'], await scenarioFiles()));
  const play = () => runScenarios(scenarios, { seed: 1, line: 'memory', speed: 6, atATime: 1 });
  for (const [played] of [await play(), await play()]) {
    expect(played).toMatchObject({ failures: [], read: { name: 'number-too-short' } });
  }
  expect(process.env['MONGODB_URI']).toBe(before);
});

test('More than ten at a time are taken for no leak', async () => {
  const warnings: string[] = [];
  const note = ({ name, message }: Error): void => void warnings.push(`${name}: ${message}`);
  process.on('warning', note);
  const [busy] = await readScenarios(filesNamed(['busy'], await scenarioFiles()));
  if (!busy) throw new Error('There is no scenario "busy".');
  const scenarios = Array.from({ length: 12 }, () => ({ ...busy }));
  const played = await runScenarios(scenarios, { seed: 1, line: 'memory', speed: 6, atATime: 12 });
  process.off('warning', note);
  expect(played.flatMap(({ failures }) => failures)).toEqual([]);
  expect(played).toHaveLength(12);
  expect(warnings.filter((warning) => warning.startsWith('MaxListenersExceeded'))).toEqual([]);
});
