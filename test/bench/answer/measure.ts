/** Plays every opening to one listener at one word error rate, and counts. Called by `../answer.ts`. */
import { createDice, seedOf } from '../shared/dice.js';
import { type Estimate, wilson } from '../shared/statistics.js';
import { CHART } from './chart-listener.js';
import { KEYWORD_LISTENER } from './keyword-listener.js';
import type { ListenerKind } from './listener.js';
import { type Opening, TRUTHS } from './opening.js';
import { play } from './play.js';
import { type Score, score } from './score.js';
import { PATIENT_TIMING_LISTENER, TIMING_LISTENER } from './timing-listeners.js';

export const WORD_ERROR_RATES = [0, 0.05, 0.1, 0.2] as const;

export const LISTENERS: readonly ListenerKind[] = [
  CHART,
  KEYWORD_LISTENER,
  PATIENT_TIMING_LISTENER,
  TIMING_LISTENER,
];

/** At most so large a share, each; beyond this word error rate nothing is promised. */
const GOALS = { mistaken: 0.02, talkedTo: 0.05, stillMistaken: 0.005, stillTalkedTo: 0.02 } as const;
const GOALS_UP_TO_WER = 0.1;

export const VERDICTS = ['person', 'menu', 'voicemail', 'screener', 'hold', 'machine', 'none'] as const;

/** How often each truth got each first verdict. */
export type Matrix = Readonly<Record<string, Readonly<Record<(typeof VERDICTS)[number], number>>>>;

export interface Spread {
  readonly p50: number;
  readonly p95: number;
}

/** One listener at one word error rate on one set of wordings. */
export interface Row {
  readonly wordings: 'open' | 'held out';
  readonly wer: number;
  readonly listener: string;
  readonly openings: number;
  readonly matrix: Matrix;
  /** Of the first verdicts. */
  readonly right: Estimate;
  /** People whose first verdict was a machine, or none at all. */
  readonly mistaken: Estimate;
  /** …and who were still taken for one when they had spoken again. */
  readonly stillMistaken: Estimate;
  /** Machines, queues and announcements that heard the agent speak as to a person. */
  readonly talkedTo: Estimate;
  readonly stillTalkedTo: Estimate;
  /** People who took up a waiting call and were answered. */
  readonly takenUp: Estimate;
  /** From the end of the first words to a right first verdict, ms. */
  readonly personAfterMs: Spread | null;
  readonly machineAfterMs: Spread | null;
  /** From a wrong first verdict to the right one, ms, and how many came to it. */
  readonly correctedAfterMs: Spread | null;
  readonly wrong: number;
  readonly corrected: number;
  /** Null: no goal. */
  readonly met: boolean | null;
  readonly failures: readonly Score[];
}

function spread(values: readonly number[]): Spread | null {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number | undefined => sorted[Math.ceil(share * sorted.length) - 1];
  const [p50, p95] = [at(0.5), at(0.95)];
  return p50 === undefined || p95 === undefined ? null : { p50, p95 };
}

function matrixOf(scores: readonly Score[]): Matrix {
  const rowOf = (own: readonly Score[]) =>
    Object.fromEntries(
      VERDICTS.map((verdict) => [verdict, own.filter(({ first }) => (first ?? 'none') === verdict).length]),
    ) as Record<(typeof VERDICTS)[number], number>;
  return Object.fromEntries(
    TRUTHS.map((truth) => [truth, rowOf(scores.filter((each) => each.truth === truth))]),
  );
}

function rowOf(scores: readonly Score[], listener: ListenerKind, wer: number): Row {
  const share = (of: readonly Score[], holds: (score: Score) => boolean): Estimate =>
    wilson(of.filter(holds).length, of.length);
  const people = scores.filter(({ truth }) => truth === 'person');
  const machines = scores.filter(({ truth }) => truth !== 'person' && truth !== 'silence');
  const waiting = scores.filter(({ isTakenUp }) => isTakenUp !== null);
  const wrong = scores.filter(({ isRight }) => !isRight);
  const afterMs = (of: readonly Score[]): Spread | null =>
    spread(of.flatMap(({ isRight, firstAfterMs }) => (isRight ? (firstAfterMs ?? []) : [])));
  const corrections = wrong.flatMap(({ correctedAfterMs }) => correctedAfterMs ?? []);
  const measured = {
    mistaken: share(people, ({ isRight }) => !isRight),
    stillMistaken: share(people, ({ isStillWrong }) => isStillWrong),
    talkedTo: share(machines, ({ isTalkedTo }) => isTalkedTo),
    stillTalkedTo: share(machines, ({ isStillTalkedTo }) => isStillTalkedTo),
  };
  const hasGoals = listener.isOurs && wer <= GOALS_UP_TO_WER;
  return {
    wordings: scores[0]?.played.opening.heldOut ? 'held out' : 'open',
    wer,
    listener: listener.name,
    openings: scores.length,
    matrix: matrixOf(scores),
    right: share(scores, ({ isRight }) => isRight),
    ...measured,
    takenUp: share(waiting, ({ isTakenUp }) => isTakenUp === true),
    personAfterMs: afterMs(people),
    machineAfterMs: afterMs(machines),
    correctedAfterMs: spread(corrections),
    wrong: wrong.length,
    corrected: corrections.length,
    met: hasGoals
      ? Object.entries(GOALS).every(([name, most]) => measured[name as keyof typeof GOALS].value <= most)
      : null,
    failures: listener.isOurs
      ? scores
          .filter(({ isRight, isTalkedTo }) => !isRight || isTalkedTo)
          .sort((a, b) => gravity(b) - gravity(a))
      : [],
  };
}

/** People who are left in silence stand first. */
const gravity = ({ truth, isStillWrong, isTalkedTo }: Score): number =>
  (truth === 'person' ? 4 : 0) + (isTalkedTo ? 2 : 0) + (isStillWrong ? 1 : 0);

/** All listeners hear the same transcription of an opening: its dice are seeded by opening and word error rate. */
export async function measure(
  openings: readonly Opening[],
  seed: number,
  { wer, listener }: { readonly wer: number; readonly listener: ListenerKind },
): Promise<Row> {
  const scores: Score[] = [];
  for (const opening of openings) {
    const noise = createDice(seedOf(seed, opening.index, opening.heldOut ? 1 : 0, Math.round(wer * 100)));
    scores.push(score(await play(opening, listener, { noise, wer })));
  }
  return rowOf(scores, listener, wer);
}
