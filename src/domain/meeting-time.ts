/**
 * Turns a practice's own words about a meeting (“next Tuesday at eleven”) into an instant that can be booked,
 * or into the question to ask. Called by the tools `check_availability` and `book_meeting`: dates are worked out
 * in code, never by the model. It never proposes a date.
 */
import { DateTime } from 'luxon';
import { localInstant } from './local-instant.js';
import { spokenZone } from './practice-clock.js';
import { findDay, type HeardDay, takeNamedDate } from './spoken-day.js';
import { inDigits } from './spoken-numbers.js';
import { takeTimeOfDay } from './spoken-time-of-day.js';

/** “Try to schedule the meeting within 1 to 21 days from the date of the call” (sample sequence prompt). */
const FIRST_DAY = 1;
const LAST_DAY = 21;

/** Outside of these hours a time is more likely misheard than meant; 8 PM sharp is still within. */
const USUAL_HOURS = { from: 7, to: 20 };

export interface MeetingTimeQuestion {
  readonly kind:
    | 'unclear'
    | 'no-time-of-day'
    | 'no-day'
    | 'impossible'
    | 'past'
    | 'too-soon'
    | 'too-late'
    | 'odd-hour';
  /** What the agent may say next. */
  readonly say: string;
}

export interface ResolvedMeetingTime {
  readonly kind: 'resolved';
  /** ISO 8601 instants in UTC. */
  readonly startUtc: string;
  readonly endUtc: string;
  /** “Tuesday, December 1 at 11:00 AM Eastern”. */
  readonly spoken: string;
}

export interface MeetingTimeRequest {
  readonly words: string;
  /** IANA zone of the practice. */
  readonly zone: string;
  readonly nowUtcMs: number;
  readonly durationMinutes: number;
}

const question = (kind: MeetingTimeQuestion['kind'], say: string): MeetingTimeQuestion => ({ kind, say });

/** Resolves the words on the practice's clock. The day is judged before the time of day. Throws for a zone that is none. */
export function resolveMeetingTime(request: MeetingTimeRequest): ResolvedMeetingTime | MeetingTimeQuestion {
  const today = calendarDay(request.nowUtcMs, request.zone);
  const named = takeNamedDate(inDigits(request.words), today);
  if (named.kind === 'impossible') return IMPOSSIBLE;
  if (named.kind === 'unclear') return UNCLEAR;
  const heard = takeTimeOfDay(named.rest);
  const found = findDay(heard.rest, named.kind === 'date' ? named.day : null, today);

  if (found.kind === 'none' && heard.kind === 'time') return question('no-day', 'Which day would that be?');
  if (found.kind !== 'day') return dayQuestion(found);
  const outside = outsideWindow(found.day, today);
  if (outside) return outside;
  if (heard.kind === 'unclear') return UNCLEAR;
  if (heard.kind === 'none') {
    return question('no-time-of-day', `What time on ${spokenDay(found.day)} would work best?`);
  }
  const start = localInstant(found.day, heard.time, request.zone);
  return start ? (oddHour(start) ?? resolved(start, request)) : IMPOSSIBLE;
}

const UNCLEAR = question(
  'unclear',
  "I'm sorry, I didn't catch the day and time. Which day and what time would work best?",
);
const IMPOSSIBLE = question(
  'impossible',
  "I'm sorry, I can't find that on the calendar. Which day and time did you mean?",
);
const PASSED = question('past', 'That day has already passed. Which day would work best?');

function dayQuestion(found: Exclude<HeardDay, { kind: 'day' }>): MeetingTimeQuestion {
  switch (found.kind) {
    case 'mismatch': {
      const date = found.day.toFormat('MMMM d', { locale: 'en-US' });
      const weekday = found.day.toFormat('cccc', { locale: 'en-US' });
      return question('unclear', `I have ${date} as a ${weekday}. Which day did you mean?`);
    }
    case 'past':
      return PASSED;
    default:
      return UNCLEAR;
  }
}

function outsideWindow(day: DateTime, today: DateTime): MeetingTimeQuestion | null {
  const daysAhead = day.diff(today, 'days').days;
  if (daysAhead < 0) return PASSED;
  if (daysAhead < FIRST_DAY) return question('too-soon', 'Could we find a time from tomorrow on?');
  if (daysAhead > LAST_DAY) return question('too-late', 'Could we find a time within the next three weeks?');
  return null;
}

function oddHour(start: DateTime): MeetingTimeQuestion | null {
  const hour = start.hour + start.minute / 60;
  if (hour >= USUAL_HOURS.from && hour <= USUAL_HOURS.to) return null;
  const otherHalf = start.set({ hour: (start.hour + 12) % 24 });
  return question('odd-hour', `Just to be sure, did you mean ${clockTime(otherHalf)}?`);
}

function resolved(start: DateTime, { zone, durationMinutes }: MeetingTimeRequest): ResolvedMeetingTime {
  return {
    kind: 'resolved',
    startUtc: utc(start),
    endUtc: utc(start.plus({ minutes: durationMinutes })),
    spoken: `${spokenDay(start)} at ${clockTime(start)} ${spokenZone(zone)}`,
  };
}

/** The calendar date in `zone`, as a midnight in UTC. */
function calendarDay(nowUtcMs: number, zone: string): DateTime {
  const { year, month, day, isValid } = DateTime.fromMillis(nowUtcMs, { zone });
  if (!isValid) throw new RangeError(`“${zone}” is not an IANA time zone, or the time is none.`);
  return DateTime.fromObject({ year, month, day }, { zone: 'utc' });
}

const spokenDay = (day: DateTime): string => day.toFormat('cccc, MMMM d', { locale: 'en-US' });

const clockTime = (time: DateTime): string => time.toFormat('h:mm a', { locale: 'en-US' });

const utc = (time: DateTime): string =>
  time.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'", { locale: 'en-US' });
