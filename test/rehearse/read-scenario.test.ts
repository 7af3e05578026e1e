import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { parseScenario, readScenarioFile, ScenarioError } from '../../scripts/rehearse/read-scenario.js';

const SMALLEST = 'title: Nobody picks up\npractice: rings-out\nexpect: {outcome: no_answer}\n';

/** The messages for a text. */
function mistakes(text: string): readonly string[] {
  try {
    parseScenario(text, 'my.yaml');
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
  return [];
}

const withPractice = (practice: string): string =>
  `title: A call\nexpect: {outcome: hung_up}\npractice:\n${practice}`;
const withExpected = (expected: string): string => `title: A call\npractice: busy\nexpect:\n${expected}`;

describe('A scenario', () => {
  test('needs a title, a practice and an outcome, and the rest has defaults', () => {
    const { scenario, name } = parseScenario(SMALLEST, 'test/scenarios/no-answer.yaml');
    expect(name).toBe('no-answer');
    expect(scenario).toMatchObject({
      title: 'Nobody picks up',
      practice: { pickup: 'rings-out', turns: [], scenes: {} },
      contact: { doctor: 'John Smith', state: 'NY' },
      job: { name: 'sendMessage', steps: ['phone'] },
      services: { taken: [] },
      expect: { outcome: ['no_answer'], said: [] },
    });
  });

  test('takes a single item for a list, a number for a key and a text for what is spoken', () => {
    const { scenario } = parseScenario(
      withPractice(
        '  start: menu\n  scenes:\n    menu:\n      plays: Press 2.\n      keys: {2: person}\n',
      ).replace('hung_up', 'hung_up, keys: 2'),
      'my.yaml',
    );
    expect(scenario.practice.scenes['menu']).toMatchObject({
      plays: [{ says: { oneOf: ['Press 2.'] } }],
      keys: { '2': 'person' },
    });
    expect(scenario.expect.keys).toEqual(['2']);
  });

  test('has patterns that mind neither case nor the kind of an apostrophe, unless flags say otherwise', () => {
    const { said } = parseScenario(withExpected("  outcome: busy\n  said: [we're, /We/u]\n"), 'my.yaml')
      .scenario.expect;
    expect('WE’RE a start-up'.search(said[0] ?? /$^/)).toBe(0);
    expect('we are'.search(said[1] ?? /$^/)).toBe(-1);
  });

  test('tells the line of each of its fields', () => {
    const { lineOf } = parseScenario(
      withExpected('  outcome: busy\n  said:\n    - one\n    - two\n'),
      'my.yaml',
    );
    expect(lineOf(['expect', 'said', 1])).toBe(7);
    expect(lineOf(['expect', 'keys'])).toBe(3);
  });
});

describe('A mistake is told by line and field', () => {
  test.each([
    [
      'a misspelled field, with the nearest one',
      withPractice('  turns:\n    - hears: hello\n      say: hi\n'),
      /^my\.yaml:6: practice\.turns\[0\]: "say" is not a known field\. Did you mean "says"\? Known: hears, says, /,
    ],
    [
      'a misspelled value, with the nearest one',
      withExpected('  outcome: meeting_boked\n'),
      /^my\.yaml:4: expect\.outcome\[0\]: "meeting_boked" is not a known value\. Did you mean "meeting_booked"\?/,
    ],
    [
      'a field that is missing',
      withPractice('  turns:\n    - says: hi\n'),
      /^my\.yaml:5: practice\.turns\[0\]\.hears: is missing/,
    ],
    [
      'a pattern that is none',
      withPractice('  turns:\n    - hears: "("\n'),
      /^my\.yaml:5: practice\.turns\[0\]\.hears: is not a regular expression/,
    ],
    [
      'a scene that does not exist',
      withPractice('  scenes:\n    menu:\n      keys: {1: desk}\n'),
      /^my\.yaml:6: practice\.scenes\.menu\.keys\.1: there is no scene "desk"\. Scenes: menu, person$/,
    ],
    [
      'a key that no telephone has',
      withPractice('  scenes:\n    menu:\n      keys: {12: menu}\n'),
      /^my\.yaml:6: practice\.scenes\.menu\.keys\.12: must be a key of a telephone/,
    ],
    [
      'a field of a map that may also be a word',
      withExpected('  outcome: busy\n  meeting:\n    attendee: {mail: a@b.com}\n'),
      /^my\.yaml:6: expect\.meeting\.attendee: "mail" is not a known field\. Did you mean "email"\?/,
    ],
    [
      'a sound with two meanings',
      withPractice('  scenes:\n    menu:\n      plays: [{says: hi, sound: beep}]\n'),
      /^my\.yaml:6: practice\.scenes\.menu\.plays\[0\]: needs exactly one of says, sound and pauseMs/,
    ],
    ['a file that is no YAML', 'title: [', /^my\.yaml:1: /],
    ['a file that is no map', 'hello', /^my\.yaml:1: must be a map of fields$/],
  ])('%s', (_, text, message) => {
    expect(mistakes(text)).toEqual([expect.stringMatching(message)]);
  });

  test('and all of a file at once, in the order of its lines', () => {
    const text = 'titel: A call\npractice: bussy\nexpect: {outcome: busy, dials: 3}\n';
    expect(mistakes(text).map((message) => message.slice(0, 20))).toEqual([
      expect.stringContaining(':1: '),
      expect.stringContaining(':1: '),
      expect.stringContaining(':2: '),
      expect.stringContaining(':3: '),
    ]);
  });

  test('as is a file that cannot be read', async () => {
    await expect(readScenarioFile('/nowhere/my.yaml')).rejects.toThrow('/nowhere/my.yaml cannot be read');
  });
});

test('The scenario that the README shows can be played', async () => {
  const readme = await readFile(new URL('../scenarios/README.md', import.meta.url), 'utf8');
  const [, shown = ''] = /```yaml\n([\s\S]+?)```/.exec(readme) ?? [];
  expect(parseScenario(shown, 'README.md').scenario.practice.turns).toHaveLength(2);
});
