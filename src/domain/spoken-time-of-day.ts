/**
 * The time of day in a practice's words. Second step of reading a meeting time, after the calendar date was
 * taken out; used by `meeting-time.ts` only. It knows no day and no zone.
 */

export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}

export type HeardTime =
  | { readonly kind: 'time'; readonly time: TimeOfDay; readonly rest: string }
  /** No exact time: none at all, or only “in the morning”, “after ten”. */
  | { readonly kind: 'none'; readonly rest: string }
  /** Two different times, or a time that no clock shows. */
  | { readonly kind: 'unclear'; readonly rest: string };

type Meridiem = 'am' | 'pm';

interface Mention {
  readonly hour: number;
  readonly minute: number;
  readonly meridiem: Meridiem | null;
  /** Said as a time (“at 2”, “2:00”, “2 pm”) and not just a number that may be one. */
  readonly certain: boolean;
  /** “after 10”, “between 10 and 11”: a bound, no time. */
  readonly bound: boolean;
}

const CLOCK_WORDS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:12 )?(?:noon|midday)\b/g, '12:00 pm'],
  [/\b(?:12 )?midnight\b/g, '12:00 am'],
  // Spoken minutes: “10 30”. The date, which has numbers too, is gone by now.
  [/(?<![\d:/])(\d{1,2}) ([1-5]\d)(?![\d:])/g, '$1:$2'],
];

const BOUND =
  '(?<bound>after|before|between|until|till|past|later than|earlier than|by) (?:like |about |around )?';
const LEAD = '(?<lead>at|around|about|say|like|@|from) (?:like |about |around )?';
const RANGE_END = '(?:-|–| ?(?:to|until|till) )(?<endHour>\\d{1,2})(?::\\d{2})? ?(?<endMeridiem>am|pm)?';
const NOT_A_TIME =
  '(?![\\d:/%]|z\\b|st|nd|rd|th| ?(?:day|week|month|year|hour|minute|min|doctor|people|person)s?\\b)';
const MENTION = new RegExp(
  `(?:\\b${BOUND}|\\b${LEAD})?(?<![\\d:/])(?<hour>\\d{1,2})(?::(?<minute>\\d{2}))?(?: ?(?<meridiem>am|pm)\\b)?` +
    `(?:-?ish\\b)?${NOT_A_TIME}(?:${RANGE_END})?`,
  'g',
);

/** “at 10 or 11”. */
const ALTERNATIVES = /\d(?: ?[ap]m)? or (?:at |around )?\d/;

const MORNING = /\bmorning\b/;
const LATER = /\b(?:afternoon|evening|tonight|night)\b/;
/** “this evening” and “tonight” name a day; “in the evening” does not. */
const PART_OF_DAY = /(?<!\bthis )\b(?:(?:in|during) the )?(?:morning|afternoon|evening|night)s?\b/g;

/**
 * Finds the one time of day in words that `inDigits` has prepared. A bare hour means the business day:
 * 1 to 6 are in the afternoon, 7 to 11 in the morning, 12 is noon, unless a part of the day was said.
 * A range (“10 to 11”) means its beginning.
 */
export function takeTimeOfDay(words: string): HeardTime {
  const text = CLOCK_WORDS.reduce((said, [pattern, digits]) => said.replace(pattern, digits), words);
  const mentions = [...text.matchAll(MENTION)].map((match) => mentionOf(match.groups ?? {}));
  const rest = text.replace(MENTION, ' ').replace(PART_OF_DAY, ' ').replace(/\s+/g, ' ').trim();

  if (ALTERNATIVES.test(text)) return { kind: 'unclear', rest };
  const certain = mentions.filter((mention) => mention.certain);
  const meant = certain.length > 0 ? certain : mentions;
  if (meant.length === 0 || meant.some((mention) => mention.bound)) return { kind: 'none', rest };

  const times = meant.map((mention) => businessTime(mention, partOfDay(text)));
  const [time] = times;
  if (!time || times.some((other) => other?.hour !== time.hour || other.minute !== time.minute)) {
    return { kind: 'unclear', rest };
  }
  return { kind: 'time', time, rest };
}

function mentionOf(groups: Record<string, string | undefined>): Mention {
  const hour = Number(groups['hour']);
  const written = meridiem(groups['meridiem']);
  return {
    hour,
    minute: Number(groups['minute'] ?? 0),
    meridiem: written ?? fromRangeEnd(hour, Number(groups['endHour']), meridiem(groups['endMeridiem'])),
    certain: [groups['lead'], groups['bound'], groups['minute'], written].some(
      (sign) => sign !== undefined && sign !== null,
    ),
    bound: groups['bound'] !== undefined,
  };
}

/** “10 to 11 am” begins at 10 am, but “11 to 1 pm” does not begin at 11 pm. */
const fromRangeEnd = (hour: number, endHour: number, end: Meridiem | null): Meridiem | null =>
  end !== null && hour % 12 < endHour % 12 ? end : null;

const meridiem = (text: string | undefined): Meridiem | null =>
  text === 'am' || text === 'pm' ? text : null;

function partOfDay(text: string): Meridiem | null {
  if (LATER.test(text)) return 'pm';
  return MORNING.test(text) ? 'am' : null;
}

/** Null for a time that no clock shows, such as 25:00 or 14 am. */
function businessTime(mention: Mention, part: Meridiem | null): TimeOfDay | null {
  const { hour, minute } = mention;
  if (hour > 23 || minute > 59 || (mention.meridiem === 'am' && hour > 12)) return null;
  if (hour > 12 || hour === 0) return { hour, minute };
  const half = mention.meridiem ?? part ?? (hour >= 7 && hour < 12 ? 'am' : 'pm');
  return { hour: (hour % 12) + (half === 'pm' ? 12 : 0), minute };
}
