/** An agent on the other end of a practice, which hears nothing unless a test looks. */
import type { Practice } from '../../scripts/rehearsal/practice/practice.js';
import { isSilence } from '../../scripts/rehearsal/speech/level.js';
import { decodeSpeech, encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';

const RATE_HZ = 24_000;

export interface RehearsedAgent {
  say(text: string): void;
  wait(ms: number): void;
  /** Waits until the practice has said everything that it has to say. */
  listen(): void;
  /** The words of what was received so far. */
  heard(): string;
}

export function samples(ms: number): number {
  return (ms * RATE_HZ) / 1000;
}

export function createRehearsedAgent(practice: Practice, blockSamples = 480): RehearsedAgent {
  const received: Int16Array[] = [];

  function play(pcm: Int16Array): void {
    for (let start = 0; start < pcm.length; start += blockSamples) {
      const block = new Int16Array(blockSamples);
      block.set(pcm.subarray(start, start + blockSamples));
      received.push(practice.exchange(block));
    }
  }

  return {
    say: (text) => play(encodeSpeech(text)),
    wait: (ms) => play(new Int16Array(samples(ms))),
    listen() {
      do {
        play(new Int16Array(samples(1000)));
      } while (!isSilence(received.at(-1) ?? new Int16Array()));
    },
    heard() {
      const sound = Int16Array.from(received.flatMap((block) => [...block]));
      return decodeSpeech(sound, RATE_HZ)
        .map((word) => word.text)
        .join('');
    },
  };
}
