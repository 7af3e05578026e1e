/** Measures all rows, in as many processes as the machine has processors. Called by `../ivr.ts`. */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ROW_JOBS, type Row } from './measure.js';
import type { Measurement, Task } from './measure.worker.js';

const WORKER = fileURLToPath(new URL('./measure.worker.ts', import.meta.url));

/** The rows in the order of the table; `onRow` is told of each as it comes, in any order. Leaves no process behind. */
export async function measureAll(
  measurement: Measurement,
  onRow: (row: Row, done: number, all: number) => void,
): Promise<readonly Row[]> {
  const tasks = measurement.sets.flatMap((_, set) => ROW_JOBS.map((job): Task => ({ set, ...job })));
  const rows = new Map<Task, Row>();
  const waiting = [...tasks];

  const runProcess = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = fork(WORKER, [JSON.stringify(measurement)], { serialization: 'advanced' });
      let task: Task | undefined;
      const next = (): void => {
        task = waiting.shift();
        if (task === undefined) child.disconnect();
        else child.send(task);
      };
      child.on('message', (row: Row) => {
        if (task !== undefined) rows.set(task, row);
        onRow(row, rows.size, tasks.length);
        next();
      });
      child.once('error', reject);
      child.once('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`a process of the benchmark ended with ${code}`)),
      );
      next();
    });

  await Promise.all(Array.from({ length: Math.min(availableParallelism(), tasks.length) }, runProcess));
  return tasks.flatMap((task) => rows.get(task) ?? []);
}
