/**
 * What measured processes say of themselves, however many there are and whoever started them: lines of JSON at the end
 * of one file, which `BENCH_SAMPLES` names. Written by the programs of this folder, read by measure.ts.
 */
import { appendFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

export type Sample =
  /** About the last second; `Date.now()`. */
  | {
      readonly kind: 'pulse';
      readonly atMs: number;
      readonly lagMs: readonly number[];
      /** Through the native layer and back; null where no room is connected. */
      readonly roundTripMs: number | null;
    }
  /** The practice's first sound was in the hands of the Realtime session, so long after the answer was seen. */
  | { readonly kind: 'listening'; readonly afterMs: number };

const SAMPLES = process.env['BENCH_SAMPLES'];
const TICK_MS = 20;
const PULSE_MS = 1_000;

export const note = (sample: Sample): void => {
  if (SAMPLES) appendFileSync(SAMPLES, `${JSON.stringify(sample)}\n`);
};

export const readSamples = async (file: string): Promise<Sample[]> => {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
};

/** Notes, until the process ends, by how much a timer of this process is late, and what `measureRoundTripMs` gives. */
export const takePulse = (measureRoundTripMs: () => Promise<number | null>): void => {
  let lagMs: number[] = [];
  let lastMs = performance.now();
  setInterval(() => {
    const nowMs = performance.now();
    lagMs.push(Math.max(0, Math.round((nowMs - lastMs - TICK_MS) * 10) / 10));
    lastMs = nowMs;
  }, TICK_MS).unref();
  setInterval(async () => {
    const sample = { kind: 'pulse', atMs: Date.now(), lagMs } as const;
    lagMs = [];
    note({ ...sample, roundTripMs: await measureRoundTripMs().catch(() => null) });
  }, PULSE_MS).unref();
};
