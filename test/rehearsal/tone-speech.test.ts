import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSilence, rms, SPEECH_RMS } from '../../scripts/rehearsal/speech/level.js';
import {
  createSpeechDecoder,
  decodeSpeech,
  encodeSpeech,
  type HeardWord,
} from '../../scripts/rehearsal/speech/tone-speech.js';

const RATE_HZ = 24_000;
const SENTENCE = 'Hi, this is Amy “the agent” calling — is Dr. Müller’s café at 914-820-5734 free? ';

function textOf(words: readonly HeardWord[]): string {
  return words.map((word) => word.text).join('');
}

function concat(...parts: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(parts.reduce((samples, part) => samples + part.length, 0));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}

/** Pseudo-random numbers in [0, 1), the same on every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** White noise of the given root mean square, added to the sound. */
function withNoise(pcm: Int16Array, noiseRms: number, seed = 1): Int16Array {
  const random = randomNumbers(seed);
  const spread = noiseRms * Math.sqrt(12);
  return pcm.map((sample) => Math.max(-32_768, Math.min(32_767, sample + (random() - 0.5) * spread)));
}

/** Linear interpolation, a poorer resampler than any in use. */
function resample(pcm: Int16Array, fromHz: number, toHz: number): Int16Array {
  return Int16Array.from({ length: Math.floor((pcm.length * toHz) / fromHz) }, (_, index) => {
    const place = (index * fromHz) / toHz;
    const before = pcm[Math.floor(place)] ?? 0;
    const after = pcm[Math.floor(place) + 1] ?? before;
    return before + (after - before) * (place % 1);
  });
}

/** One sample through a G.711 mu-law coder and back (ITU-T G.711, 14 bit with a bias of 33). */
function throughMuLaw(sample: number): number {
  const magnitude = Math.min(Math.abs(sample) >> 2, 8158) + 33;
  const segment = Math.floor(Math.log2(magnitude)) - 5;
  const step = (magnitude >> (segment + 1)) & 0x0f;
  const decoded = (((step << 1) + 33) << segment) - 33;
  return Math.sign(sample) * (decoded << 2);
}

/** What a telephone network makes of sound at 24 kHz. */
function throughTelephone(pcm: Int16Array): Int16Array {
  return resample(resample(pcm, RATE_HZ, 8000).map(throughMuLaw), 8000, RATE_HZ);
}

describe('tone speech', () => {
  test('gives back arbitrary text as it was, white space included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const heard = textOf(decodeSpeech(encodeSpeech(text), RATE_HZ));
        expect(heard).toBe(text.trim() === '' ? '' : text);
      }),
    );
  });

  test('gives back a byte order mark, which decoders like to swallow', () => {
    expect(textOf(decodeSpeech(encodeSpeech('\uFEFFa'), RATE_HZ))).toBe('\uFEFFa');
  });

  test('gives back words of every length', () => {
    for (let length = 1; length <= 50; length++) {
      const text = `${'é'.repeat(length >> 1)}${'x'.repeat(length % 2)} end`.trimStart();
      expect(textOf(decodeSpeech(encodeSpeech(text), RATE_HZ))).toBe(text);
    }
  });

  test.each([8000, 11_025, 16_000, 24_000, 44_100, 48_000])('works at %i Hz', (sampleRateHz) => {
    const words = decodeSpeech(encodeSpeech(SENTENCE, { sampleRateHz }), sampleRateHz);
    expect(textOf(words)).toBe(SENTENCE);
  });

  test('has a speaking pace of about 16 characters a second', () => {
    const text = 'We would love to show you how it works, what day and time would be best for the doctor?';
    const seconds = encodeSpeech(text).length / RATE_HZ;
    expect(text.length / seconds).toBeGreaterThan(13);
    expect(text.length / seconds).toBeLessThan(19);
  });

  test('survives being resampled to 8 kHz and back', () => {
    const pcm = resample(resample(encodeSpeech(SENTENCE), RATE_HZ, 8000), 8000, RATE_HZ);
    expect(textOf(decodeSpeech(pcm, RATE_HZ))).toBe(SENTENCE);
  });

  test('survives G.711, from any place in the sample clock', () => {
    fc.assert(
      fc.property(fc.nat(2000), (delay) => {
        const pcm = throughTelephone(concat(new Int16Array(delay), encodeSpeech(SENTENCE)));
        expect(textOf(decodeSpeech(pcm, RATE_HZ))).toBe(SENTENCE);
      }),
      { numRuns: 20 },
    );
  });

  test('survives noise 20 dB below it, also on a telephone and after silence', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const speech = concat(new Int16Array(5000), encodeSpeech(SENTENCE), new Int16Array(5000));
      const noisy = withNoise(speech, rms(encodeSpeech(SENTENCE)) / 10, seed);
      expect(textOf(decodeSpeech(noisy, RATE_HZ))).toBe(SENTENCE);
      expect(textOf(decodeSpeech(throughTelephone(noisy), RATE_HZ))).toBe(SENTENCE);
    }
  });

  test('survives what a network does to make up for late packets: any tone longer, shorter or torn in two', () => {
    const speech = encodeSpeech(SENTENCE);
    const symbolSamples = RATE_HZ * 0.02;
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: speech.length / symbolSamples }), (changes) => {
        const sound = changes.map((change, index) => {
          const symbol = speech.subarray(index * symbolSamples, (index + 1) * symbolSamples);
          const [first, second] = [symbol.subarray(0, symbolSamples / 2), symbol.subarray(symbolSamples / 2)];
          if (change === 1) return first;
          if (change === 2) return concat(first, new Int16Array(RATE_HZ / 10), second);
          return change === 3 ? concat(symbol, symbol) : symbol;
        });
        expect(textOf(decodeSpeech(concat(...sound), RATE_HZ))).toBe(SENTENCE);
      }),
      { numRuns: 20 },
    );
  });

  test.each<[string, (sound: Int16Array, at: number, random: () => number) => Int16Array]>([
    [
      'a gap of up to half a second',
      (sound, at, random) =>
        concat(sound.slice(0, at), new Int16Array((RATE_HZ / 2) * random()), sound.slice(at)),
    ],
    [
      'its last 15 ms up to three times more',
      (sound, at, random) => {
        const piece = sound.slice(Math.max(0, at - RATE_HZ * 0.015 * random()), at);
        const pieces = Array.from({ length: 1 + 3 * random() }, () => piece);
        return concat(sound.slice(0, at), ...pieces, sound.slice(at));
      },
    ],
  ])('hears 99 of 100 words and nothing else where each has %s in it', (_, tear) => {
    const random = randomNumbers(7);
    const words = Array.from({ length: 12 }, () => SENTENCE.match(/\S+\s*/g) ?? []).flat();
    const torn = words
      .map((word) => encodeSpeech(word))
      .map((pcm) => tear(pcm, Math.floor(random() * pcm.length), random));
    const heard = decodeSpeech(concat(...torn), RATE_HZ);
    expect(heard.length).toBeGreaterThanOrEqual(0.99 * words.length);
    expect(heard.filter(({ text }) => !words.includes(text))).toEqual([]);
  });

  test('survives a line that is four times quieter', () => {
    const pcm = encodeSpeech(SENTENCE).map((sample) => sample / 4);
    expect(textOf(decodeSpeech(pcm, RATE_HZ))).toBe(SENTENCE);
  });

  test('hears the same words at the same places whatever the size of the blocks', () => {
    const pcm = concat(
      new Int16Array(3333),
      encodeSpeech(SENTENCE),
      new Int16Array(999),
      encodeSpeech('Bye.'),
    );
    const whole = decodeSpeech(pcm, RATE_HZ);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6000 }), { minLength: 1 }), (sizes) => {
        const words: HeardWord[] = [];
        const decoder = createSpeechDecoder({ sampleRateHz: RATE_HZ, onWord: (word) => words.push(word) });
        let start = 0;
        for (let block = 0; start < pcm.length; block++) {
          const size = sizes[block % sizes.length] ?? 1;
          decoder.push(pcm.subarray(start, start + size));
          start += size;
        }
        expect(words).toEqual(whole);
      }),
      { numRuns: 30 },
    );
    expect(textOf(whole)).toBe(`${SENTENCE}Bye.`);
  });

  test('places words where they were spoken, one after the other', () => {
    const words = decodeSpeech(concat(new Int16Array(10_000), encodeSpeech('one two three')), RATE_HZ);
    expect(words.map((word) => word.text)).toEqual(['one ', 'two ', 'three']);
    let expectedStart = 10_000;
    for (const word of words) {
      expect(Math.abs(word.startSample - expectedStart)).toBeLessThan(RATE_HZ * 0.005);
      expectedStart = word.endSample;
    }
  });

  test('reports a word within 200 ms of its end', () => {
    const blockSamples = RATE_HZ * 0.02;
    const pcm = concat(encodeSpeech('a somewhat-longer-word-here end'), new Int16Array(RATE_HZ));
    let pushed = 0;
    const delays: number[] = [];
    const decoder = createSpeechDecoder({
      sampleRateHz: RATE_HZ,
      onWord: (word) => delays.push(pushed - word.endSample),
    });
    for (; pushed < pcm.length; pushed += blockSamples) {
      decoder.push(pcm.subarray(pushed, pushed + blockSamples));
    }
    expect(delays).toHaveLength(3);
    expect(Math.max(...delays)).toBeLessThan(RATE_HZ * 0.2);
  });

  test('speech cut off anywhere gives the words that were whole, and what is said next is heard', () => {
    const speech = encodeSpeech('The appointment is on Wednesday at info@smithpractice.com then.');
    const all = decodeSpeech(speech, RATE_HZ);
    const next = encodeSpeech('Sorry, go on.');
    // A word may be recognised although its last tone, of 20 ms, is cut short.
    const margin = RATE_HZ * 0.02;
    fc.assert(
      fc.property(fc.nat(speech.length), fc.boolean(), (cut, pause) => {
        const silence = new Int16Array(pause ? RATE_HZ / 4 : 0);
        const heard = textOf(decodeSpeech(concat(speech.subarray(0, cut), silence, next), RATE_HZ));
        const atLeast = textOf(all.filter((word) => word.endSample <= cut));
        const atMost = textOf(all.filter((word) => word.endSample <= cut + margin));
        expect([`${atLeast}Sorry, go on.`, `${atMost}Sorry, go on.`]).toContain(heard);
      }),
      { numRuns: 200 },
    );
  });

  test('a long word of which a part is missing is not heard at all', () => {
    const word = encodeSpeech('info@smithpractice.com ');
    const firstFrame = RATE_HZ * 0.02 * (3 + 1 + 30 + 2);
    const rest = concat(word.subarray(firstFrame), encodeSpeech('then'));
    expect(textOf(decodeSpeech(rest, RATE_HZ))).toBe('then');
    const begun = concat(word.subarray(0, firstFrame), new Int16Array(0.7 * RATE_HZ), rest);
    expect(textOf(decodeSpeech(begun, RATE_HZ))).toBe('then');
  });

  test('flush forgets an unfinished word and goes on counting', () => {
    const words: HeardWord[] = [];
    const decoder = createSpeechDecoder({ sampleRateHz: RATE_HZ, onWord: (word) => words.push(word) });
    const word = encodeSpeech('word');
    decoder.push(word.subarray(0, word.length >> 1));
    decoder.flush();
    decoder.push(word);
    expect(words.map((heard) => heard.text)).toEqual(['word']);
    expect(words[0]?.endSample).toBeGreaterThan(1.45 * word.length);
  });

  test('hears no words in silence, noise, other tones or a sync tone that never ends', () => {
    const sine = (hz: number) =>
      Int16Array.from({ length: 5 * RATE_HZ }, (_, at) => 9000 * Math.sin((2 * Math.PI * hz * at) / RATE_HZ));
    expect(decodeSpeech(new Int16Array(5 * RATE_HZ), RATE_HZ)).toEqual([]);
    expect(decodeSpeech(withNoise(new Int16Array(20 * RATE_HZ), 6000), RATE_HZ)).toEqual([]);
    expect(decodeSpeech(sine(700), RATE_HZ)).toEqual([]);
    expect(decodeSpeech(sine(2400), RATE_HZ)).toEqual([]);
  });
});

describe('the level of sound', () => {
  test('tells speech from silence and from the noise of a line', () => {
    expect(rms(new Int16Array())).toBe(0);
    expect(isSilence(new Int16Array(480))).toBe(true);
    expect(isSilence(withNoise(new Int16Array(480), SPEECH_RMS / 2))).toBe(true);
    expect(isSilence(encodeSpeech(SENTENCE).subarray(0, 480))).toBe(false);
  });

  test('every 20 ms within speech counts as speech, also on a telephone', () => {
    const speech = throughTelephone(encodeSpeech(SENTENCE));
    for (let start = 0; start + 480 < speech.length; start += 480) {
      expect(isSilence(speech.subarray(start, start + 480))).toBe(false);
    }
  });
});
