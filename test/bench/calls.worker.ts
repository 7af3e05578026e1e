/**
 * A worker with an in-memory line that holds `CALL_CONCURRENCY` calls at once and says what they cost.
 * Started by calls.ts, compiled.
 */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { createMemoryLine } from '../../scripts/rehearsal/lines/memory-line.js';
import type { PracticeScript } from '../../scripts/rehearsal/practice/practice-script.js';
import startWorker from '../../src/worker.js';
import { tell } from './child.js';

const KB_PER_MB = 1024;
const NS_PER_MS = 1e6;
/** The delay is sampled by a timer of this interval, which is part of every sample. */
const RESOLUTION_MS = 10;

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
const HOURS = ['eleven', 'one'];

/** Books a meeting within a minute, with hardly a pause on either side. Every practice takes a time of its own. */
const booksSoon = (index: number): PracticeScript => ({
  pickup: 'answers',
  ringMs: 1_000,
  opening: 'Smith Family Medicine, this is Amy, how can I help you?',
  turns: [
    { hears: /how are you/i, says: 'I am fine, thanks. What is DocShield?' },
    { hears: /harvard/i, says: 'Sure, we can schedule a meeting.' },
    {
      hears: /what day and time/i,
      says: `He is free next ${DAYS[index % DAYS.length]} at ${HOURS[Math.floor(index / DAYS.length)]}.`,
    },
    { hears: /who will be joining/i, says: 'That will be Amy Jones.' },
    { hears: /best email/i, says: 'It is amy at smithfamily dot com.' },
    { hears: /invit/i, says: 'Wonderful, thank you. Goodbye.' },
    { hears: /goodbye|great day/i, hangsUp: true },
  ],
});

const calls = Number(process.env['CALL_CONCURRENCY']);
const lag = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
const talking = new Set<string>();
let start: { readonly atMs: number; readonly cpu: NodeJS.CpuUsage } | null = null;
let height: { readonly cpuPercent: number; readonly lagP99Ms: number } | null = null;
let settled = 0;

/** From the moment when all calls are answered until the first of them is over. */
const begin = (): void => {
  start = { atMs: performance.now(), cpu: process.cpuUsage() };
  lag.enable();
};

const end = ({ atMs, cpu }: NonNullable<typeof start>): void => {
  lag.disable();
  const used = process.cpuUsage(cpu);
  height = {
    cpuPercent: ((used.user + used.system) / 1000 / (performance.now() - atMs)) * 100,
    lagP99Ms: lag.percentile(99) / NS_PER_MS - RESOLUTION_MS,
  };
};

const worker = await startWorker({
  telephony: createMemoryLine({ answer: (toE164) => booksSoon(Number(toE164.slice(-1))) }),
  observe: (callId, observation) => {
    if (observation.kind !== 'state') return;
    const { state } = observation;
    if (state.startsWith('wrapUp') && start && !height) end(start);
    if (/^(preparing|dialing|wrapUp|settled)/.test(state)) talking.delete(callId);
    else talking.add(callId);
    if (talking.size === calls && !start) begin();
    if (state !== 'settled') return;
    settled += 1;
    if (settled === calls) void finish();
  },
});
tell({ kind: 'ready' });

const finish = async (): Promise<void> => {
  if (!height) throw new Error(`the ${calls} calls were never on at the same time`);
  await worker.close();
  tell({ kind: 'load', peakRssMb: process.resourceUsage().maxRSS / KB_PER_MB, ...height });
  process.disconnect?.();
};
process.once('SIGTERM', () => process.exit(1));
