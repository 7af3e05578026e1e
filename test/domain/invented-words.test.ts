import { describe, expect, test } from 'vitest';
import { isInvented } from '../../src/domain/invented-words.js';

describe('words that speech recognition makes out of music', () => {
  test.each([
    'Thank you.',
    'Thanks!',
    'Thank you very much.',
    'Thank you. Thank you. Thank you.',
    'Thanks for watching!',
    'Thank you for watching this video.',
    "Thanks for watching, and I'll see you next time.",
    'Please like and subscribe.',
    "Don't forget to subscribe to my channel.",
    'Bye.',
    'Bye-bye. Bye.',
    'Bye, bye.',
    'you',
    'Subtitles by the Amara.org community',
  ])('%s', (text) => expect(isInvented(text)).toBe(true));

  test.each([
    'Hello?',
    'Thank you for holding.',
    'Thank you for holding, this is Karen.',
    'Okay, thank you.',
    'Thank you, go ahead.',
    'Thank you. What was it about?',
    'Are you there?',
    'You are still there?',
    'Okay, bye.',
    'Goodbye.',
    '',
    '♪',
  ])('none: %s', (text) => expect(isInvented(text)).toBe(false));
});
