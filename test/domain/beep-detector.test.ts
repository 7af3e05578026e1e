import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, test } from 'vitest';
import { createSound } from '../../scripts/rehearsal/speech/sounds.js';
import { encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';
import { type Beep, createBeepDetector } from '../../src/domain/beep-detector.js';

const RATE_HZ = 24_000;
const SILENCE = silence(500);

function samples(ms: number): number {
  return Math.round((ms * RATE_HZ) / 1000);
}

function silence(ms: number): Int16Array {
  return new Int16Array(samples(ms));
}

/** Tones that sound together, each as loud as told. */
function tones(
  ms: number,
  hz: readonly number[],
  amplitudes: readonly number[] = hz.map(() => 6000),
): Int16Array {
  return Int16Array.from({ length: samples(ms) }, (_, at) =>
    hz.reduce(
      (sum, each, i) => sum + (amplitudes[i] ?? 0) * Math.sin((2 * Math.PI * each * at) / RATE_HZ),
      0,
    ),
  );
}

function tone(ms: number, hz: number, amplitude = 6000): Int16Array {
  return tones(ms, [hz], [amplitude]);
}

function concat(...parts: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(parts.reduce((length, part) => length + part.length, 0));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}

/** White noise added, of the given root mean square. */
function withNoise(pcm: Int16Array, noiseRms: number, seed = 1): Int16Array {
  const random = xoroshiro128plus(seed);
  return pcm.map((sample) => sample + (uniformFloat64(random) - 0.5) * noiseRms * Math.sqrt(12));
}

/** Like a voiced sound: a hum whose harmonics swell and fade around one formant. */
function vowel(ms: number, pitchHz: number, formantHz: number): Int16Array {
  const harmonics = Array.from({ length: 20 }, (_, i) => (i + 1) * pitchHz);
  const loudness = harmonics.map((hz) => 5000 / (1 + ((hz - formantHz) / 120) ** 2));
  return tones(ms, harmonics, loudness);
}

function beepsIn(pcm: Int16Array, blockSamples = 480): Beep[] {
  const beeps: Beep[] = [];
  const detector = createBeepDetector({ sampleRateHz: RATE_HZ }, (beep) => beeps.push(beep));
  for (let start = 0; start < pcm.length; start += blockSamples) {
    detector.push(pcm.subarray(start, start + blockSamples));
  }
  return beeps;
}

describe('the beep of an answering machine', () => {
  test('is heard at every pitch, length, level and place', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 410, max: 2050 }),
        fc.integer({ min: 210, max: 2400 }),
        fc.integer({ min: 700, max: 30_000 }),
        fc.nat(2000),
        (hz, ms, amplitude, delay) => {
          const beeps = beepsIn(concat(new Int16Array(delay), tone(ms, hz, amplitude), SILENCE));
          expect(beeps).toHaveLength(1);
          expect(Math.abs((beeps[0]?.hz ?? 0) - hz)).toBeLessThanOrEqual(0.01 * hz);
          expect(Math.abs((beeps[0]?.durationMs ?? 0) - ms)).toBeLessThanOrEqual(40);
        },
      ),
      { numRuns: 60, examples: [[416, 2039, 700, 2]] },
    );
  });

  test('is heard after a greeting, in whatever blocks the sound comes', () => {
    const speech = encodeSpeech('Please leave a message after the tone. ');
    const pcm = concat(
      silence(500),
      speech,
      createSound('beep', { sampleRateHz: RATE_HZ }).next(12_000),
      SILENCE,
    );
    const whole = beepsIn(pcm, pcm.length);
    expect(whole).toEqual([{ hz: 1000, durationMs: 500 }]);
    for (const blockSamples of [7, 240, 481, 2400]) {
      expect(beepsIn(pcm, blockSamples)).toEqual(whole);
    }
  });

  test('is told within 100 ms of its end, and not before', () => {
    for (let ms = 300; ms < 340; ms += 3) {
      const beep = concat(SILENCE, tone(ms, 1000));
      expect(beepsIn(concat(beep, silence(40)))).toEqual([]);
      expect(beepsIn(concat(beep, silence(100)))).toHaveLength(1);
    }
  });

  test('is heard on a noisy line', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const noiseRms = 6000 / Math.SQRT2 / 10 ** (14 / 20);
      const pcm = withNoise(concat(SILENCE, tone(400, 500 + 70 * seed), SILENCE), noiseRms, seed);
      expect(beepsIn(pcm)).toHaveLength(1);
    }
  });

  test('is heard although the line loses a moment of it', () => {
    const pcm = concat(SILENCE, tone(500, 1000), SILENCE);
    pcm.fill(0, samples(720), samples(740));
    expect(beepsIn(pcm)).toEqual([{ hz: 1000, durationMs: 500 }]);
  });

  test('is heard each time', () => {
    const one = concat(tone(300, 900), silence(300));
    expect(beepsIn(concat(SILENCE, one, one, one))).toHaveLength(3);
  });
});

describe('what is no beep', () => {
  test('speech as tones', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.nat(480), (text, delay) => {
        expect(beepsIn(concat(new Int16Array(delay), encodeSpeech(text), SILENCE))).toEqual([]);
      }),
    );
    const words = 'www.hhhh.com 3333333333 ffffffffffffff DDDDDDDDDDDDD';
    expect(beepsIn(concat(encodeSpeech(words), SILENCE))).toEqual([]);
  });

  test('sounds like vowels, held for long', () => {
    for (const pitchHz of [90, 120, 180, 220, 260]) {
      for (const formantHz of [450, 700, 1100, 1800]) {
        expect(beepsIn(concat(SILENCE, vowel(600, pitchHz, formantHz), SILENCE))).toEqual([]);
      }
    }
  });

  test('music, a cough, noise and silence', () => {
    for (const name of ['music', 'cough', 'noise'] as const) {
      expect(beepsIn(createSound(name, { sampleRateHz: RATE_HZ, ms: 12_000 }).next(12 * RATE_HZ))).toEqual(
        [],
      );
    }
    expect(beepsIn(silence(5000))).toEqual([]);
    expect(beepsIn(withNoise(silence(5000), 2000))).toEqual([]);
  });

  test('a melody of single tones, be they long', () => {
    for (const ms of [150, 250, 500, 800]) {
      const melody = [523, 659, 784, 659, 523].map((hz) => concat(tone(ms, hz), silence(20)));
      expect(beepsIn(concat(SILENCE, ...melody, SILENCE))).toEqual([]);
    }
  });

  test('the keys of a telephone, also with a louder low tone', () => {
    for (const low of [697, 770, 852, 941]) {
      for (const high of [1209, 1336, 1477]) {
        for (const [lowAmplitude, highAmplitude] of [
          [6000, 6000],
          [6000, 6000 / 10 ** (8 / 20)],
          [6000 / 10 ** (4 / 20), 6000],
        ] as const) {
          const key = tones(400, [low, high], [lowAmplitude, highAmplitude]);
          expect(beepsIn(concat(SILENCE, key, SILENCE))).toEqual([]);
        }
      }
    }
  });

  test.each([
    ['a dial tone', [350, 440]],
    ['a ringing tone', [440, 480]],
    ['a busy tone', [480, 620]],
  ])('%s', (_, hz) => {
    expect(beepsIn(concat(SILENCE, tones(500, hz), SILENCE))).toEqual([]);
  });

  test('the three tones before an announcement of the network', () => {
    const special = concat(tone(276, 914), tone(276, 1371), tone(380, 1777));
    expect(beepsIn(concat(SILENCE, special, SILENCE))).toEqual([]);
  });

  test('a fax machine', () => {
    expect(beepsIn(concat(SILENCE, tone(2600, 2100), SILENCE))).toEqual([]);
  });

  test('a tone that is too short, too low, too high, too quiet or sliding', () => {
    expect(beepsIn(concat(SILENCE, tone(150, 1000), SILENCE))).toEqual([]);
    expect(beepsIn(concat(SILENCE, tone(500, 350), SILENCE))).toEqual([]);
    expect(beepsIn(concat(SILENCE, tone(500, 2400), SILENCE))).toEqual([]);
    expect(beepsIn(concat(SILENCE, tone(500, 1000, 300), SILENCE))).toEqual([]);
    const slide = Int16Array.from({ length: samples(600) }, (_, at) => {
      const seconds = at / RATE_HZ;
      return 6000 * Math.sin(2 * Math.PI * (700 * seconds + 400 * seconds * seconds));
    });
    expect(beepsIn(concat(SILENCE, slide, SILENCE))).toEqual([]);
  });
});

test('the detector says which sample rates it takes', () => {
  expect(() => createBeepDetector({ sampleRateHz: 44_100 }, () => {})).toThrow('a multiple of 8000 Hz');
  const beeps: Beep[] = [];
  const detector = createBeepDetector({ sampleRateHz: 8000 }, (beep) => beeps.push(beep));
  detector.push(createSound('beep', { sampleRateHz: 8000 }).next(4000));
  detector.push(new Int16Array(8000));
  expect(beeps).toHaveLength(1);
});
