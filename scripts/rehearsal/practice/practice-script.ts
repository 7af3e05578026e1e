/**
 * A rehearsed practice as data: what becomes of a call to it, and what it says in answer to what it hears.
 * Scenarios are written in this form; practice.ts plays them, and a line plays what happens before.
 */

export interface PracticeScript {
  /** What happens to the call before anyone speaks. */
  readonly pickup: 'answers' | 'busy' | 'rings-out' | 'declines' | 'no-such-number' | 'line-down';
  /** How long it rings before that. Default {@link DEFAULT_RING_MS}. */
  readonly ringMs?: number;
  /** Said after picking up; absent: silence. */
  readonly opening?: string;
  /** The first one that fits is taken. */
  readonly turns: readonly PracticeTurn[];
  /** Said to anything unexpected, at most twice in a row, e.g. "Sorry, could you say that again?" */
  readonly otherwise?: string;
}

export interface PracticeTurn {
  /** Matched on what the agent said since the practice last spoke. */
  readonly hears: RegExp;
  /** Absent: the practice takes it in and stays silent. */
  readonly says?: string;
  /** Hangs up, after `says`. */
  readonly hangsUp?: boolean;
  /** Speaks as soon as it matches, over the agent. Default: waits until the agent has fallen silent. */
  readonly interrupts?: boolean;
  /** Taken only once. Default true. */
  readonly once?: boolean;
}

export const DEFAULT_RING_MS = 300;
