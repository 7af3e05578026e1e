/** How long the worker takes from its start until it takes jobs, and what memory it holds while it waits for one. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { startStage } from '../../scripts/rehearsal/stage.js';
import { monotonicMs, rssMbOf, startChild } from './child.js';
import { atMost, type Benchmark, median } from './figures.js';

const WORKER = 'dist/src/worker.js';
/** Nobody is phoned. */
const UNUSED_LINE = {
  LIVEKIT_URL: 'ws://127.0.0.1:1',
  LIVEKIT_API_KEY: 'unused',
  LIVEKIT_API_SECRET: 'unused',
  LIVEKIT_SIP_TRUNK_ID: 'ST_unused',
};
const RUNS = 5;
const SETTLED_AFTER_MS = 3_000;

export const benchmarkStart: Benchmark = async () => {
  const stage = await startStage();
  // The log goes to the standard output, where the line is that says that it is ready.
  const { LOG_FILE: _, ...withoutLog } = stage.env;
  const env = { ...withoutLog, ...UNUSED_LINE };
  const runs: { readyMs: number; idleMb: number }[] = [];
  try {
    for (let run = 0; run < RUNS; run++) runs.push(await startOnce(env));
  } finally {
    await stage.close();
  }
  return [
    atMost(
      `Start of the worker until it is ready, median of ${RUNS}`,
      median(runs.map((run) => run.readyMs)),
      2_000,
      'ms',
    ),
    atMost('Memory of the idle worker (RSS)', median(runs.map((run) => run.idleMb)), 160, 'MB'),
  ];
};

const startOnce = async (env: Readonly<Record<string, string>>) => {
  const startedAtMs = monotonicMs();
  const worker = startChild(WORKER, env);
  try {
    const { stdout, pid } = worker.process;
    if (!stdout || pid === undefined) throw new Error(`${WORKER} did not start: run \`npm run build\``);
    const lines = createInterface(stdout);
    let ready = false;
    lines.on('line', (line) => {
      if (line.includes('"Worker is ready"')) {
        ready = true;
        lines.emit('ready', monotonicMs());
      }
    });
    const [readyAtMs] = await Promise.race([
      once(lines, 'ready'),
      once(worker.process, 'exit').then(([code]) => {
        throw new Error(`${WORKER} ended with ${code} ${ready ? 'after' : 'before'} it was ready`);
      }),
    ]);
    await sleep(SETTLED_AFTER_MS);
    return { readyMs: readyAtMs - startedAtMs, idleMb: await rssMbOf(pid) };
  } finally {
    await worker.stop();
  }
};
