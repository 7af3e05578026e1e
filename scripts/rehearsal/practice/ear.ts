/**
 * The practice's ear: the words that the agent says, and whether it is speaking, both from sound alone.
 * practice.ts decides what to do about them.
 */
import { isSilence } from '../speech/level.js';
import { createSpeechDecoder } from '../speech/tone-speech.js';

/** Something that was said on the call; places count samples from the pick-up. */
export interface LoggedSpeech {
  readonly text: string;
  readonly startSample: number;
  readonly endSample: number;
}

export interface Ear {
  /** What was heard, by turns: words with less than {@link TURN_SILENCE_MS} between them are one. */
  readonly heard: readonly LoggedSpeech[];
  /** Where what was said last began and ended, pauses for breath included. */
  readonly speechStart: number;
  readonly speechEnd: number;
  /** Takes the next sound, at most a few tens of ms, and gives the words that were completed in it. */
  hear(pcm: Int16Array): string;
}

/** A turn is over when the speaker has been silent for so long. */
const TURN_SILENCE_MS = 600;
/** A shorter gap does not end what is being said. */
export const BREATH_MS = 200;

export function createEar(sampleRateHz: number): Ear {
  const turnSilence = (TURN_SILENCE_MS * sampleRateHz) / 1000;
  const breath = (BREATH_MS * sampleRateHz) / 1000;
  const heard: LoggedSpeech[] = [];
  let now = 0;
  let speechStart = Number.NEGATIVE_INFINITY;
  let speechEnd = Number.NEGATIVE_INFINITY;
  let newWords = '';

  const decoder = createSpeechDecoder({
    sampleRateHz,
    onWord(word) {
      newWords += word.text;
      const turn = heard.at(-1);
      if (turn !== undefined && word.startSample - turn.endSample < turnSilence) {
        heard[heard.length - 1] = { ...turn, text: turn.text + word.text, endSample: word.endSample };
      } else {
        heard.push(word);
      }
    },
  });

  return {
    heard,
    get speechStart() {
      return speechStart;
    },
    get speechEnd() {
      return speechEnd;
    },
    hear(pcm) {
      if (!isSilence(pcm)) {
        speechStart = now - speechEnd > breath ? now : speechStart;
        speechEnd = now + pcm.length;
      }
      now += pcm.length;
      newWords = '';
      decoder.push(pcm);
      return newWords;
    },
  };
}
