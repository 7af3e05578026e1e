/** The rows as tables for a terminal, and the openings that went wrong as transcripts. Prints nothing itself. */
import Table from 'cli-table3';
import type { Estimate } from '../shared/statistics.js';
import { type Row, type Spread, VERDICTS } from './measure.js';
import type { Score } from './score.js';

const STYLE = { head: [], border: [], compact: true };

const percent = ({ value, low, high }: Estimate): string =>
  `${(value * 100).toFixed(1)} % (${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)})`;

const share = ({ value }: Estimate): string => `${(value * 100).toFixed(1)} %`;

const seconds = (spread: Spread | null): string =>
  spread === null ? '–' : `${(spread.p50 / 1_000).toFixed(1)} / ${(spread.p95 / 1_000).toFixed(1)}`;

const verdict = (met: boolean | null): string => (met === null ? '' : met ? 'met' : 'MISSED');

export function toTable(rows: readonly Row[]): string {
  const table = new Table({
    head: [
      'word errors',
      'listener',
      'people mistaken',
      'still',
      'machines talked to',
      'still',
      'taken up',
      'first verdict right',
      'person after, s',
      'machine after, s',
      'corrected',
      'after, s',
      'goals',
    ],
    style: STYLE,
  });
  for (const row of rows) {
    table.push([
      `${row.wer * 100} %`,
      row.listener,
      percent(row.mistaken),
      share(row.stillMistaken),
      percent(row.talkedTo),
      share(row.stillTalkedTo),
      share(row.takenUp),
      percent(row.right),
      seconds(row.personAfterMs),
      seconds(row.machineAfterMs),
      `${row.corrected} of ${row.wrong}`,
      seconds(row.correctedAfterMs),
      verdict(row.met),
    ]);
  }
  return table.toString();
}

/** What was there, by line, and what it was first taken for, by column. */
export function toMatrix({ matrix }: Row): string {
  const used = VERDICTS.filter((column) => Object.values(matrix).some((row) => row[column] > 0));
  const table = new Table({ head: ['', ...used], style: STYLE });
  for (const [truth, row] of Object.entries(matrix))
    table.push([truth, ...used.map((column) => row[column])]);
  return table.toString();
}

export const toTranscript = ({ played: { opening, transcript }, first }: Score): string =>
  [
    `opening ${opening.index}: ${opening.truth} (${opening.style}), first taken for ${first ?? 'none'}`,
    ...transcript,
  ].join('\n  ');
