/**
 * Hears tone speech: takes sound in blocks of any size and reports each word as its last tone is heard.
 * Reached through tone-speech.ts. A word that was cut off or damaged is not reported, nor a part of it.
 *
 * It looks for the tone that sounds alone, many times in the length of a symbol. Every change to another tone is a
 * symbol, unless it is a scrap that the network glued in; how long a tone lasts, and whether there is silence between
 * two or within one, does not matter.
 */
import { createFrameReader, type ToneRun } from './frame-reader.js';
import { createSampleWindow } from './sample-window.js';
import { MAX_GAP_SECONDS, SYMBOL_SECONDS, SYNC, TONES_HZ } from './tone-code.js';
import { createWordAssembler, type HeardWord } from './word-assembler.js';

export interface SpeechDecoder {
  push(pcm: Int16Array): void;
  /** The sound ends here: forgets an unfinished word. The count of samples goes on. */
  flush(): void;
}

/** Anything quieter holds no tones. */
const QUIET_RMS = 200;
/** The share of the energy that a tone has which sounds for more than seven tenths of what is heard. */
const ALONE_SHARE = 0.5;
/** How often it listens, for each symbol. */
const LOOKS = 8;

export function createSpeechDecoder(options: {
  sampleRateHz: number;
  onWord(word: HeardWord): void;
}): SpeechDecoder {
  const symbolSamples = options.sampleRateHz * SYMBOL_SECONDS;
  // Half a symbol is one period of the tones' distance, so that each is silent to the others' filters.
  const windowSamples = Math.round(symbolSamples / 2);
  const quietEnergy = QUIET_RMS ** 2 * windowSamples;
  const maxGapSamples = options.sampleRateHz * MAX_GAP_SECONDS;
  const sound = createSampleWindow(options.sampleRateHz);
  const words = createWordAssembler(maxGapSamples, options.onWord);
  const frames = createFrameReader(symbolSamples, words);
  let run: ToneRun | null = null;
  /** Where a tone was heard last. */
  let heardAt = 0;
  let lastTone = SYNC;
  let looks = 0;
  /** The place in the stream that is listened to next. */
  let at = 0;

  /** Listens once; false when it must wait for more sound. */
  function listen(): boolean {
    if (at + windowSamples > sound.end) {
      return false;
    }
    const tone = toneAt(at);
    if (tone !== null) {
      hear(tone, at + (1 - Math.sqrt(ALONE_SHARE)) * windowSamples);
    }
    looks++;
    at = Math.round((looks * symbolSamples) / LOOKS);
    return true;
  }

  /** `start` is where the tone began, if it was not there before. */
  function hear(tone: number, start: number): void {
    if (start - heardAt > maxGapSamples) forget();
    if (tone !== run?.tone) {
      run = { tone, startSample: start, samples: 0 };
      frames.begin(run);
    }
    run.samples += symbolSamples / LOOKS;
    heardAt = start;
  }

  function forget(): void {
    frames.forget();
    run = null;
  }

  /** The tone that sounds alone; null where none does. Most often it is the one that did before. */
  function toneAt(start: number): number | null {
    const energy = sound.energy(start, windowSamples);
    if (energy < quietEnergy) {
      return null;
    }
    const isAlone = (hz: number | undefined): boolean =>
      hz !== undefined && sound.toneEnergy(hz, start, windowSamples) > ALONE_SHARE * energy;
    if (isAlone(TONES_HZ[lastTone])) {
      return lastTone;
    }
    const tone = TONES_HZ.findIndex(isAlone);
    lastTone = tone < 0 ? lastTone : tone;
    return tone < 0 ? null : tone;
  }

  /** Takes at most a tenth of a second, so that the window stays small whatever the size of the blocks. */
  function take(pcm: Int16Array): void {
    sound.append(pcm);
    while (listen()) {}
    sound.forgetBefore(at);
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
      forget();
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
