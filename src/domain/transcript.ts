/** What was said in a call, by whom and when. */
import { Duration } from 'luxon';

export type Speaker = 'agent' | 'practice';

/** As a person reads them. */
export const SPEAKERS: Readonly<Record<Speaker, string>> = { agent: 'Agent', practice: 'Practice' };

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

/** A stretch of one side's sound that gave no words, though words may have been said. */
export interface Gap {
  readonly speaker: Speaker;
  /** Unix times in ms. */
  readonly fromMs: number;
  readonly toMs: number;
  /** `null`: nothing went wrong. */
  readonly why: string | null;
}

/** What was said according to a call's recording, in spoken order. */
export interface Transcription {
  readonly utterances: readonly Utterance[];
  readonly gaps: readonly Gap[];
}

/** Live and recorded, the end of the same words lies no further apart. */
const SAME_END_MS = 500;

/**
 * The recording's words, and in its gaps those that were taken down live; in spoken order. Of an utterance that began
 * in a gap and ended in the recording, the live version stands alone.
 */
export const withGapsFilled = (
  { utterances, gaps }: Transcription,
  live: readonly Utterance[],
): Utterance[] => {
  const filling = live.filter(({ speaker, startedAtMs }) =>
    gaps.some((gap) => gap.speaker === speaker && gap.fromMs <= startedAtMs && startedAtMs < gap.toMs),
  );
  const isRestOfOne = (recorded: Utterance): boolean =>
    filling.some(
      ({ speaker, startedAtMs, endedAtMs }) =>
        speaker === recorded.speaker &&
        startedAtMs < recorded.startedAtMs &&
        recorded.endedAtMs <= endedAtMs + SAME_END_MS,
    );
  return inSpokenOrder([...utterances.filter((recorded) => !isRestOfOne(recorded)), ...filling]);
};

export const saidBy = (speaker: Speaker, utterances: readonly Utterance[]): Utterance[] =>
  utterances.filter((utterance) => utterance.speaker === speaker);

export const lastSaidBy = (speaker: Speaker, utterances: readonly Utterance[]): Utterance | undefined =>
  utterances.findLast((utterance) => utterance.speaker === speaker);

/** Utterances in the order in which they began to be spoken, which is not the order in which they were transcribed. */
export const inSpokenOrder = (utterances: readonly Utterance[]): Utterance[] =>
  [...utterances].sort((a, b) => a.startedAtMs - b.startedAtMs || a.endedAtMs - b.endedAtMs);

/** Minutes and seconds of a time in the call: 75 000 ms is 01:15; before the start counts as the start. */
export const clockOf = (ms: number): string => Duration.fromMillis(Math.max(0, ms)).toFormat('mm:ss');
