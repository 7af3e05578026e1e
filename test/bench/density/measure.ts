/** One row: a fresh worker with so many calls, all of them with an agent that speaks. Bounded in time. Used by density.ts. */
import { setTimeout as sleep } from 'node:timers/promises';
import { RoomServiceClient } from 'livekit-server-sdk';
import type { Child } from '../child.js';
import { median, percentile } from '../figures.js';
import type { DensityStage } from './density-stage.js';
import { cpuOf, idleShare, machineTime, sizeOf, type TreeSize, treeOf } from './process-tree.js';
import { readSamples } from './samples.js';
import type { Run, Side } from './sides.js';

const START_LIMIT_MS = 30_000;
const START_LIMIT_MS_PER_CALL = 2_000;
/** A call is cheaper once V8 has compiled what it runs all the time; a worker is at that for hours. */
const SETTLE_MS = 25_000;
const WINDOW_MS = 12_000;
const SIZE_SAMPLES = 4;
const LOOK_MS = 250;
/** Below this, whatever waits for a core waits for the machine. */
const BUSY_IDLE_SHARE = 0.1;
/** A worker that takes less than this and answers late is kept waiting by others. */
const SMALL_SHARE = 0.6;
const LATE_MS = 50;
/** After its room was deleted, a phone is gone in a moment. */
const END_LIMIT_MS = 10_000;

export interface Row extends TreeSize {
  readonly side: string;
  readonly calls: number;
  /** The fewest agents that were heard at a time while it was measured. */
  readonly heard: number;
  /** Percent of one core, of all calls together. */
  readonly cpuPercent: number;
  /** The same by thread, the busiest first. */
  readonly cpuByThread: readonly (readonly [name: string, percent: number])[];
  readonly lagP99Ms: number;
  readonly roundTripMs: number;
  /** From the answer to the practice's first sound in the hands of the Realtime session. */
  readonly listeningMs: Spread;
  /** From the answer to the agent's first sound at the phone; it says hello first, which takes it a second. */
  readonly firstSoundMs: Spread;
  /** Of the whole machine, in the steady part. */
  readonly idleShare: number;
  /** The same while the calls began: what came of their answers is from then. */
  readonly startIdleShare: number;
  /** Percent of one core, of all that does not belong to this benchmark. */
  readonly othersPercent: number;
  /** Why times and CPU say nothing about the worker; null where they do. */
  readonly limit: string | null;
  /** The same of the time in which the calls began. */
  readonly startLimit: string | null;
}

export interface Spread {
  readonly median: number;
  readonly p95: number;
}

/** `onWindow` is told when the steady part begins and ends. */
export const measure = async (
  stage: DensityStage,
  side: { readonly name: string; readonly start: Side },
  run: Run,
  onWindow: (worker: Child, edge: 'begin' | 'end') => Promise<void> = async () => undefined,
): Promise<Row> => {
  const before = stage.phones.reports.length;
  const beforeStart = machineTime();
  const worker = await side.start(stage, run);
  const root = worker.process.pid ?? 0;
  try {
    await allSpeak(stage, run.calls);
    const startIdleShare = idleShare(beforeStart, machineTime());
    await sleep(SETTLE_MS);
    await onWindow(worker, 'begin');
    const begin = await look(root);
    const sizes: TreeSize[] = [];
    for (let count = 0; count < SIZE_SAMPLES; count++) {
      await sleep(WINDOW_MS / SIZE_SAMPLES);
      sizes.push(await sizeOf(root));
    }
    const end = await look(root);
    await onWindow(worker, 'end');

    const seconds = (end.atMs - begin.atMs) / 1000;
    const percentOf = (used: number): number => (used / seconds) * 100;
    const busy = end.machine.all - begin.machine.all - (end.machine.idle - begin.machine.idle);
    const own = end.own.seconds - begin.own.seconds;
    const ofBenchmark = end.benchmark.seconds - begin.benchmark.seconds;
    const samples = await readSamples(run.samplesFile);
    const pulses = samples
      .filter((sample) => sample.kind === 'pulse')
      .filter(({ atMs }) => atMs > begin.atMs && atMs <= end.atMs);
    const reports = stage.phones.reports.slice(before);
    const row = {
      side: side.name,
      calls: run.calls,
      heard: Math.min(
        ...reports
          .filter((report) => report.kind === 'phones')
          .filter(({ atMs }) => atMs > begin.atMs && atMs <= end.atMs)
          .map(({ hearing }) => hearing),
      ),
      pssMb: median(sizes.map(({ pssMb }) => pssMb)),
      processes: median(sizes.map(({ processes }) => processes)),
      threads: median(sizes.map(({ threads }) => threads)),
      cpuPercent: percentOf(own),
      cpuByThread: [...end.own.byThread]
        .map(([name, used]) => [name, percentOf(used - (begin.own.byThread.get(name) ?? 0))] as const)
        .sort(([, a], [, b]) => b - a),
      lagP99Ms: percentile(
        pulses.flatMap(({ lagMs }) => lagMs),
        0.99,
      ),
      roundTripMs: median(pulses.flatMap(({ roundTripMs }) => roundTripMs ?? [])),
      listeningMs: spreadOf(samples.flatMap((sample) => (sample.kind === 'listening' ? sample.afterMs : []))),
      firstSoundMs: spreadOf(reports.flatMap((report) => (report.kind === 'heard' ? report.afterMs : []))),
      idleShare: idleShare(begin.machine, end.machine),
      startIdleShare,
      othersPercent: Math.max(0, percentOf(busy - ofBenchmark)),
    };
    return { ...row, limit: limitOf(row), startLimit: machineLimit(startIdleShare) };
  } finally {
    await end(stage, root);
  }
};

const phonesNow = ({ phones }: Pick<DensityStage, 'phones'>) =>
  phones.reports.findLast((report) => report.kind === 'phones') ?? { active: 0, hearing: 0 };

/** Where words are lost on a busy machine, it is enough that all calls are on. */
const allSpeak = async (stage: DensityStage, calls: number): Promise<void> => {
  const untilMs = performance.now() + START_LIMIT_MS + calls * START_LIMIT_MS_PER_CALL;
  for (;;) {
    const { active, hearing } = phonesNow(stage);
    if (hearing >= calls) return;
    if (performance.now() > untilMs) {
      if (active >= calls) return;
      throw new Error(`of ${calls} phones ${active} were picked up, and ${hearing} heard an agent`);
    }
    await sleep(LOOK_MS);
  }
};

const look = async (root: number) => ({
  atMs: Date.now(),
  own: await cpuOf(root),
  benchmark: await cpuOf(process.pid),
  machine: machineTime(),
});

const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  p95: percentile(values, 0.95),
});

export const isBusy = (share: number): boolean => share < BUSY_IDLE_SHARE;

const machineLimit = (share: number): string | null =>
  isBusy(share) ? `the machine: ${(share * 100).toFixed(0)} % idle` : null;

const limitOf = (
  row: Pick<Row, 'calls' | 'heard' | 'idleShare' | 'roundTripMs' | 'cpuPercent'>,
): string | null => {
  const byMachine = machineLimit(row.idleShare);
  if (byMachine) return byMachine;
  if (row.roundTripMs > LATE_MS && row.cpuPercent < SMALL_SHARE * 100) return 'the machine: it answers late';
  if (row.heard < row.calls) return `${row.heard} of ${row.calls} agents were heard all the time`;
  return null;
};

/** Ends the worker at once, and its calls. */
const end = async ({ env, serverUrl, ...stage }: DensityStage, root: number): Promise<void> => {
  for (const pid of await treeOf(root)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
  const rooms = new RoomServiceClient(serverUrl, env['LIVEKIT_API_KEY'], env['LIVEKIT_API_SECRET']);
  for (const { name } of await rooms.listRooms()) await rooms.deleteRoom(name);
  const untilMs = performance.now() + END_LIMIT_MS;
  while (phonesNow(stage).active > 0 && performance.now() < untilMs) await sleep(LOOK_MS);
};
