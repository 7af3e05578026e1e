import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDecimator } from '../../src/recording/decimator.js';
import { samplesOf, tone } from './hand-line.js';

const decimated = (pcm: Int16Array, blockSizes: readonly number[] = [pcm.length]): number[] => {
  const decimator = createDecimator();
  const out: number[] = [];
  for (let at = 0, i = 0; at < pcm.length; i++) {
    const size = blockSizes[i % blockSizes.length] ?? pcm.length;
    out.push(...decimator.push(pcm.subarray(at, at + size)));
    at += size;
  }
  out.push(...decimator.flush());
  return out;
};

const loudest = (samples: readonly number[]): number =>
  samples.reduce((most, s) => Math.max(most, Math.abs(s)), 0);

describe('the decimator', () => {
  test('gives one sample for three, in any blocks, and the same ones', () => {
    const pcm = fc.int16Array({ maxLength: 2_000 });
    const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(pcm, sizes, (samples, blockSizes) => {
        const whole = decimated(samples);
        expect(whole).toHaveLength(Math.ceil(samples.length / 3));
        expect(decimated(samples, blockSizes)).toEqual(whole);
      }),
    );
  });

  test('leaves what a telephone carries as it is, without a shift', () => {
    for (const hz of [300, 1_000, 2_500]) {
      const sound = tone(500, hz);
      const out = decimated(sound);
      const middle = out.slice(100, -100);
      middle.forEach((sample, i) => {
        expect(Math.abs(sample - (sound[3 * (i + 100)] ?? Number.NaN))).toBeLessThan(200);
      });
    }
  });

  test('removes what would be heard as something else at 8 kHz', () => {
    for (const hz of [5_000, 6_000, 7_700, 11_000]) {
      expect(loudest(decimated(tone(500, hz)).slice(100, -100))).toBeLessThan(80);
    }
  });

  test('does not overflow on the loudest sound', () => {
    const square = new Int16Array(samplesOf(100)).map((_, i) =>
      Math.floor(i / 40) % 2 === 0 ? 32_767 : -32_768,
    );
    const out = decimated(square);
    out.slice(30, 40).forEach((sample, i) => {
      expect(Math.sign(sample)).toBe(Math.sign(square[3 * (i + 30)] ?? 0));
    });
  });
});
