/** What is expected of our worker, and whether the rows show it. Used by density.ts. Pure. */
import { atMost, type Figure, forComparison } from '../figures.js';
import type { Row } from './measure.js';

/** Of the ordinary worker's memory, from so many calls on. */
const MEMORY_SHARE = 1 / 5;
const MEMORY_CALLS = 5;
/** What a dyno of 512 MB and 256 threads takes. */
const MANY_CALLS = 20;
const MANY_CALLS_MB = 400;
const MANY_CALLS_THREADS = 100;
/** With fewer calls, what the process itself takes counts for more than they do. */
const CPU_CALLS = 10;
/** Percent of one core for each call, by Node's major version: 24 follows asynchronous work more cheaply. */
const CPU_PERCENT: Readonly<Record<number, number>> = { 20: 6, 24: 5 };
const LISTENING_MS = 150;

/** Memory and threads are judged on a busy machine as well: what waits there only adds to them. */
export const judge = (ours: readonly Row[], ordinary: readonly Row[], nodeMajor: number): Figure[] =>
  ours.flatMap((row) => [
    ...memory(
      row,
      ordinary.find(({ calls }) => calls === row.calls),
    ),
    ...(row.calls === MANY_CALLS && nodeMajor === 20
      ? [
          atMost(`Memory of ${row.calls} calls (PSS)`, row.pssMb, MANY_CALLS_MB, 'MB'),
          atMost(`Threads of ${row.calls} calls`, row.threads, MANY_CALLS_THREADS, 'threads'),
        ]
      : []),
    ...(row.calls >= CPU_CALLS ? [unlessLimited(row, cpu(row, nodeMajor))] : []),
    listening(row),
  ]);

const memory = (row: Row, other: Row | undefined): Figure[] => {
  if (!other || row.calls < MEMORY_CALLS) return [];
  const percent = (row.pssMb / other.pssMb) * 100;
  return [
    atMost(`Memory of ${row.calls} calls beside the ordinary worker’s`, percent, MEMORY_SHARE * 100, '%'),
  ];
};

const cpu = ({ calls, cpuPercent }: Row, nodeMajor: number): Figure => {
  const what = `CPU for each of ${calls} calls`;
  const percent = cpuPercent / calls;
  const limit = CPU_PERCENT[nodeMajor];
  return limit === undefined
    ? forComparison(what, `${percent.toFixed(1)} % of a core`)
    : atMost(what, percent, limit, '% of a core', 1);
};

/** Limited by the machine while the calls began, whatever it was later. */
const listening = ({ calls, listeningMs, startLimit }: Row): Figure => {
  const figure = atMost(
    `From the answer to listening, p95 of ${calls} calls`,
    listeningMs.p95,
    LISTENING_MS,
    'ms',
  );
  return unlessLimited({ limit: startLimit && `${startLimit} while they began` }, figure);
};

const unlessLimited = ({ limit }: Pick<Row, 'limit'>, figure: Figure): Figure =>
  limit === null || figure.met === null
    ? figure
    : { ...figure, measured: `${figure.measured}, not judged: ${limit}`, met: null };
