/**
 * Hears tone speech: takes sound in blocks of any size and reports each word as its last tone is heard.
 * Reached through tone-speech.ts. A word that was cut off or damaged is not reported, nor a part of it.
 *
 * It looks for a sync mark and follows it to its end, which gives the time of every symbol of the frame.
 * Then it listens to the middle of each symbol. Silence is passed over by its energy alone.
 */
import { createSampleWindow } from './sample-window.js';
import { DATA_HZ, SYMBOL_SECONDS, SYNC_HZ, SYNC_SYMBOLS, symbolsAfterMark } from './tone-code.js';
import { createWordAssembler, type HeardWord } from './word-assembler.js';

export interface SpeechDecoder {
  push(pcm: Int16Array): void;
  /** The sound ends here: forgets an unfinished word. The count of samples goes on. */
  flush(): void;
}

/** Anything quieter holds no tones. */
const QUIET_RMS = 200;
/** The share of the energy that the sync tone has within a mark. */
const SYNC_SHARE = 0.6;
/** The share it has where half of what is heard lies in the mark and half in the symbol after it. */
const HALF_SYNC_SHARE = 0.25;
/** The share that the tone of a symbol has in the middle of it. */
const SYMBOL_SHARE = 0.4;

/** What the decoder is doing. */
type Activity =
  | { readonly kind: 'searching' }
  | { readonly kind: 'following'; readonly markSince: number; readonly lastShare: number }
  | { readonly kind: 'reading'; readonly markEnd: number; readonly symbols: readonly number[] };

const SEARCHING: Activity = { kind: 'searching' };

export function createSpeechDecoder(options: {
  sampleRateHz: number;
  onWord(word: HeardWord): void;
}): SpeechDecoder {
  const symbolSamples = options.sampleRateHz * SYMBOL_SECONDS;
  const windowSamples = Math.round(symbolSamples);
  const followStep = Math.max(1, Math.round(symbolSamples / 16));
  const quietEnergy = QUIET_RMS ** 2 * windowSamples;
  const sound = createSampleWindow(options.sampleRateHz);
  const words = createWordAssembler(symbolSamples, options.onWord);
  let activity: Activity = SEARCHING;
  /** The place in the stream that is listened to next. */
  let at = 0;

  /** Does one step; false when it must wait for more sound. */
  function listen(): boolean {
    const needed = activity.kind === 'reading' ? 0.8 * windowSamples : windowSamples;
    if (at + needed > sound.end) {
      return false;
    }
    if (activity.kind === 'searching') {
      search();
    } else if (activity.kind === 'following') {
      followMark(activity.markSince, activity.lastShare);
    } else {
      readSymbol(activity.markEnd, activity.symbols);
    }
    return true;
  }

  function search(): void {
    const share = syncShare();
    if (share === null) {
      at += windowSamples >> 1;
    } else if (share < SYNC_SHARE) {
      at += windowSamples >> 2;
    } else {
      activity = { kind: 'following', markSince: at, lastShare: share };
    }
  }

  function followMark(markSince: number, lastShare: number): void {
    const share = syncShare() ?? 0;
    if (share >= HALF_SYNC_SHARE) {
      activity = { kind: 'following', markSince, lastShare: share };
      at += followStep;
    } else if (at - markSince < symbolSamples) {
      activity = SEARCHING; // Too short for a mark.
    } else {
      const stepsPast = lastShare > share ? (HALF_SYNC_SHARE - share) / (lastShare - share) : 0;
      at = Math.round(at - stepsPast * followStep + symbolSamples / 2);
      activity = { kind: 'reading', markEnd: at, symbols: [] };
    }
  }

  function readSymbol(markEnd: number, symbolsBefore: readonly number[]): void {
    const symbol = symbolAt(at);
    if (symbol === null) {
      activity = SEARCHING; // The frame was cut off; another may have begun meanwhile.
      at = markEnd;
      return;
    }
    const symbols = [...symbolsBefore, symbol];
    at = Math.round(markEnd + symbols.length * symbolSamples);
    activity = { kind: 'reading', markEnd, symbols };
    if (symbols.length === symbolsAfterMark(symbols[0] ?? 0)) {
      const startSample = Math.max(0, Math.round(markEnd - SYNC_SYMBOLS * symbolSamples));
      words.take({ symbols, startSample, endSample: at });
      activity = SEARCHING;
    }
  }

  /** The sync tone's share of the energy from `at` for a symbol's length; null where it is quiet. */
  function syncShare(): number | null {
    const energy = sound.energy(at, windowSamples);
    return energy < quietEnergy ? null : sound.toneEnergy(SYNC_HZ, at, windowSamples) / energy;
  }

  /** The symbol that starts at `start`; null where none of the data tones sounds alone. */
  function symbolAt(start: number): number | null {
    // Half a symbol is one period of the tones' distance, so that each is silent to the others' filters.
    const middle = Math.round(start + symbolSamples / 4);
    const length = Math.round(symbolSamples / 2);
    const energy = sound.energy(middle, length);
    if (energy < quietEnergy / 2) {
      return null;
    }
    const energies = DATA_HZ.map((hz) => sound.toneEnergy(hz, middle, length));
    const strongest = Math.max(...energies);
    return strongest < SYMBOL_SHARE * energy ? null : energies.indexOf(strongest);
  }

  /** Takes at most a tenth of a second, so that the window stays small whatever the size of the blocks. */
  function take(pcm: Int16Array): void {
    sound.append(pcm);
    while (listen()) {}
    sound.forgetBefore(activity.kind === 'reading' ? activity.markEnd : at);
  }

  return {
    push(pcm) {
      const sliceSamples = Math.ceil(options.sampleRateHz / 10);
      for (let start = 0; start < pcm.length; start += sliceSamples) {
        take(pcm.subarray(start, start + sliceSamples));
      }
    },
    flush() {
      words.forget();
      activity = SEARCHING;
      at = sound.end;
    },
  };
}

/** All words in a finished piece of sound. */
export function decodeSpeech(pcm: Int16Array, sampleRateHz: number): HeardWord[] {
  const words: HeardWord[] = [];
  const decoder = createSpeechDecoder({ sampleRateHz, onWord: (word) => words.push(word) });
  decoder.push(pcm);
  decoder.flush();
  return words;
}
