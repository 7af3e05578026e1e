import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerKind, isMailboxFull } from '../../src/domain/answer-kind.js';
import { LATER_WORDS, OPENINGS } from './openings.js';

const heard = Object.entries(OPENINGS).flatMap(([kind, texts]) => texts.map((text) => [text, kind] as const));

test.each(heard)('“%s” sounds like: %s', (text, kind) => {
  expect(answerKind(text)).toBe(kind);
});

test.each(LATER_WORDS)('“%s” is a person’s in the middle of a call', (text) => {
  expect(answerKind(text)).toBe('person');
});

test('any text at all has a kind, in upper case as in lower case', () => {
  fc.assert(
    fc.property(fc.constantFrom(...heard), ([text]) => {
      expect(answerKind(text.toUpperCase())).toBe(answerKind(text));
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(answerKind(text)).toMatch(/^[a-z]+$/);
    }),
  );
});

describe('a mailbox that takes no message', () => {
  test.each([
    'The mailbox is full and cannot accept any messages at this time.',
    'The voicemail box of this subscriber has not been set up yet.',
    'Sorry, this mailbox is full.',
    'The person you are calling cannot accept messages.',
    'Memory is full.',
  ])('is heard in “%s”', (words) => {
    expect(isMailboxFull(words)).toBe(true);
  });

  test.each([
    'Please leave a message.',
    "We're full today.",
    'The voicemail is full so I am just picking up. What do you need?',
    'The waiting room is full',
    'Mailbox of Amy Jones',
  ])('is not heard in “%s”', (words) => {
    expect(isMailboxFull(words)).toBe(false);
  });
});
