import { describe, expect, test } from 'vitest';
import { callsIntoSilence } from '../../src/domain/unheard-words.js';

describe('a call into a silent line', () => {
  test.each([
    'Hello?',
    'Hello? Hello?',
    'Hello, hello?',
    'Hello… Hello?',
    'Hi there?',
    'Anybody there?',
    'Hello? Is anyone there?',
    'Are you there?',
    'Are you still there?',
    'Can you hear me?',
    'Hello? I can’t hear you.',
    "Sorry, I can't hear you.",
    "I can't hear anything. Hello?",
    'Hello? Is anybody on the line?',
    'hello hello',
  ])('%s', (text) => expect(callsIntoSilence(text)).toBe(true));

  test.each([
    'Hello, this is Karen.',
    'Hello, how can I help you?',
    'Hi, what is this about?',
    "I can't hear you, could you speak up and say who you are?",
    'Are you there on Tuesday?',
    'Is the doctor there?',
    'Yes, go ahead.',
    'Yes?',
    'Sorry.',
    '',
  ])('none: %s', (text) => expect(callsIntoSilence(text)).toBe(false));
});
