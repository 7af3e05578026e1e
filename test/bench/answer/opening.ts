/** What is heard on a line that was just answered, with its truth. Made by `generate-opening.ts`, played by `play.ts`. */

export const TRUTHS = ['person', 'menu', 'voicemail', 'screener', 'hold', 'announcement', 'silence'] as const;

/** Who or what picked up; `hold`: a queue, music, or somebody who asks to wait. */
export type Truth = (typeof TRUTHS)[number];

/** A stretch of sound between two pauses. Times are ms after the answer, of the sound itself. */
export interface Turn {
  /** What is said, before transcription; what a transcriber makes of a noise. */
  readonly text: string;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
}

/** Somebody who can be talked to once the turns of the opening are over. */
export interface Person {
  /** The first turn that is theirs; those before it are a queue's or another person's, which asked to wait. */
  readonly fromTurn: number;
  /** How long they bear a silence before they speak into it, and, in the end, hang up. */
  readonly patienceMs: number;
  readonly prods: readonly string[];
  /** What they say to a greeting. */
  readonly answer: string;
  readonly wordsPerSecond: number;
}

export interface Opening {
  readonly index: number;
  readonly heldOut: boolean;
  readonly truth: Truth;
  /** Which wordings it was made of. */
  readonly style: string;
  readonly turns: readonly Turn[];
  /** The tone of a voicemail box, ms after the answer. */
  readonly beepAtMs: number | null;
  readonly person: Person | null;
  /** When the line is closed from the other side, unless there is a person on it. */
  readonly closesAtMs: number;
}

export const hasWords = ({ text }: Pick<Turn, 'text'>): boolean =>
  /[\p{L}\p{N}]/u.test(text.replace(/\[[^\]]*\]|\([^)]*\)/g, ''));

/** How long it takes to say a text. */
export const speakingMs = (text: string, wordsPerSecond: number): number =>
  Math.max(350, Math.round((text.split(/\s+/).length / wordsPerSecond) * 1_000));
