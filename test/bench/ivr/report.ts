/** The rows as a table for a terminal, and the drives that failed as transcripts. Prints nothing itself. */
import Table from 'cli-table3';
import type { Estimate } from '../shared/statistics.js';
import type { Drive } from './drive.js';
import type { Row } from './measure.js';

const percent = ({ value, low, high }: Estimate): string =>
  `${(value * 100).toFixed(1)} % (${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)})`;

const number = (estimate: Estimate | null): string =>
  estimate === null
    ? '–'
    : `${estimate.value.toFixed(2)} (${Math.max(0, estimate.low).toFixed(2)}–${estimate.high.toFixed(2)})`;

/** The upper bound says how many there might be in the long run, even where none was seen. */
const emergencies = ({ emergencies: count, emergencyShare }: Row): string =>
  `${count} (≤ ${(emergencyShare.high * 100).toFixed(1)} %)`;

function verdict({ gated, goal, met }: Row): string {
  if (!gated) return '';
  const wanted = goal === null ? '0 emergencies' : `≥ ${goal * 100} %, 0 emergencies`;
  return `${wanted}: ${met ? 'met' : 'MISSED'}`;
}

export function toTable(rows: readonly Row[]): string {
  const table = new Table({
    head: [
      'word errors',
      'driver',
      'front desk',
      'keys per success',
      'wrong line',
      'emergency',
      'given up',
      'goal',
    ],
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) {
    table.push([
      `${row.wer * 100} %`,
      row.driver,
      percent(row.reached),
      number(row.keysPerSuccess),
      percent(row.wrongLines),
      emergencies(row),
      percent(row.givenUp),
      verdict(row),
    ]);
  }
  return table.toString();
}

export const toTranscript = ({ tree, transcript }: Drive): string =>
  [`tree ${tree.index}, ${tree.practice}, depth ${tree.depth}`, ...transcript].join('\n  ');
