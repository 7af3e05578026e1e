/** The two workers that are compared, each with so many calls begun one after the other. Used by measure.ts. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { AgentDispatchClient } from 'livekit-server-sdk';
import { listenOnLoopback } from '../../../scripts/rehearsal/stand-ins/stand-in.js';
import { queueCalls } from '../campaigns.js';
import { type Child, startChild } from '../child.js';
import type { DensityStage } from './density-stage.js';

export interface Run {
  readonly calls: number;
  /** The number of the first practice: each is phoned in one run only. */
  readonly firstPractice: number;
  /** Tells the runs of one benchmark apart. */
  readonly name: string;
  /** The Node that runs the worker. */
  readonly node: string;
  readonly samplesFile: string;
}

/** Resolves when all calls are asked for. */
export type Side = (stage: DensityStage, run: Run) => Promise<Child>;

const STARTS_PER_SECOND = 2;
const FIRST_NUMBER = 12125550100;

/** One worker process holds all calls. What limits the calls of a worker is put out of the way. */
export const ours: Side = async ({ env }, { calls, firstPractice, name, node, samplesFile }) => {
  const own = {
    ...env,
    BENCH_SAMPLES: samplesFile,
    REDIS_QUEUE_NAME: name,
    CALL_CONCURRENCY: String(calls),
    CALL_STARTS_PER_SECOND: String(STARTS_PER_SECOND),
    CALLS_PER_TRUNK: '1000',
    WORKER_MEMORY_MB: '65536',
  };
  const worker = startChild('dist-bench/test/bench/density/ours.worker.js', own, [], node);
  await worker.report('ready');
  await queueCalls({ env: { ...env, REDIS_QUEUE_NAME: name } }, calls, firstPractice);
  return worker;
};

/** LiveKit's own worker, as its documentation starts it: a process for each call, plain Node. */
export const ordinary: Side = async ({ env }, { calls, firstPractice, name, node, samplesFile }) => {
  const health = await listenOnLoopback(createServer());
  await health.close();
  const own = {
    ...env,
    BENCH_SAMPLES: samplesFile,
    BENCH_AGENT_NAME: name,
    BENCH_HEALTH_PORT: String(health.port),
  };
  const worker = startChild('dist-bench/test/bench/density/ordinary.worker.js', own, ['start'], node, []);
  await registered(worker);
  const { LIVEKIT_URL = '', LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = env;
  const dispatches = new AgentDispatchClient(LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET);
  for (let index = 0; index < calls; index++) {
    const metadata = JSON.stringify({ toE164: `+${FIRST_NUMBER + firstPractice + index}` });
    await dispatches.createDispatch(`${name}-${index}`, name, { metadata });
    await sleep(1000 / STARTS_PER_SECOND);
  }
  return worker;
};

const registered = async ({ process: child }: Child): Promise<void> => {
  if (!child.stdout) throw new Error('the ordinary worker did not start');
  const lines = createInterface(child.stdout);
  const isRegistered = new Promise<void>((resolve) =>
    lines.on('line', (line) => line.includes('registered worker') && resolve()),
  );
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the ordinary worker ended with ${code} before it took jobs`);
  });
  await Promise.race([isRegistered, ended]);
};
