/**
 * The day in a practice's words: a date by name (“December 1st”, “the 3rd”, “12/1”) or a day counted from today
 * (“next Tuesday”, “a week from Thursday”). Used by `meeting-time.ts` only. A date by name is read here and not by
 * chrono, because chrono passes over a date that does not exist (“February 30”) where the practice should be asked.
 *
 * Days are midnights in UTC that stand for a calendar date: the zone comes into it only with the time of day.
 */
import { parse } from 'chrono-node/en';
import { DateTime } from 'luxon';

export type HeardDay =
  | { readonly kind: 'day'; readonly day: DateTime }
  | { readonly kind: 'none' | 'unclear' | 'past' }
  /** “Tuesday, December 3”, which is a Thursday. */
  | { readonly kind: 'mismatch'; readonly day: DateTime };

export type NamedDate =
  | { readonly kind: 'date'; readonly day: DateTime; readonly rest: string }
  | { readonly kind: 'none' | 'unclear' | 'impossible'; readonly rest: string };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DAY = '(?<day>\\d{1,2})';
const YEAR = '(?: (?<year>20\\d{2})\\b)?';
const DATE_FORMS: readonly RegExp[] = [
  /\b(?<year>20\d{2})-(?<month>\d{1,2})-(?<day>\d{1,2})(?:t(?=\d))?/g,
  /(?<![\d:/])(?<month>\d{1,2})\/(?<day>\d{1,2})(?:\/(?<year>20\d{2}|\d{2}))?(?![\d:/])/g,
  new RegExp(`\\b${MONTH} (?:the )?${DAY}(?:st|nd|rd|th)?(?![\\d:]| ?[ap]m)${YEAR}`, 'g'),
  new RegExp(`(?:\\bthe )?(?<![\\d:])${DAY}(?:st|nd|rd|th)? (?:of )?${MONTH}\\b${YEAR}`, 'g'),
  new RegExp(`(?:\\bthe )?(?<![\\d:])${DAY}(?:st|nd|rd|th)\\b`, 'g'),
];

/** Takes a date by name out of the words. Without a year or month, the date nearest to today, or the next such day. */
export function takeNamedDate(words: string, today: DateTime): NamedDate {
  for (const form of DATE_FORMS) {
    const [match, another] = [...words.matchAll(form)];
    if (!match) continue;
    const rest = words.replace(match[0], ' ');
    if (another) return { kind: 'unclear', rest };
    const day = dateOf(match.groups ?? {}, today);
    return day ? { kind: 'date', day, rest } : { kind: 'impossible', rest };
  }
  return { kind: 'none', rest: words };
}

function dateOf(groups: Record<string, string | undefined>, today: DateTime): DateTime | null {
  const day = Number(groups['day']);
  if (groups['month'] === undefined) return nextDayOfMonth(day, today);
  const month = monthNumber(groups['month']);
  if (groups['year'] !== undefined) return calendarDate((Number(groups['year']) % 100) + 2000, month, day);
  const inYears = [-1, 0, 1]
    .map((years) => calendarDate(today.year + years, month, day))
    .filter((date) => date !== null);
  return inYears.sort((a, b) => distance(a, today) - distance(b, today))[0] ?? null;
}

const monthNumber = (month: string): number =>
  /^\d/.test(month) ? Number(month) : MONTHS.indexOf(month.slice(0, 3)) + 1;

const distance = (a: DateTime, b: DateTime): number => Math.abs(a.toMillis() - b.toMillis());

function nextDayOfMonth(day: number, today: DateTime): DateTime | null {
  const months = [0, 1, 2].map((months) => today.startOf('month').plus({ months }));
  const dates = months.map((month) => calendarDate(month.year, month.month, day));
  return dates.find((date) => date !== null && date >= today) ?? null;
}

function calendarDate(year: number, month: number, day: number): DateTime | null {
  const date = DateTime.fromObject({ year, month, day }, { zone: 'utc' });
  return date.isValid ? date : null;
}

const WEEKDAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const REPHRASED: readonly (readonly [RegExp, string])[] = [
  [/\btues\b/g, 'tuesday'],
  [/\bweds\b/g, 'wednesday'],
  [/\bthis (?:morning|afternoon|evening)\b|\btonight\b/g, 'today'],
  [/(?:\bthe )?\bday after tomorrow\b/g, 'the day after tomorrow'],
  [new RegExp(`\\b(?:next week (?:on )?(${WEEKDAY})|(${WEEKDAY}) (?:of )?next week)\\b`, 'g'), 'next $1$2'],
  [new RegExp(`\\b(?:this week (?:on )?(${WEEKDAY})|(${WEEKDAY}) (?:of )?this week)\\b`, 'g'), 'this $1$2'],
  [/\bin a fortnight\b/g, 'in 2 weeks'],
  [/\bfor (?:half an hour|an hour|\d+ (?:minutes?|hours?))\b/g, ' '],
  [/\b(\w+) (days?|weeks?) from (?:now|today)\b/g, 'in $1 $2'],
];
const PAST = new RegExp(`\\b(?:last|past|previous) (?:${WEEKDAY}|week|month)\\b(?! of)`);
const WEEKS_FROM = new RegExp(
  `\\b(a|an|\\d+) weeks? (?:from|after) (?=(?:next |this |the )?(?:tomorrow|day after|${WEEKDAY}))`,
);
const EXCLUDED = /\b(?:not|except|but|other than|besides)(?: on| for)? *$/;
/** Words which, left over, mean that the day was only half understood. */
const HALF_UNDERSTOOD = new RegExp(
  `\\b(?:weeks?|weekend|years?|fortnight|after|before|${WEEKDAY}|tomorrow)\\b`,
);
/** The same, also beside a date by name: “the 27th of next month”. */
const OTHER_MONTH = /\bmonths?\b/;
const WITHOUT_DAY =
  /\b(?:(?:this|next|the|coming|following) (?:week|weekend|month)|end of the (?:week|month)|weekend)\b/;

/**
 * The day counted from today, checked against a date by name where there is one. Weeks begin on Monday:
 * “next Tuesday” is the Tuesday of the week after this one, so on a Sunday it is in two days, on a Monday in eight.
 * A weekday alone is the next one after today, because nobody calls today by its weekday.
 */
export function findDay(words: string, named: DateTime | null, today: DateTime): HeardDay {
  const text = REPHRASED.reduce((said, [pattern, phrase]) => said.replace(pattern, phrase), words);
  if (PAST.test(text)) return { kind: 'past' };
  const weeks = WEEKS_FROM.exec(text);
  const weeksLater = weeks ? Number.parseInt(weeks[1] ?? '', 10) || 1 : 0;
  const said = relativeDays(weeks ? text.replace(WEEKS_FROM, '') : text, today);

  if (said.excluded || OTHER_MONTH.test(said.rest)) return { kind: 'unclear' };
  const days = said.days.map(({ day, weekday }) => ({ day: day.plus({ weeks: weeksLater }), weekday }));
  if (named) {
    const fits = days.every(({ day, weekday }) =>
      weekday ? day.weekday === named.weekday : +day === +named,
    );
    return fits ? { kind: 'day', day: named } : { kind: 'mismatch', day: named };
  }
  const [first] = days;
  if (!first) return { kind: 'none' };
  if (days.some(({ day }) => +day !== +first.day)) return { kind: 'unclear' };
  return HALF_UNDERSTOOD.test(said.rest) ? { kind: 'unclear' } : { kind: 'day', day: first.day };
}

interface RelativeDay {
  readonly day: DateTime;
  /** Named by its weekday and not by a distance from today. */
  readonly weekday: boolean;
}

function relativeDays(
  text: string,
  today: DateTime,
): { days: RelativeDay[]; excluded: boolean; rest: string } {
  // Noon of that date on this machine's own clock: given a zone, chrono 2.10 still counts days by the machine's.
  const { year, month, day } = today;
  const reference = DateTime.fromObject({ year, month, day, hour: 12 }).toJSDate();
  const results = parse(text, reference, { forwardDate: true }).filter(({ text: found, start }) => {
    const counted = /^(?:an?|\d+) /.test(found);
    return (start.isCertain('day') || start.isCertain('weekday')) && !counted && !WITHOUT_DAY.test(found);
  });
  return {
    days: results.map(({ start }) => {
      const weekday = start.isCertain('weekday') && !start.isCertain('day');
      const found = DateTime.fromObject(
        { year: start.get('year') ?? year, month: start.get('month') ?? month, day: start.get('day') ?? day },
        { zone: 'utc' },
      );
      return { day: weekday && +found === +today ? found.plus({ weeks: 1 }) : found, weekday };
    }),
    excluded: results.some(({ index }) => EXCLUDED.test(text.slice(0, index))),
    rest: results.reduce((rest, { text: found }) => rest.replace(found, ' '), text),
  };
}
