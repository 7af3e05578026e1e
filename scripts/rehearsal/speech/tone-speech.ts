/**
 * Speech as sound, without a speech model: text becomes tones at a speaking pace, and tones become text again.
 * The simulated practice and the stand-in of the speech API speak with it, so nothing is passed around the
 * audio path. It survives telephone sound (8 kHz, G.711), Opus and noise. It is not meant for human ears.
 */
import { LINE_SAMPLE_RATE_HZ } from '../../../src/domain/line-audio.js';
import {
  AGAIN_HZ,
  CONTINUED,
  checksum,
  DATA_HZ,
  SYMBOL_SECONDS,
  SYNC_HZ,
  SYNC_SYMBOLS,
} from './tone-code.js';

export { createSpeechDecoder, decodeSpeech } from './tone-decoder.js';
export type { HeardWord } from './word-assembler.js';

const AMPLITUDE = 9000;
/** The sound swells and fades for so long, which keeps clicks off the line. */
const FADE_SECONDS = 0.002;

/**
 * Text as a tone code at a speaking pace (about 16 characters a second), mono Int16, 24 kHz unless told.
 * White space stays as it is; text of nothing else gives no sound.
 */
export function encodeSpeech(text: string, options: { sampleRateHz?: number } = {}): Int16Array {
  const words = text.match(/\s*\S+\s*/g) ?? [];
  return toSound(words.flatMap(wordTones), options.sampleRateHz ?? LINE_SAMPLE_RATE_HZ);
}

/** The tones of one word, in Hz, a symbol each. */
function wordTones(word: string): number[] {
  const bytes = new TextEncoder().encode(word);
  const tones: number[] = [];
  let start = 0;
  let byteCount: number;
  do {
    byteCount = Math.min(CONTINUED, bytes.length - start);
    tones.push(...frameTones(bytes.subarray(start, start + byteCount), start > 0));
    start += byteCount;
  } while (byteCount === CONTINUED);
  return tones;
}

function frameTones(bytes: Uint8Array, continuesWord: boolean): number[] {
  const mark = Array.from({ length: SYNC_SYMBOLS }, () => SYNC_HZ);
  const check = checksum(bytes, continuesWord);
  const symbols = [bytes.length, ...[...bytes, check].flatMap((byte) => [byte >> 4, byte & 0x0f])];
  let last = SYNC_HZ;
  const tones = symbols.map((symbol) => {
    const tone = DATA_HZ[symbol] ?? 0;
    last = tone === last ? AGAIN_HZ : tone;
    return last;
  });
  return [...mark, ...tones];
}

/** One sine after another with continuous phase. */
function toSound(tones: readonly number[], sampleRateHz: number): Int16Array {
  const symbolSamples = sampleRateHz * SYMBOL_SECONDS;
  const sound = new Int16Array(Math.round(tones.length * symbolSamples));
  const fadeSamples = sampleRateHz * FADE_SECONDS;
  let phase = 0;
  for (let at = 0; at < sound.length; at++) {
    const hz = tones[Math.min(Math.floor(at / symbolSamples), tones.length - 1)] ?? 0;
    const swell = Math.min(1, at / fadeSamples, (sound.length - 1 - at) / fadeSamples);
    sound[at] = Math.round(AMPLITUDE * swell * Math.sin(phase));
    phase = (phase + (2 * Math.PI * hz) / sampleRateHz) % (2 * Math.PI);
  }
  return sound;
}
