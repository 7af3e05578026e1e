/**
 * A process of the benchmark: makes the trees once, then measures the rows that `measure-all.ts` asks for. Its argument is
 * a {@link Measurement}. It ends when its parent disconnects.
 */
import { generateTree } from './generate-tree.js';
import { measure, type Row, type RowJob } from './measure.js';

/** What is measured: sets of trees from one seed. */
export interface Measurement {
  readonly seed: number;
  readonly sets: readonly { readonly heldOut: boolean; readonly trees: number }[];
}

/** A row, and the place of its set in {@link Measurement}. */
export interface Task extends RowJob {
  readonly set: number;
}

/** Transcripts that travel back; a row may have hundreds. */
const MOST_FAILURES = 100;

const { seed, sets }: Measurement = JSON.parse(process.argv[2] ?? '');
const trees = sets.map(({ heldOut, trees: count }) =>
  Array.from({ length: count }, (_, index) => generateTree({ seed, index, heldOut })),
);

process.on('message', (task: Task) => {
  const row = measure(trees[task.set] ?? [], seed, task);
  const answer: Row = { ...row, failures: row.failures.slice(0, MOST_FAILURES) };
  process.send?.(answer);
});
