import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestWord } from '../../scripts/rehearse/nearest-word.js';

const KNOWN = ['hears', 'says', 'hangsUp', 'goesTo', 'interrupts', 'once'];

test('The nearest word is the one that was meant', () => {
  expect(nearestWord('hear', KNOWN)).toBe('hears');
  expect(nearestWord('hangup', KNOWN)).toBe('hangsUp');
  expect(nearestWord('goseTo', KNOWN)).toBe('goesTo');
});

test('A word that is like none has no nearest one', () => {
  expect(nearestWord('transcript', KNOWN)).toBeNull();
  expect(nearestWord('', KNOWN)).toBeNull();
});

test('A word with two neighbours swapped is found, whichever it is', () => {
  fc.assert(
    fc.property(fc.constantFrom(...KNOWN), fc.nat(), (word, place) => {
      const at = place % (word.length - 1);
      const swapped = word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
      expect(nearestWord(swapped, KNOWN)).toBe(word);
    }),
  );
});
