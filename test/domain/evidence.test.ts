import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proveEmail, proveName } from '../../src/domain/evidence.js';
import { conversation } from './conversation.js';

const AMY = 'amy@smithpractice.com';

describe('an email address', () => {
  test.each([
    [AMY, "It's amy@smithpractice.com."],
    [AMY, 'Amy@SmithPractice.com, thanks'],
    [AMY, 'amy at smith practice dot com'],
    [AMY, 'You can send it to A-M-Y at smithpractice dot com please'],
    [AMY, 'a as in apple, m as in Mary, y as in yellow, at smithpractice.com'],
    ['amy.jones2@x-ray.org', 'amy dot jones two at x dash ray dot org'],
    ['dr.smith@gmail.com', 'dr dot smith at g mail dot com'],
  ])('%s is proven by “%s”', (email, words) => {
    expect(proveEmail(email, conversation('A:What is the best email?', `P:${words}`))).toEqual(['u1']);
  });

  test.each([
    'tamy@smithpractice.com',
    'amy@smithpractice.com.au',
    'amy@smithpractise.com',
    't amy at smith practice dot com',
    'Amy',
    '',
  ])('is not proven by “%s”', (words) => {
    expect(proveEmail(AMY, conversation(`P:${words}`))).toEqual([]);
  });

  test('may be spelled in several turns, between which the agent listens', () => {
    const spelled = conversation(
      'P:It is A M Y',
      'A:Mm-hmm.',
      'P:at smith practice',
      'P:dot com',
      'P:Got it?',
    );
    expect(proveEmail(AMY, spelled)).toEqual(['u0', 'u2', 'u3']);
  });

  test('is proven by a yes to the agent who read it back, and not by a no', () => {
    expect(
      proveEmail(AMY, conversation('A:So amy at smithpractice dot com?', "P:Yes, that's right.")),
    ).toEqual(['u1']);
    expect(proveEmail(AMY, conversation('A:So amy at smithpractice dot com?', 'P:No, with an i.'))).toEqual(
      [],
    );
    expect(proveEmail(AMY, conversation('A:So amy at smithpractice dot com?'))).toEqual([]);
  });

  test('is proven by its own words, whatever it is', () => {
    const email = fc
      .tuple(fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/), fc.stringMatching(/^[a-z]{2,10}$/))
      .map(([local, domain]) => `${local}@${domain}.com`);
    fc.assert(
      fc.property(email, (address) => {
        expect(proveEmail(address, conversation(`P:Sure, it's ${address}, okay?`))).toEqual(['u0']);
        const spoken = address.replace('@', ' at ').replace('.', ' dot ');
        expect(proveEmail(address, conversation(`P:That is ${spoken}.`))).toEqual(['u0']);
      }),
    );
  });
});

describe('a name', () => {
  test.each([
    ['Dr. Smith', ["P:That's Dr. Smith."], ['u0']],
    ['Linda Carter', ['P:Linda.', 'P:Linda Carter.'], ['u1']],
    ['Dr. John Smith', ['P:Doctor Smith handles it', 'P:his first name is John'], ['u0', 'u1']],
    ['Linda', ["P:Linda's the manager"], ['u0']],
    ['Jones', ['P:J-O-N-E-S'], ['u0']],
    ["Mary O'Brien", ["P:it's Mary O'Brien"], ['u0']],
  ] as const)('%s is proven by %j', (name, turns, ids) => {
    expect(proveName(name, conversation(...turns))).toEqual(ids);
  });

  test.each([
    ['Amy Jones', "P:I'm Amy."],
    ['Ann', 'P:Anna is here'],
    ['Dr. Smith', 'A:Dr. Smith?'],
    ['Dr.', 'P:Dr. Smith'],
    ['', 'P:Amy'],
  ] as const)('%s is not proven by “%s”', (name, turn) => {
    expect(proveName(name, conversation(turn))).toEqual([]);
  });
});
