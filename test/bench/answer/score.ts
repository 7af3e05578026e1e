/** What one opening, played to one listener, tells: the first verdict, whether it was right, and what became of it. */
import type { Verdict } from './listener.js';
import type { Opening } from './opening.js';
import type { Played } from './play.js';

export interface Score {
  readonly played: Played;
  readonly truth: Opening['truth'];
  /** Null: it never decided. */
  readonly first: Verdict;
  readonly isRight: boolean;
  /** From the end of the first words, or from the answer where there were none, to the first verdict. */
  readonly firstAfterMs: number | null;
  /** The first verdict was wrong, and what was heard next did not change that. */
  readonly isStillWrong: boolean;
  /** It spoke as to a person where there was none… */
  readonly isTalkedTo: boolean;
  /** …and held to that after what was heard next. */
  readonly isStillTalkedTo: boolean;
  /** From a wrong first verdict to the right one; null: it was right, or never put right. */
  readonly correctedAfterMs: number | null;
  /** Somebody takes up a call that was waiting: whether they were answered, at the latest when they spoke again. */
  readonly isTakenUp: boolean | null;
}

/** Whom it is right to take the far end for at a time. Nobody is to be talked to in an announcement. */
function rightAt({ opening: { truth }, personAtMs }: Played, atMs: number): Verdict {
  if (truth === 'silence' || (personAtMs !== null && atMs >= personAtMs)) return 'person';
  return truth === 'announcement' ? null : truth;
}

const fits = (verdict: Verdict, right: Verdict): boolean =>
  verdict === right || (verdict === 'machine' && right !== 'person');

const verdictAt = ({ changes }: Played, atMs: number): Verdict =>
  changes.findLast((change) => change.atMs <= atMs)?.verdict ?? null;

export function score(played: Played): Score {
  const { opening, changes, spoken, heardAtMs, firstWordsAtMs, personAtMs, endedAtMs } = played;
  const first = changes.find(({ verdict }) => verdict !== null);
  const isRightAt = (atMs: number): boolean => fits(verdictAt(played, atMs), rightAt(played, atMs));
  /** Until the words after the next arrive. */
  const untilAfterNext = (heard: number): number => (heardAtMs[heard + 1] ?? endedAtMs + 1) - 1;

  const isRight = first ? isRightAt(first.atMs) : fits(null, rightAt(played, endedAtMs));
  const corrected =
    first && !isRight ? changes.find(({ atMs }) => atMs > first.atMs && isRightAt(atMs)) : undefined;
  const talk = spoken.find(({ verdict, atMs }) => verdict === 'person' && rightAt(played, atMs) !== 'person');
  const isStillWrong = !isRight && !isRightAt(first ? untilAfterNext(first.heard) : endedAtMs);
  return {
    played,
    truth: opening.truth,
    first: first?.verdict ?? null,
    isRight,
    firstAfterMs: first ? first.atMs - (firstWordsAtMs ?? 0) : null,
    isStillWrong,
    isTalkedTo: talk !== undefined,
    isStillTalkedTo: talk !== undefined && !isRightAt(untilAfterNext(talk.heard)),
    correctedAfterMs: first && corrected ? corrected.atMs - first.atMs : null,
    isTakenUp:
      opening.truth === 'hold' && personAtMs !== null
        ? isRightAt(untilAfterNext(heardAtMs.filter((atMs) => atMs < personAtMs).length))
        : null,
  };
}
