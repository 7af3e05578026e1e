import { describe, expect, test } from 'vitest';
import { onlyNamesThePlace } from '../../src/domain/opening-words.js';

describe('first words that may be a recording’s beginning', () => {
  test.each([
    'Thank you for calling Smith Family Medicine.',
    'Hello. Thanks for calling the office of Doctor Smith',
    "You've reached Smith Family Medicine.",
    'Welcome to Springfield Orthopedics.',
  ])('%s', (text) => expect(onlyNamesThePlace(text)).toBe(true));

  test.each([
    'Thank you for calling Smith Family Medicine, this is Amy.',
    'Thanks for calling, how can I help you?',
    "You've reached Amy speaking.",
    'Smith Family Medicine.',
    'Hello?',
    'Thank you for calling back about the meeting, may I ask who this is?',
  ])('none: %s', (text) => expect(onlyNamesThePlace(text)).toBe(false));
});
