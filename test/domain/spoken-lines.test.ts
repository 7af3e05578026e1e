import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitPrompt } from '../../src/domain/prompt-sections.js';
import { screeningLine, voicemailMessage } from '../../src/domain/spoken-lines.js';

const SAMPLE = readFileSync(new URL('../fixtures/sample-prompt.md', import.meta.url), 'utf8');

const messageOf = (prompt: string) => voicemailMessage(splitPrompt(prompt));
const lineOf = (prompt: string) => screeningLine(splitPrompt(prompt));

describe('the voicemail message', () => {
  test('of the sample prompt is its quotation, word for word', () => {
    const message = messageOf(SAMPLE);
    expect(message).toMatch(/^Hello, this is Chelsea calling from DocShield\. We’re a Harvard funded/);
    expect(message).toMatch(/call back at \(914\) 820-5734 so we can show you how it works\.$/);
    expect(SAMPLE).toContain(`“${message}”`);
  });

  test.each([
    ['in straight quotes', '- **Voicemail**\n    - "Hello, it\'s Chelsea. Please call back at noon."'],
    ['behind the title', "- **Voicemail**: “Hello, it's Chelsea. Please call back at noon.”"],
    ['as plain words', "# Voicemail\n\nHello, it's Chelsea.\nPlease call back at noon."],
    ['as plain words in a bullet', "- **Voicemail**\n    - Hello, it's Chelsea. Please call back at noon."],
    ['as plain words behind the title', "- Voicemail: Hello, it's Chelsea. Please call back at noon."],
    [
      'as plain words below a longer title',
      "- **Some calls**: Leaving a voicemail\n    - Hello, it's Chelsea. Please call back at noon.",
    ],
    [
      'marked as the agent’s, in bold',
      "## Voicemail\n- Voice agent: **Hello, it's Chelsea. Please call back at noon.**",
    ],
    [
      'with a remark before it',
      "## Voicemail\n- *Note: only if nobody picks up*\n- Hello, it's Chelsea. Please call back at noon.",
    ],
    [
      'with a remark that quotes a word',
      "## Voicemail\n- If you hear “the tone”, say:\n- “Hello, it's Chelsea. Please call back at noon.”",
    ],
    ['over several lines', "## Voicemail\n- “Hello, it's Chelsea.\n  Please call back at noon.”"],
  ])('is read %s', (_, prompt) => {
    expect(messageOf(prompt)).toBe("Hello, it's Chelsea. Please call back at noon.");
  });

  test('in plain words keeps a word in quotation marks', () => {
    expect(messageOf('# Voicemail\nHello, this is “DocShield” for Dr. {{ lName }}. Call us.')).toBe(
      'Hello, this is “DocShield” for Dr. {{ lName }}. Call us.',
    );
  });

  test('may be short', () => {
    expect(messageOf('- Voicemail: “Call us.”')).toBe('Call us.');
  });

  test('is none without a section, or with an empty one', () => {
    expect(messageOf('- **Greeting**\n    - “Hello, this is Chelsea calling from DocShield.”')).toBeNull();
    expect(messageOf('# Voicemail\n\n# Notes\n- Be kind.')).toBeNull();
    expect(messageOf('')).toBeNull();
  });

  test('has only words of the prompt, in one line', () => {
    const piece = fc.constantFrom(
      '“',
      '”',
      '"',
      ': ',
      '*',
      '_',
      '- ',
      'Hello there',
      'call us.',
      '\n',
      ' ',
      '{{ a_b }}',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const message = messageOf(`# Voicemail\n${pieces.join('')}`);
        if (message === null) return;
        expect(message).not.toMatch(/\n|^\s|\s$/);
        const words = pieces.join('').replace(/[*_]/g, '');
        for (const word of message.match(/[a-z]+/gi) ?? []) expect(words).toContain(word);
      }),
    );
  });
});

describe('the line for a call screener', () => {
  test('says who calls and why, in the first sentences of greeting and introduction', () => {
    expect(lineOf(SAMPLE)).toBe(
      'Hello, this is Chelsea calling from DocShield. We’re a Harvard-funded start-up that helps independent physicians save on their malpractice insurance.',
    );
  });

  test('takes what the agent says, not what it answers, and does not end at a title', () => {
    const prompt =
      '# Greeting\n- “Hi, Dr. {{ lName }} is whom we call. Is he in?”\n# Intro\n- End-user: "What is this about, if I may ask you?"\n- Voice agent: "Insurance. It is cheap."';
    expect(lineOf(prompt)).toBe('Hi, Dr. {{ lName }} is whom we call. Insurance.');
  });

  test('is what there is of the two, or nothing', () => {
    expect(lineOf('# Greeting\n“Hello, this is Chelsea”')).toBe('Hello, this is Chelsea');
    expect(lineOf('# Intro\nTell them what we do.')).toBeNull();
    expect(lineOf('Be brief.')).toBeNull();
  });
});
