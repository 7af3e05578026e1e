/**
 * A line between the tests and the agent's voice: the practice says what a test tells it to, and what the agent plays
 * is heard at the speed of the line's clock.
 */

import { startLineClock, TICK_MS } from '../../scripts/rehearsal/lines/line-clock.js';
import { createPlayoutQueue } from '../../scripts/rehearsal/lines/playout-queue.js';
import { createSpeechDecoder, encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';
import { LINE_SAMPLE_RATE_HZ, type LineAudio } from '../../src/domain/line-audio.js';

const samplesOf = (ms: number): number => (ms * LINE_SAMPLE_RATE_HZ) / 1000;
const BLOCK = samplesOf(TICK_MS);
/** What a line holds of sound that is waiting to be played. */
const HELD_MS = 200;

export interface HandLine {
  readonly audio: LineAudio;
  /** The agent's words whose sound has reached the practice so far. */
  heard(): string;
  /** How much of the agent's sound, in ms, has reached the practice so far. */
  heardMs(): number;
  /** The practice begins to say this; it goes on at the speed of the line, then it is silent. */
  say(text: string): void;
  close(): void;
}

/** `speed`: the line's ms for each real one. */
export const createHandLine = (speed: number): HandLine => {
  const toPractice = createPlayoutQueue(samplesOf(HELD_MS));
  const fromPractice = createPlayoutQueue(Number.POSITIVE_INFINITY);
  const listeners = new Set<(pcm: Int16Array) => void>();
  let heard = '';
  let heardSamples = 0;
  const ear = createSpeechDecoder({
    sampleRateHz: LINE_SAMPLE_RATE_HZ,
    onWord: (word) => {
      heard += word.text;
    },
  });
  const clock = startLineClock(speed, () => {
    heardSamples += Math.min(BLOCK, toPractice.waitingSamples);
    ear.push(toPractice.take(BLOCK));
    const received = fromPractice.take(BLOCK);
    for (const listener of listeners) listener(received.slice());
  });

  return {
    audio: {
      onReceived(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      play: (pcm) => toPractice.put(pcm),
      drained: () => toPractice.drained(),
      discard: () => toPractice.clear(),
      queuedMs: () => (toPractice.waitingSamples * 1000) / LINE_SAMPLE_RATE_HZ,
    },
    heard: () => heard,
    heardMs: () => (heardSamples * 1000) / LINE_SAMPLE_RATE_HZ,
    say: (text) => void fromPractice.put(encodeSpeech(text)),
    close() {
      clock.stop();
      toPractice.close();
      fromPractice.close();
    },
  };
};
