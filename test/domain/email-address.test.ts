import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEmailAddress } from '../../src/domain/email-address.js';

describe('an address that is understood', () => {
  test.each([
    ['amy@smithpractice.com', 'amy@smithpractice.com'],
    ['Amy.Jones@SmithPractice.com.', 'amy.jones@smithpractice.com'],
    ["It's amy@smithpractice.com, thanks", 'amy@smithpractice.com'],
    ['Amy Jones <amy@smithpractice.com>', 'amy@smithpractice.com'],
    ['amy at smithpractice dot com', 'amy@smithpractice.com'],
    ['it’s amy at smithpractice dot com.', 'amy@smithpractice.com'],
    ['The best email is amy dot jones at smith practice dot com, please', 'amy.jones@smithpractice.com'],
    ['a underscore jones at smith dash practice dot co dot uk', 'a_jones@smith-practice.co.uk'],
    ['a m y at g mail dot com', 'amy@gmail.com'],
    ['amy plus work at gmail.com', 'amy+work@gmail.com'],
  ])('“%s”', (words, email) => {
    expect(parseEmailAddress(words)).toEqual({ ok: true, email });
  });
});

describe('what is no address', () => {
  test.each([
    '',
    'amy',
    'amy at smithpractice',
    'smithpractice dot com',
    'amy@smithpractice',
    'amy@@smithpractice.com',
    'amy at the desk at smithpractice dot com',
    'amy at smithpractice dot com and then some',
    'a@x.com or b@x.com',
  ])('“%s” is asked for again', (words) => {
    const parsed = parseEmailAddress(words);
    expect(parsed.ok).toBe(false);
    expect(!parsed.ok && parsed.say).toMatch(/spell it/);
  });

  test('whatever is said, nothing is thrown and what is accepted has one @ and no spaces', () => {
    const wordy = fc
      .array(fc.constantFrom('amy', 'at', 'dot', 'com', '@', '.', 'dash', "it's", 'a.b'), { maxLength: 9 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.oneof(fc.string(), wordy), (words) => {
        const parsed = parseEmailAddress(words);
        if (parsed.ok) expect(parsed.email).toMatch(/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/);
      }),
    );
  });
});
