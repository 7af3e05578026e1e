/** `npm run rehearse` as a person calls it. Only calls that are over at once are played. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Printed, runScript } from '../fixtures/run-script.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scenarios-'));
});
afterAll(() => rm(folder, { recursive: true }));

const written = async (name: string, text: string): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
};

const rehearse = (...args: string[]): Promise<Printed> => runScript('scripts/rehearse.ts', args, process.env);

test('Without a name it lists the scenarios', async () => {
  const { code, out } = await rehearse();
  expect(code).toBe(0);
  expect(out).toMatch(/^books-directly +The front desk/m);
  expect(out).toMatch(/^\d+ scenarios\./m);
});

test('A mistake in a file is told by line and field, and nothing is played', async () => {
  const file = await written('wrong.yaml', 'title: Wrong\npractice: bussy\nexpect: {outcome: busy}\n');
  const { code, out, err } = await rehearse('--file', file, 'busy');
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain(`${file}:2: practice.pickup: "bussy" is not a known value. Did you mean "busy"?`);
});

test('A name that nobody has is told with the nearest', async () => {
  const { code, err } = await rehearse('no-anwser');
  expect(code).toBe(2);
  expect(err).toContain('There is no scenario "no-anwser". Did you mean "no-answer"?');
});

test('A call that is as expected and one that falls short: a table, the reason, and code 1', async () => {
  const file = await written('fails.yaml', 'title: Fails\npractice: declines\nexpect: {outcome: busy}\n');
  const { code, out } = await rehearse('busy', '--file', file);
  expect(code).toBe(1);
  expect(out).toMatch(/^✓ +busy +busy +in_progress/m);
  expect(out).toMatch(/^✗ +fails +call_rejected/m);
  expect(out).toMatch(/expected +busy \(\S+fails\.yaml:3: +expect\.outcome\)/);
  expect(out).toMatch(/found +call_rejected/);
  expect(out).toContain('2 calls, seed 1: 1 fell short.');
});

test('With --json there is one object a line and nothing else, and code 0 when all is well', async () => {
  const { code, out } = await rehearse('--json', 'busy', 'rejected');
  expect(code).toBe(0);
  const results = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(results.map(({ scenario }) => scenario).sort()).toEqual(['busy', 'rejected']);
  expect(results).toMatchObject([
    { passed: true, dials: 1 },
    { passed: true, dials: 1 },
  ]);
});
