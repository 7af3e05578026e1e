/** The second AI that reads the transcript: what it may say, and what is kept of each time it was asked. */
import type { Stage } from './call-plan.js';

export type CoachVerdict =
  | { readonly kind: 'none' }
  /** A constructive message for the agent. */
  | { readonly kind: 'advise'; readonly message: string }
  /** The agent has done what its state is for. */
  | { readonly kind: 'stepCompleted'; readonly next: Stage };

/** One look of the coach at the transcript. */
export interface CoachRun {
  /** Unix ms of its beginning and its end. */
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** The state and the count of utterances that it was made for. */
  readonly stage: Stage;
  readonly turn: number;
  /** Ids of the utterances that it saw. */
  readonly saw: readonly string[];
  /** Null: it failed, or what it said was not valid. */
  readonly verdict: CoachVerdict | null;
  /** Whether it changed anything in the call. */
  readonly used: boolean;
  /** Why not, where it would have. */
  readonly why: string | null;
}
