import { describe, expect, test } from 'vitest';
import { isOnlyABeginning, onlyNamesThePlace } from '../../src/domain/opening-words.js';

describe('words that only name the place', () => {
  test.each([
    'Thank you for calling Smith Family Medicine.',
    'Hello. Thanks for calling the office of Doctor Smith',
    'Hello, and thank you for calling Lakeside Pediatrics in Springfield.',
    "You've reached Smith Family Medicine.",
    'Welcome to Springfield Orthopedics.',
    'Good morning.',
    'Good morning. This is Smith Family Medicine.',
  ])('%s', (text) => expect(onlyNamesThePlace(text)).toBe(true));

  test.each([
    'Thank you for calling Smith Family Medicine, this is Amy.',
    'Thanks for calling, how can I help you?',
    "You've reached Amy speaking.",
    'Smith Family Medicine.',
    'Hello?',
    'Good morning, this is Amy.',
    'Is this Smith Family Medicine?',
    'Thank you for calling back about the meeting, may I ask who this is?',
  ])('none: %s', (text) => expect(onlyNamesThePlace(text)).toBe(false));
});

describe('first words that their speaker goes on with', () => {
  const said = (text: string, lastsMs = 1_500, isContinued = false) =>
    isOnlyABeginning({ text, lastsMs, isContinued });

  test.each([
    'The person you have',
    'Please leave your name,',
    'We are now scheduling flu shots in all of our offices.',
    'Thank you for calling Oak Street Clinic.',
  ])('%s', (text) => expect(said(text)).toBe(true));

  test.each(['Hello?', 'Smith Family Medicine.', 'Front desk.', 'This is Amy.', 'Yeah.', 'Dr. Smith.'])(
    'none, and answered at once: %s',
    (text) => expect(said(text)).toBe(false),
  );

  test('are those of a long breath in which nothing speaks for a person', () => {
    expect(said('Your health, our concern.', 1_900)).toBe(false);
    expect(said('Your health, our concern.', 4_000)).toBe(true);
  });

  test('are not those of a long breath that asks or offers something', () => {
    const formal =
      'Thank you for calling Smith Family Medicine, serving Springfield for over thirty years, this is Amy, how may I help you today?';
    expect(said(formal, 11_000)).toBe(false);
    expect(said(formal.toLowerCase().replace(/[,?]/g, ''), 11_000)).toBe(false);
  });

  test('are those of who talks on and on and asks nothing, whatever the words', () => {
    const words = 'Hi, this is Linda, I am out until Monday, for anything urgent call the front desk.';
    expect(said(words, 5_000)).toBe(false);
    expect(said(words, 9_000)).toBe(true);
  });

  test('are any that follow on words that nobody answered, unless they speak for a person', () => {
    expect(said('Goodbye.')).toBe(false);
    expect(said('Goodbye.', 600, true)).toBe(true);
    expect(said('Hello?', 600, true)).toBe(false);
    expect(said('This is Amy.', 600, true)).toBe(false);
  });
});
