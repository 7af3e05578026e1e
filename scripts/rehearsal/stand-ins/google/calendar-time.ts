/**
 * Times as Google Calendar takes and gives them. Called by the Calendar half of the Google stand-in. Pure.
 * Source: https://developers.google.com/workspace/calendar/api/v3/reference/events (start, end)
 */
import { DateTime } from 'luxon';

/** Two instants, ISO 8601. */
export interface Interval {
  readonly start: string;
  readonly end: string;
}

/** `dateTime` has an offset, or is local to `timeZone`. */
export interface GoogleEventTime {
  readonly dateTime: string;
  readonly timeZone?: string;
}

/** The zone of the calendar itself: Google gives times back with its offset, however they were sent. */
const CALENDAR_ZONE = 'America/New_York';

/** False also when one of the two is no time. */
export function isOrdered(start: GoogleEventTime, end: GoogleEventTime): boolean {
  return toMs(start) < toMs(end);
}

/** The time as Google gives it back. */
export function asGiven(time: GoogleEventTime): GoogleEventTime {
  const dateTime = DateTime.fromMillis(toMs(time), { zone: CALENDAR_ZONE }).toISO({
    suppressMilliseconds: true,
  });
  return { timeZone: CALENDAR_ZONE, ...time, ...(dateTime && { dateTime }) };
}

/** Busy times as Google reports them: cut to the range, in order, joined where they touch, in UTC. */
export function mergedWithin(intervals: readonly Interval[], timeMin: string, timeMax: string): Interval[] {
  const [min, max] = [toMs({ dateTime: timeMin }), toMs({ dateTime: timeMax })];
  const cut = intervals
    .map(({ start, end }) => ({
      start: Math.max(toMs({ dateTime: start }), min),
      end: Math.min(toMs({ dateTime: end }), max),
    }))
    .filter(({ start, end }) => start < end)
    .sort((one, other) => one.start - other.start);

  const merged: { start: number; end: number }[] = [];
  for (const next of cut) {
    const last = merged.at(-1);
    if (last && next.start <= last.end) last.end = Math.max(last.end, next.end);
    else merged.push(next);
  }
  return merged.map(({ start, end }) => ({ start: toUtc(start), end: toUtc(end) }));
}

function toMs({ dateTime, timeZone = CALENDAR_ZONE }: GoogleEventTime): number {
  return DateTime.fromISO(dateTime, { zone: timeZone }).toMillis();
}

function toUtc(ms: number): string {
  return DateTime.fromMillis(ms, { zone: 'utc' }).toISO({ suppressMilliseconds: true }) ?? '';
}
