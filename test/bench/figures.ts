/** What a benchmark found, and how it is shown: one Markdown table for all of them. No dates, so that runs compare. */
import { cpus, totalmem } from 'node:os';

export interface Figure {
  readonly what: string;
  /** Null: measured for comparison only. */
  readonly goal: string | null;
  readonly measured: string;
  /** Null where there is no goal. */
  readonly met: boolean | null;
}

/** Measures one thing. Bounded in time; leaves nothing running. */
export type Benchmark = () => Promise<readonly Figure[]>;

const GB = 1024 ** 3;

/** A figure that must stay below (or at) `limit`. */
export const atMost = (what: string, value: number, limit: number, unit: string, digits = 0): Figure => ({
  what,
  goal: `≤ ${limit} ${unit}`,
  measured: `${value.toFixed(digits)} ${unit}`,
  met: value <= limit,
});

export const forComparison = (what: string, measured: string): Figure => ({
  what,
  goal: null,
  measured,
  met: null,
});

/** The value below which `share` (0..1) of the values lie; nearest rank. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
};

export const median = (values: readonly number[]): number => percentile(values, 0.5);

export const machine = (): string => {
  const [first] = cpus();
  const memoryGb = Math.round(totalmem() / GB);
  return `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${first?.model.trim() ?? 'unknown'}, ${memoryGb} GB`;
};

const VERDICTS = { true: 'met', false: 'MISSED', null: '' };

export const toMarkdown = (figures: readonly Figure[]): string =>
  [
    '| measured | goal | figure | verdict |',
    '|---|---|---|---|',
    ...figures.map(
      ({ what, goal, measured, met }) => `| ${what} | ${goal ?? ''} | ${measured} | ${VERDICTS[`${met}`]} |`,
    ),
  ].join('\n');
