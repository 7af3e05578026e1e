/** Measures all rows on as many threads as the machine has to offer. Called by `../ivr.ts`. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { ROW_JOBS, type Row } from './measure.js';
import type { Measurement, Task } from './measure.worker.js';

/** The rows in the order of the table; `onRow` is told of each as it comes, in any order. Ends its threads. */
export async function measureAll(
  measurement: Measurement,
  onRow: (row: Row, done: number, all: number) => void,
): Promise<readonly Row[]> {
  const tasks = measurement.sets.flatMap((_, set) => ROW_JOBS.map((job): Task => ({ set, ...job })));
  const rows = new Map<Task, Row>();
  const waiting = [...tasks];

  const runThread = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const thread = new Worker(new URL('./measure.worker.ts', import.meta.url), { workerData: measurement });
      let task: Task | undefined;
      const next = (): void => {
        task = waiting.shift();
        if (task === undefined) thread.terminate().then(() => resolve(), reject);
        else thread.postMessage(task);
      };
      thread.on('error', reject);
      thread.on('message', (row: Row) => {
        if (task !== undefined) rows.set(task, row);
        onRow(row, rows.size, tasks.length);
        next();
      });
      next();
    });

  await Promise.all(Array.from({ length: Math.min(availableParallelism(), tasks.length) }, runThread));
  return tasks.flatMap((task) => rows.get(task) ?? []);
}
