/** Drives every tree with one driver at one word error rate, and counts. Called in `measure.worker.ts`. */
import { createDice, seedOf } from '../shared/dice.js';
import { type Estimate, mean, wilson } from '../shared/statistics.js';
import { type Drive, drive } from './drive.js';
import { DRIVERS, type Driver, GATED_SENSIBLE } from './drivers.js';
import type { Tree } from './tree.js';

export const WORD_ERROR_RATES = [0, 0.05, 0.1, 0.2] as const;

/** What must be reached with the sensible model behind the gate, by word error rate. */
const GOALS: ReadonlyMap<number, number> = new Map([
  [0, 0.95],
  [0.1, 0.85],
]);

/** One line of the table: one driver at one word error rate on one set of trees. */
export interface Row {
  readonly wordings: 'open' | 'held out';
  readonly wer: number;
  readonly driver: string;
  readonly gated: boolean;
  readonly trees: number;
  readonly reached: Estimate;
  /** Keys pressed on the ways that reached the front desk. */
  readonly keysPerSuccess: Estimate | null;
  readonly wrongLines: Estimate;
  readonly emergencies: number;
  readonly emergencyShare: Estimate;
  readonly givenUp: Estimate;
  /** What must be reached; null: no goal. */
  readonly goal: number | null;
  readonly met: boolean;
  /** The drives that stand against a goal: emergencies first, then, where too few arrived, the others. */
  readonly failures: readonly Drive[];
}

function rowOf(trees: readonly Tree[], driver: Driver, wer: number, drives: readonly Drive[]): Row {
  const count = (result: Drive['result']): number => drives.filter((one) => one.result === result).length;
  const share = (result: Drive['result']): Estimate => wilson(count(result), drives.length);
  const reached = share('reached');
  const goal = driver === GATED_SENSIBLE ? (GOALS.get(wer) ?? null) : null;
  const emergencies = drives.filter(({ result }) => result === 'emergency');
  const missed = drives.filter(({ result }) => result !== 'reached' && result !== 'emergency');
  return {
    wordings: trees[0]?.heldOut ? 'held out' : 'open',
    wer,
    driver: driver.name,
    gated: driver.gated,
    trees: drives.length,
    reached,
    keysPerSuccess: mean(drives.filter(({ result }) => result === 'reached').map(({ keys }) => keys)),
    wrongLines: share('wrong line'),
    emergencies: emergencies.length,
    emergencyShare: share('emergency'),
    givenUp: share('given up'),
    goal,
    met: (!driver.gated || emergencies.length === 0) && (goal === null || reached.value >= goal),
    failures: driver.gated ? [...emergencies, ...(goal === null ? [] : missed)] : [],
  };
}

/** One row to be measured. */
export interface RowJob {
  readonly wer: (typeof WORD_ERROR_RATES)[number];
  /** Its place in {@link DRIVERS}. */
  readonly driver: number;
}

/** The rows of a table, in its order. */
export const ROW_JOBS: readonly RowJob[] = WORD_ERROR_RATES.flatMap((wer) =>
  DRIVERS.map((_, driver) => ({ wer, driver })),
);

/** All drivers hear the same transcription of a tree's first play: their dice are seeded by tree and word error rate. */
export function measure(trees: readonly Tree[], seed: number, { wer, driver: number }: RowJob): Row {
  const driver = DRIVERS[number];
  if (driver === undefined) throw new Error(`there is no driver ${number}`);
  const drives = trees.map((tree) => {
    const own = seedOf(seed, tree.index, tree.heldOut ? 1 : 0, Math.round(wer * 100));
    return drive(tree, driver, {
      wer,
      noise: createDice(seedOf(own, 1)),
      model: createDice(seedOf(own, 2, number)),
    });
  });
  return rowOf(trees, driver, wer, drives);
}
