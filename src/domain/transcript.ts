/** What was said in a call, by whom and when. */

export type Speaker = 'agent' | 'practice';

export interface Utterance {
  /** Unique within the call; what evidence cites. */
  readonly id: string;
  readonly speaker: Speaker;
  /** As heard; for the agent cut to what was played before an interruption. Empty: not understood. */
  readonly text: string;
  /** Unix time in ms at which the first sound was heard. */
  readonly startedAtMs: number;
  /** Unix time in ms at which the speaker fell silent. */
  readonly endedAtMs: number;
  /** The agent was cut off by the practice. */
  readonly interrupted: boolean;
}

export const saidBy = (speaker: Speaker, utterances: readonly Utterance[]): Utterance[] =>
  utterances.filter((utterance) => utterance.speaker === speaker);

export const lastSaidBy = (speaker: Speaker, utterances: readonly Utterance[]): Utterance | undefined =>
  utterances.findLast((utterance) => utterance.speaker === speaker);

/** Utterances in the order in which they began to be spoken, which is not the order in which they were transcribed. */
export const inSpokenOrder = (utterances: readonly Utterance[]): Utterance[] =>
  [...utterances].sort((a, b) => a.startedAtMs - b.startedAtMs || a.endedAtMs - b.endedAtMs);
