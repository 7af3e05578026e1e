/** Whether what is known bears a fact out. Used by `grounding.ts` only. */
import { DateTime } from 'luxon';
import type { Fact } from '../grounding.js';

/** The known facts, sorted so that a spoken one is quickly compared. */
export interface Knowledge {
  /** `kind value` of every known fact. */
  readonly exact: ReadonlySet<string>;
  readonly dates: readonly string[];
  readonly figures: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly phones: readonly string[];
}

const valuesOf = (known: readonly Fact[], ...kinds: Fact['kind'][]): string[] =>
  known.filter(({ kind }) => kinds.includes(kind)).map(({ value }) => value);

export function knowledgeOf(known: readonly Fact[]): Knowledge {
  const dates = valuesOf(known, 'date');
  const times = valuesOf(known, 'time');
  return {
    exact: new Set(known.map(({ kind, value }) => `${kind} ${value}`)),
    dates,
    // “between ten and two”, “in 2026”: parts of a time or a date that are said as bare numbers.
    figures: new Set([
      ...valuesOf(known, 'number', 'money', 'percent'),
      ...times.flatMap((time) => hoursOf(time)),
      ...dates.flatMap((date) => date.split('-').map((part) => String(Number(part)))),
    ]),
    names: new Set([
      ...valuesOf(known, 'name').flatMap((name) => name.split(' ')),
      ...valuesOf(known, 'email').flatMap((email) => email.split(/[^a-z]+/)),
    ]),
    phones: valuesOf(known, 'phone'),
  };
}

/** Null for a date whose year was not said. */
function weekdayOf(date: string): string | null {
  if (!/^\d{4}-/.test(date)) return null;
  return DateTime.fromISO(date, { zone: 'utc' }).setLocale('en').weekdayLong?.toLowerCase() ?? null;
}

function hoursOf(time: string): string[] {
  const [hour = '', minute = ''] = time.split(':');
  return [String(Number(hour) % 12 || 12), String(Number(hour)), String(Number(minute))];
}

/** An area code or the last four digits, said alone. */
const MIN_PHONE_PART = 3;

export function isBorneOut({ kind, value }: Fact, knowledge: Knowledge): boolean {
  if (knowledge.exact.has(`${kind} ${value}`)) return true;
  switch (kind) {
    case 'date':
      return knowledge.dates.some((date) => date.endsWith(`-${value}`) || weekdayOf(date) === value);
    case 'name':
      return value.split(' ').every((word) => knowledge.names.has(word));
    case 'phone':
      return knowledge.phones.some((phone) => phone.endsWith(value));
    case 'number':
      return (
        knowledge.figures.has(value) ||
        (value.length >= MIN_PHONE_PART && knowledge.phones.some((phone) => phone.includes(value)))
      );
    default:
      return false;
  }
}
