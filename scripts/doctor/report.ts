/** What `npm run doctor` shows: one table, or one JSON object a line. */
import pc from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import { plainTable } from '../demo/plain-table.js';
import type { Result } from './note.js';
import type { Finding } from './run-checks.js';

const MARKS: Readonly<Record<Result, string>> = {
  works: pc.green('✓'),
  warning: pc.yellow('!'),
  'does not': pc.red('✗'),
  'not set': pc.dim('–'),
};
const PAINT: Readonly<Record<Result, (text: string) => string>> = {
  works: pc.green,
  warning: pc.yellow,
  'does not': pc.red,
  'not set': pc.dim,
};

/** After each column. */
const GAP = 2;
/** Mark, service and result, with the space after them. */
const FIXED = [3, 17, 10] as const;
/** Two columns of text in less than this are not legible. */
const NARROWEST_TEXT = 60;
const WIDEST_TEXT = 130;

/** A row for each note; the first of a service has its name and result. `columns` wide where that is wide enough. */
export function table(findings: readonly Finding[], columns: number): string {
  const fixed = FIXED.reduce((sum, width) => sum + width, 0);
  const text = Math.min(WIDEST_TEXT, Math.max(NARROWEST_TEXT, columns - fixed - 1));
  const found = Math.floor(text / 2);
  const rows = plainTable(['', 'service', 'result', 'found', 'what to do'], [...FIXED, found, text - found]);
  for (const { service, result, notes } of findings) {
    const paint = result === 'not set' ? pc.dim : (plain: string): string => plain;
    for (const [index, note] of notes.entries()) {
      const start = index === 0 ? [MARKS[result], paint(service), PAINT[result](result)] : ['', '', ''];
      const texts = [wrapped(note.found, found), wrapped('todo' in note ? note.todo : '', text - found)];
      rows.push([...start, ...texts.map(paint)]);
    }
  }
  return rows.toString();
}

/** An address that is longer than its column goes on in the next line. */
const wrapped = (text: string, width: number): string => wrapAnsi(text, width - GAP, { hard: true });

/** `{service, required, result, found[], todo[], reasons[], durationMs}` */
export function jsonLine({ service, required, result, notes, durationMs }: Finding): string {
  return JSON.stringify({
    service,
    required,
    result,
    found: notes.map(({ found }) => found),
    todo: notes.flatMap((note) => ('todo' in note ? [note.todo] : [])),
    reasons: notes.flatMap((note) => ('reason' in note ? [note.reason] : [])),
    durationMs,
  });
}

/** One line that says how it stands. */
export function summary(findings: readonly Finding[]): string {
  const broken = findings.filter(({ result }) => result === 'does not');
  const isSerious = broken.some(({ required }) => required);
  if (isSerious) return pc.red(`The worker cannot do its work: ${named(broken)}.`);
  if (broken.length > 0) return pc.yellow(`The worker can do its work, without ${named(broken)}.`);
  return pc.green('Everything that is set works.');
}

const named = (findings: readonly Finding[]): string => findings.map(({ service }) => service).join(', ');
