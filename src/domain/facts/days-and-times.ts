/** Dates, weekdays and times of day. Used by `grounding.ts` only, on a text whose numbers are in digits. */
import { inDigits } from '../spoken-numbers.js';
import { takeTimeOfDay } from '../spoken-time-of-day.js';
import type { Finder } from './found.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** `2026-12-01`, `12-01` where no year was said, null for a day that no calendar has. */
function dateValue(groups: Record<string, string | undefined>): string | null {
  const named = groups['month'] ?? '';
  const month = /^\d/.test(named) ? Number(named) : MONTHS.indexOf(named.slice(0, 3).toLowerCase()) + 1;
  const day = Number(groups['day']);
  if (day < 1 || day > (DAYS_IN_MONTH[month - 1] ?? 0)) return null;
  const monthAndDay = [month, day].map((part) => String(part).padStart(2, '0')).join('-');
  const year = groups['year'];
  return year === undefined ? monthAndDay : `${(Number(year) % 100) + 2000}-${monthAndDay}`;
}

const DATE_FORMS: readonly RegExp[] = [
  /(?<!\d)(?<year>20\d{2})-(?<month>\d{2})-(?<day>\d{2})(?:(?=T\d)|(?!\d))/g,
  /(?<![\d/])(?<month>\d{1,2})\/(?<day>\d{1,2})(?:\/(?<year>20\d{2}|\d{2}))?(?![\d/])/g,
  new RegExp(
    `\\b${MONTH},? (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?![\\d:%]| ?[ap]\\.?m\\b)(?:,? (?:of )?(?<year>20\\d{2})\\b)?`,
    'gi',
  ),
  new RegExp(
    `(?<![\\d:$])(?<day>\\d{1,2})(?:st|nd|rd|th) (?:of )?${MONTH}(?:,? (?<year>20\\d{2}))?\\b`,
    'gi',
  ),
];

/** “on the 3rd”, but not “on the 3rd floor”. */
const DAY_OF_MONTH =
  /(?<=\b(?:on|for|by|until|before|after|day,?) )the (?<day>[12]?\d|3[01])(?:st|nd|rd|th)\b(?=[.,;!?]|$| (?:at|of|or|and|works?|would|is|then|in|around|should)\b)/gi;

export const DATES: readonly Finder[] = [
  ...DATE_FORMS.map((pattern): Finder => ({ kind: 'date', pattern, value: dateValue })),
  {
    kind: 'date',
    pattern: DAY_OF_MONTH,
    value: (groups) => (groups['day'] ?? '').padStart(2, '0'),
  },
  {
    kind: 'date',
    pattern: new RegExp(`\\b(${WEEKDAYS.join('|')})(?=s?\\b)`, 'gi'),
    value: (_, words) => words.toLowerCase(),
  },
  {
    kind: 'date',
    pattern: /\b(?:Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun)\b(?=\.|,| \d| [A-Z][a-z]+ \d)/g,
    value: (_, words) => WEEKDAYS.find((day) => day.startsWith(words.slice(0, 3).toLowerCase())) ?? null,
  },
];

const MERIDIEM = '[ap](?:\\.? ?m\\b\\.?)';
const HOUR = '(?:1[0-2]|0?[1-9])';
const START = '(?<![\\d:$.,/]|\\d[ -])';

const TIME_FORMS: readonly RegExp[] = [
  /\b(?:half past|(?:a )?quarter (?:past|after|to|of|before|till)|(?:5|10|20|25)(?: minutes)? past|(?:20|25|5 minutes|10 minutes) to) (?:1[0-2]|[1-9])\b(?: ?[ap]\.? ?m\b)?/gi,
  new RegExp(`(?<![\\d:$.,/])(?:2[0-3]|[01]?\\d):[0-5]\\d(?::[0-5]\\d)?(?:\\.\\d+)?(?: ?${MERIDIEM})?`, 'gi'),
  new RegExp(`${START}${HOUR}(?: (?:[0-5]\\d|oh \\d))? ?${MERIDIEM}`, 'gi'),
  new RegExp(`${START}${HOUR} ?o['’]? ?clock\\b`, 'gi'),
  /\b(?:noon|midday|midnight)\b/gi,
  new RegExp(
    `${START}${HOUR} (?:00|[0-5]5|[1-5]0)\\b(?![\\d:%,.]\\d| ?(?:%|percent|dollars?|k\\b|thousand|minutes?|\\d))`,
    'gi',
  ),
  new RegExp(
    `(?<=\\b(?:at|around|by|about) )${HOUR}\\b(?=[.,;!?]|$| (?:tomorrow|today|on|or|works?|would|is|in the|this|next|eastern|central|mountain|pacific|(?:mon|tues|wednes|thurs|fri)day)\\b)(?![.,]\\d)`,
    'gi',
  ),
];

/** `HH:MM`, with the half of the day that `takeTimeOfDay` takes a bare hour to mean. */
const timeValue = (words: string): string | null => {
  const heard = takeTimeOfDay(inDigits(`at ${words}`));
  if (heard.kind !== 'time') return null;
  return [heard.time.hour, heard.time.minute].map((part) => String(part).padStart(2, '0')).join(':');
};

export const TIMES: readonly Finder[] = TIME_FORMS.map((pattern) => ({
  kind: 'time',
  pattern,
  value: (_, words) => timeValue(words),
}));
