/**
 * A rehearsed practice as data: what becomes of a call to it, and what it says, plays and does in answer to what it
 * hears. Scenarios are written in this form; practice.ts plays them, and a line plays what happens before.
 *
 * The simplest script is one person: `opening`, `turns`, `otherwise`. A phone tree, a queue, a voicemail box or a
 * second person is a scene; the script begins in `start`, or with the person, whose own scene has the name `person`.
 *
 * Every scene keeps silent for half a second before it plays. It takes keys at any time, and words once everything
 * was played. A scene with `turns` or `otherwise` and no keys is a person; any other one is a machine.
 */
import type { SoundName } from '../speech/sounds.js';

export interface PracticeScript extends Person {
  /** What happens to the call before anyone speaks. */
  readonly pickup: 'answers' | 'busy' | 'rings-out' | 'declines' | 'no-such-number' | 'line-down';
  /** How long it rings before that. Default {@link DEFAULT_RING_MS}. */
  readonly ringMs?: number;
  /** How long the agent has to be silent before it is answered. Default {@link DEFAULT_REACTION_MS}. */
  readonly reactionMs?: number;
  /** Said after picking up; absent: silence. */
  readonly opening?: string;
  readonly scenes?: Readonly<Record<string, Scene>>;
  /** The scene that answers the phone. Absent: the person above. */
  readonly start?: string;
}

/** Somebody who listens and answers. */
export interface Person {
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
  /** Goes to this scene, after `says`. */
  readonly goesTo?: string;
  /** Speaks as soon as it matches, over the agent. Default: waits until the agent has fallen silent. */
  readonly interrupts?: boolean;
  /** Taken only once. Default true. */
  readonly once?: boolean;
}

/** One part of a call: a menu, music, a voicemail box, another person. */
export interface Scene extends Partial<Person> {
  /** Said and played on entering, one after the other. */
  readonly plays?: readonly Sound[];
  /** The scene that a key leads to. A key cuts off what is being played. */
  readonly keys?: Readonly<Record<string, string>>;
  /** The scene that any other key leads to; absent: other keys do nothing. */
  readonly otherKeys?: string;
  /**
   * Where it goes by itself, so long after everything was played: another scene, or this one again.
   * With `turns`, the time starts anew whenever somebody speaks.
   */
  readonly then?: { readonly afterMs: number; readonly goesTo: string };
  /** Hangs up so long after everything was played; with `turns`, counted in the same way. */
  readonly hangsUpAfterMs?: number;
}

export type Sound =
  | { readonly says: string }
  /** `beep`: one long tone, as of an answering machine. `music`, `noise` and `cough` carry no words. */
  | { readonly sound: SoundName; readonly ms?: number }
  | { readonly pauseMs: number };

export const DEFAULT_RING_MS = 300;
export const DEFAULT_REACTION_MS = 600;
