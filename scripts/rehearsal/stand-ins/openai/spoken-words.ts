/**
 * The words of a spoken text and when each of them is out: what a listener has of it when it is cut off.
 */
import { encodeSpeech } from '../../speech/tone-speech.js';

/** At this rate the number of samples is the number of milliseconds. */
const SAMPLES_PER_MS_HZ = 1000;

/** The words with the space around them; together they are the text. */
export function wordsOf(text: string): string[] {
  return text.match(/\s*\S+\s*/g) ?? [];
}

/** The words whose last sound is out after so many milliseconds of speech. */
export function spokenUntil(text: string, audioEndMs: number): string {
  let endMs = 0;
  let spoken = '';
  for (const word of wordsOf(text)) {
    endMs += encodeSpeech(word, { sampleRateHz: SAMPLES_PER_MS_HZ }).length;
    if (endMs > audioEndMs) break;
    spoken += word;
  }
  return spoken.trim();
}
