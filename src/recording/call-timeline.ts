/**
 * Lays the two sides of a call side by side, sample for sample, as they were heard. Used by the WAV recorder.
 *
 * The received sound is the call's clock: it comes without a gap, silence included. What the agent plays goes
 * beside the samples received from then on, and silence goes where it plays nothing. A block that arrives
 * covers the time before it, so the agent lies at most one block early (20 to 50 ms).
 *
 * Pure: reads no clock, writes no file. Keeps {@link HOLD_MS} of both sides and what was played but not heard yet.
 */
import { LINE_SAMPLE_RATE_HZ } from '../domain/line-audio.js';
import { createSampleQueue } from './sample-queue.js';

/** How long sound is kept before it is given on, so that a discard can still cut it: more than a line's 300 ms. */
const HOLD_MS = 400;
const HOLD = (HOLD_MS / 1000) * LINE_SAMPLE_RATE_HZ;

/** The most that is kept of what the agent plays while nothing is received: 5 s, a quarter of a megabyte. */
const MOST_PENDING = 5 * LINE_SAMPLE_RATE_HZ;

export interface CallTimeline {
  /** The far end sent these samples: the call's clock goes on by as many. */
  received(pcm: Int16Array): void;
  /** These samples were put at the end of what the far end will hear. */
  played(pcm: Int16Array): void;
  /** The line dropped its last `unheard` samples. */
  discarded(unheard: number): void;
  /** Gives on what is still held. What was played after the last received sample was not heard. */
  finish(): void;
}

interface Stretch {
  readonly from: number;
  readonly agent: Int16Array;
  readonly practice: Int16Array;
}

/** `write` takes both sides in blocks of equal length; they end after `maxSamples`. */
export const createCallTimeline = (
  maxSamples: number,
  write: (agent: Int16Array, practice: Int16Array) => void,
): CallTimeline => {
  const pending = createSampleQueue();
  const held: Stretch[] = [];
  let clock = 0;
  /** The position after the agent's last sample. */
  let agentEnd = 0;

  const giveOn = (keep: number): void => {
    for (let first = held[0]; first !== undefined; first = held[0]) {
      if (clock - (first.from + first.agent.length) < keep) return;
      held.shift();
      write(first.agent, first.practice);
    }
  };

  const silence = (from: number, to: number): void => {
    for (const stretch of held) {
      const [start, end] = [from - stretch.from, to - stretch.from];
      if (end > 0) stretch.agent.fill(0, Math.max(0, start), end);
    }
  };

  return {
    received: (pcm) => {
      const practice = pcm.subarray(0, maxSamples - clock);
      if (practice.length === 0) return;
      const agent = new Int16Array(practice.length);
      const heard = pending.take(agent);
      if (heard > 0) agentEnd = clock + heard;
      held.push({ from: clock, agent, practice });
      clock += practice.length;
      giveOn(HOLD);
    },
    played: (pcm) => {
      if (clock < maxSamples && pending.length < MOST_PENDING) pending.push(pcm);
    },
    discarded: (unheard) => {
      const early = unheard - pending.dropLast(unheard);
      silence(agentEnd - early, agentEnd);
    },
    finish: () => giveOn(0),
  };
};
