import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STAGES } from '../../src/domain/call-plan.js';
import { sectionsFor, splitPrompt } from '../../src/domain/prompt-sections.js';

const SAMPLE = readFileSync(new URL('../fixtures/sample-prompt.md', import.meta.url), 'utf8');

const kinds = (prompt: string) => splitPrompt(prompt).map(({ kind }) => kind);
const lines = (text: string) =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter(Boolean);

/** Everything that reaches a state of the call. */
function reached(prompt: string): Set<string> {
  const sections = splitPrompt(prompt);
  return new Set(STAGES.flatMap((stage) => lines(sectionsFor(stage, sections))));
}

describe('the sample prompt', () => {
  const sections = splitPrompt(SAMPLE);

  test('has its eight sections, in order', () => {
    expect(sections.filter(({ kind }) => kind !== 'other').map(({ kind }) => kind)).toEqual([
      'greeting',
      'intro',
      'objections',
      'scheduling',
      'rejection',
      'voicemail',
      'phoneTree',
      'notes',
    ]);
  });

  test('loses no line', () => {
    for (const line of lines(SAMPLE)) expect(reached(SAMPLE)).toContain(line);
  });

  test('keeps each section as it was written', () => {
    const greeting = sections.find(({ kind }) => kind === 'greeting');
    expect(greeting?.title).toBe('Greeting');
    expect(greeting?.text).toMatch(/^- \*\*Greeting\*\*\n +- [*_]Note: Voice agent to listen/);
    expect(greeting?.text).toMatch(
      /“Hello, this is Chelsea calling from DocShield\. How are you doing today\?”$/,
    );
  });

  test('gives each state what it needs and nothing of the others', () => {
    const titles = (stage: (typeof STAGES)[number]) =>
      sectionsFor(stage, sections).match(
        /\*\*(?:Greeting|DocShield Intro|Objection|Scheduling|Other notes|Some calls)/g,
      );
    expect(titles('greeting')).toEqual(['**Greeting', '**Other notes']);
    expect(titles('intro')).toEqual(['**DocShield Intro', '**Other notes']);
    expect(titles('objections')).toEqual([
      '**DocShield Intro',
      '**Objection',
      '**Some calls',
      '**Other notes',
    ]);
    expect(titles('scheduling')).toEqual(['**Objection', '**Scheduling', '**Other notes']);
    expect(titles('farewell')).toEqual(['**Objection', '**Other notes']);
    expect(titles('answering')).toEqual(['**Other notes']);
    expect(titles('onHold')).toEqual(['**Other notes']);
    expect(titles('screening')).toEqual(['**Greeting', '**DocShield Intro', '**Other notes']);
    expect(titles('rejectionReason')).toEqual(titles('objections'));
  });

  test('gives what is for a machine to the state that meets the machine, and to no other', () => {
    const stagesWith = (words: RegExp) => STAGES.filter((stage) => words.test(sectionsFor(stage, sections)));
    expect(stagesWith(/call back at/)).toEqual(['voicemail']);
    expect(stagesWith(/phone tree/)).toEqual(['phoneTree']);
    expect(stagesWith(/could I just ask why not/)).toEqual(['objections', 'rejectionReason']);
  });
});

describe('ordinary variations', () => {
  test.each([
    ['headings', '# Greeting\nHello\n\n## DocShield Intro\nWe help.\n\n# Notes\nBe kind.'],
    [
      'numbered bullets',
      '1. **Greeting**: “Hello”\n2. **Intro** - what we do\n3. **Other notes**\n   - Be kind.',
    ],
    [
      'bullets without bold',
      '- Greeting\n  - “Hello”\n- Introduction\n  - “We help.”\n- Notes\n  - Be kind.',
    ],
    ['bold lines', '**Greeting**\n\nHello\n\n**DocShield Intro**\n\nWe help.\n\n**Notes:**\n\n- Be kind.'],
    ['steps', '## Step 1: Greeting\nHello\n## Step 2 - Intro\nWe help.\n## 3. Notes\nBe kind.'],
    [
      'a common indentation',
      '    - **Greeting**\n        - Hello\n    - **Intro**\n        - Hi\n    - **Notes**\n        - Kind',
    ],
    [
      'Windows line ends',
      '- **Greeting**\r\n    - Hello\r\n- **Intro**\r\n    - Hi\r\n- **Notes**\r\n    - Kind',
    ],
  ])('%s', (_, prompt) => {
    expect(kinds(prompt)).toEqual(['greeting', 'intro', 'notes']);
  });

  test.each([
    ['Objections', 'objections'],
    ['FAQ', 'objections'],
    ['Scheduling the meeting', 'scheduling'],
    ['Book a meeting', 'scheduling'],
    ['If they are not interested', 'rejection'],
    ['Voice mail', 'voicemail'],
    ['Voicemail greeting', 'voicemail'],
    ['Phone menu', 'phoneTree'],
    ['Guidelines', 'notes'],
  ])('the title “%s” is %s', (title, kind) => {
    expect(kinds(`- **${title}**\n    - Something`)).toEqual([kind]);
  });

  test('a title that names two parts goes to every state', () => {
    expect(kinds('- **Greeting and intro**\n    - Hello')).toEqual(['other']);
  });

  test('a line of dialogue is no title', () => {
    expect(kinds('- Voice agent: “I have two questions about scheduling.”')).toEqual(['other']);
  });

  test('bullets below a recognised heading are its content', () => {
    expect(
      splitPrompt('# Objections\n- **Scheduling** takes no time\n- Cost').map(({ text }) => text),
    ).toEqual(['# Objections\n- **Scheduling** takes no time\n- Cost']);
  });
});

describe('any text at all', () => {
  test('in which nothing is recognised goes whole to every state', () => {
    const prompt = 'You are Chelsea.\n\n- Be brief.\n- Offer lunch.\n\nEnd with thanks.';
    for (const stage of STAGES) expect(lines(sectionsFor(stage, splitPrompt(prompt)))).toEqual(lines(prompt));
  });

  test('loses no line, whatever its Markdown', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '- **Greeting**',
        '# Objections',
        '## Sub',
        '**Intro**',
        '- Voicemail: “Hi”',
        '> quote',
        '```',
      ),
      fc.constantFrom(
        '1. Scheduling',
        '    - nested',
        '        - deeper',
        '',
        '',
        '---',
        '| a | b |',
        '[x]: http://y',
      ),
      fc.constantFrom(
        '- [ ] task',
        '<div>',
        '* **Notes:** x',
        '\ttab',
        '  two',
        '- **Some calls**: Handling a rejection',
      ),
      fc.string({ maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), (written) => {
        const prompt = written.join('\n');
        const all = reached(prompt);
        for (const each of lines(prompt)) expect(all).toContain(each);
      }),
      { numRuns: 1000 },
    );
  });
});
