/** The rows and the profile as Markdown tables. Prints nothing itself. */
import type { Row } from './measure.js';
import type { Share } from './profile.js';

/** Of a core; what takes less is left out. */
const WORTH_TELLING_PERCENT = 0.5;

const COLUMNS: readonly (readonly [head: string, cell: (row: Row) => string])[] = [
  ['worker', ({ side }) => side],
  ['calls', ({ calls }) => String(calls)],
  ['memory (PSS), MB', ({ pssMb }) => pssMb.toFixed(0)],
  ['processes', ({ processes }) => String(processes)],
  ['threads', ({ threads }) => String(threads)],
  ['CPU of a call, % of a core', ({ cpuPercent, calls }) => (cpuPercent / calls).toFixed(1)],
  ['lag p99, ms', ({ lagP99Ms }) => lagP99Ms.toFixed(0)],
  ['round trip, ms', ({ roundTripMs }) => roundTripMs.toFixed(0)],
  ['answer to listening, ms', ({ listeningMs }) => listeningMs.median.toFixed(0)],
  ['answer to first words, s', ({ firstSoundMs }) => (firstSoundMs.median / 1000).toFixed(1)],
  ['machine idle', ({ idleShare }) => `${(idleShare * 100).toFixed(0)} %`],
  ['at the start', ({ startIdleShare }) => `${(startIdleShare * 100).toFixed(0)} %`],
  ['used by others, % of a core', ({ othersPercent }) => othersPercent.toFixed(0)],
  ['limited by', ({ limit }) => limit ?? ''],
];

const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

export const toTable = (rows: readonly Row[]): string =>
  tableOf(
    COLUMNS.map(([head]) => head),
    rows.map((row) => COLUMNS.map(([, cell]) => cell(row))),
  );

/** First the threads, then what the worker's own thread does. */
export const toProfile = (row: Row, shares: readonly Share[]): string => {
  const isWorthTelling = (percent: number): boolean => percent >= WORTH_TELLING_PERCENT;
  const threads = row.cpuByThread
    .filter(([, percent]) => isWorthTelling(percent))
    .map(([name, percent]) => [`\`${name.trim()}\``, percent.toFixed(1)]);
  const own = shares
    .filter(({ percent }) => isWorthTelling(percent))
    .map(({ where, percent, functions }) => [
      where,
      percent.toFixed(1),
      functions.map(({ name, percent: share }) => `${name} ${share.toFixed(1)}`).join(', '),
    ]);
  return [
    tableOf(['threads by name', '% of a core'], threads),
    tableOf(['in JavaScript, by package', '% of a core', 'of it, by function'], own),
  ].join('\n\n');
};
