/**
 * Turns the frames that the tone decoder read into words: checks each, and joins the frames of a long word.
 * It knows nothing of sound. A word of which a frame is missing is dropped whole.
 */
import { CONTINUED, checksum } from './tone-code.js';

export interface HeardWord {
  /** With its trailing space, as encoded. */
  readonly text: string;
  /** Where the word begins and ends, counted from the first sample that the decoder was given. */
  readonly startSample: number;
  readonly endSample: number;
}

export interface Frame {
  /** What follows the mark: byte count, bytes and checksum, a half byte each. */
  readonly symbols: readonly number[];
  readonly startSample: number;
  readonly endSample: number;
  /** Something was left out to make it fit. It is taken only for plain text, as chance makes many fit. */
  readonly isMended: boolean;
}

export interface WordAssembler {
  /** Whether the frame is part of a word. */
  take(frame: Frame): boolean;
  /** Drops a word that is not finished. */
  forget(): void;
}

/** The first frames of a word. */
interface BegunWord {
  readonly bytes: readonly number[];
  readonly startSample: number;
  readonly endSample: number;
}

/** `maxGapSamples`: how far the next frame may be from the one before it and still continue its word. */
export function createWordAssembler(maxGapSamples: number, onWord: (word: HeardWord) => void): WordAssembler {
  let begun: BegunWord | null = null;

  /** The word of which the frame is a part, as far as it was heard; null for a damaged or stray frame. */
  function join(frame: Frame, bytes: readonly number[], check: number): BegunWord | null {
    const { startSample, endSample } = frame;
    if (check === checksum(bytes, false)) {
      return { bytes, startSample, endSample };
    }
    const continues = begun !== null && startSample - begun.endSample < maxGapSamples;
    if (begun !== null && continues && check === checksum(bytes, true)) {
      return { bytes: [...begun.bytes, ...bytes], startSample: begun.startSample, endSample };
    }
    return null;
  }

  return {
    take(frame) {
      const bytes = toBytes(frame.symbols.slice(1));
      const check = bytes.pop() ?? -1;
      const word = frame.isMended && !isPlain(bytes) ? null : join(frame, bytes, check);
      if (word === null && frame.isMended) return false;
      begun = bytes.length === CONTINUED ? word : null;
      if (word !== null && begun === null) {
        const { startSample, endSample } = word;
        onWord({ text: toText(word.bytes), startSample, endSample });
      }
      return word !== null;
    },
    forget() {
      begun = null;
    },
  };
}

function toBytes(symbols: readonly number[]): number[] {
  return Array.from(
    { length: symbols.length / 2 },
    (_, index) => ((symbols[2 * index] ?? 0) << 4) | (symbols[2 * index + 1] ?? 0),
  );
}

/** A character that two frames share counts as none. */
function isPlain(bytes: readonly number[]): boolean {
  return !/[\p{C}\uFFFD]/u.test(toText(bytes));
}

function toText(bytes: readonly number[]): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}
