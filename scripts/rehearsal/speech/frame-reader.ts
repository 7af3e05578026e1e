/**
 * Makes frames of the tones that tone-decoder.ts hears. Where the network has glued in pieces of sound, a frame has
 * tones too many: it is taken if it fits without some of its short ones. Whether it fits, its checksum says.
 */
import { AGAIN, CONTINUED, SYNC, symbolsAfterMark } from './tone-code.js';
import type { WordAssembler } from './word-assembler.js';

/** One tone for as long as no other one sounds. It grows while it is heard. */
export interface ToneRun {
  readonly tone: number;
  readonly startSample: number;
  /** For how long it was heard: without the gaps in it. */
  samples: number;
}

export interface FrameReader {
  /** Another tone begins. The one before it will not grow any more. */
  begin(run: ToneRun): void;
  /** Drops what is not finished. */
  forget(): void;
}

/** A frame of which the mark was heard, and the tones since. */
interface OpenFrame {
  readonly startSample: number;
  readonly runs: ToneRun[];
}

/** Of more short tones than this, the longer ones are taken to be whole. It bounds the ways to read a frame. */
const MOST_STRAYS = 8;
const MOST_RUNS = symbolsAfterMark(CONTINUED) + 2 * MOST_STRAYS;

export function createFrameReader(symbolSamples: number, words: WordAssembler): FrameReader {
  /** Nobody knows yet whether a short sync tone is a mark or glued in: several may be open. */
  let open: OpenFrame[] = [];
  let last: ToneRun | null = null;

  const isShort = ({ samples }: ToneRun): boolean => samples <= symbolSamples / 2;

  /** The symbols of the tones, if they are a whole frame. */
  function wholeFrame(runs: readonly ToneRun[], strays: ReadonlySet<ToneRun>): number[] | null {
    const symbols: number[] = [];
    let before = SYNC;
    for (const run of runs) {
      // What stood on both sides of a stray tone is one tone.
      if (strays.has(run) || run.tone === before) continue;
      before = run.tone;
      const symbol = before === AGAIN ? symbols.at(-1) : before;
      if (before === SYNC || symbol === undefined) return null;
      symbols.push(symbol);
    }
    return symbols.length === symbolsAfterMark(symbols[0] ?? 0) ? symbols : null;
  }

  function isTaken({ runs, startSample }: OpenFrame, newest: ToneRun): boolean {
    const endSample = Math.round(newest.startSample + symbolSamples);
    for (const strays of waysToDrop(runs.slice(0, -1).filter(isShort))) {
      const symbols = wholeFrame(runs, strays);
      if (symbols && words.take({ symbols, startSample, endSample, isMended: strays.size > 0 })) return true;
    }
    return false;
  }

  return {
    begin(run) {
      if (last?.tone === SYNC && !isShort(last)) open = open.slice(-1);
      last = run;
      for (const { runs } of open) runs.push(run);
      if (open.some((frame) => isTaken(frame, run))) open = [];
      open = open.filter(({ runs }) => runs.length < MOST_RUNS);
      if (run.tone === SYNC) open.push({ startSample: Math.round(run.startSample), runs: [] });
    },
    forget() {
      open = [];
      last = null;
    },
  };
}

/** None first, then any one, any two, and of more the shortest. */
function* waysToDrop(short: readonly ToneRun[]): Generator<ReadonlySet<ToneRun>> {
  const strays = [...short].sort((one, other) => one.samples - other.samples).slice(0, MOST_STRAYS);
  yield new Set();
  for (const stray of strays) yield new Set([stray]);
  for (const [index, stray] of strays.entries()) {
    for (const other of strays.slice(0, index)) yield new Set([stray, other]);
  }
  for (let count = 3; count <= strays.length; count++) yield new Set(strays.slice(0, count));
}
