/**
 * Measures how long the agent speaks over what is being said to it. practice.ts reports every step of sound.
 */
import type { Ear } from './ear.js';

/** How long two who begin to speak at once need to notice it. */
const REACTION_MS = 400;

export interface OverlapMeter {
  /**
   * Looks at the step that the ear heard last: it began at `now` and has `length` samples. `speakingSince` is
   * where the far end began to say what it says.
   */
  note(speakingSince: number, now: number, length: number): void;
  readonly ms: number;
}

/** Counts only speech that began while the far end was speaking, and not its first {@link REACTION_MS}. */
export function createOverlapMeter(ear: Ear, sampleRateHz: number): OverlapMeter {
  const reactionSamples = (REACTION_MS * sampleRateHz) / 1000;
  let overlap = 0;
  return {
    note(speakingSince, now, length) {
      const agentIsSpeaking = ear.speechEnd === now + length;
      const agentCouldKnow = now - speakingSince >= reactionSamples;
      if (agentIsSpeaking && agentCouldKnow && ear.speechStart >= speakingSince) {
        overlap += length;
      }
    },
    get ms() {
      return Math.round((overlap * 1000) / sampleRateHz);
    },
  };
}
