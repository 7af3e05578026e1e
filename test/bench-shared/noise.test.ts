import { describe, expect, it } from 'vitest';
import { createDice } from '../bench/shared/dice.js';
import { transcribed } from '../bench/shared/noise.js';

const WORDS = 'For appointments press 1. If this is a medical emergency, press 2. For billing press 3.';

describe('transcription noise', () => {
  it('changes nothing at a word error rate of 0', () => {
    expect(transcribed(createDice(1), WORDS, 0)).toBe(WORDS);
  });

  it('is the same for the same seed', () => {
    expect(transcribed(createDice(4), WORDS, 0.2)).toBe(transcribed(createDice(4), WORDS, 0.2));
  });

  it('leaves about as many words untouched as the word error rate says', () => {
    const dice = createDice(2);
    const words = Array.from({ length: 20_000 }, () => 'appointments');
    const kept = words.filter((word) => transcribed(dice, word, 0.1) === word).length;
    expect(kept / words.length).toBeGreaterThan(0.89);
    expect(kept / words.length).toBeLessThan(0.91);
  });
});
