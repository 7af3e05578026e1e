/** Where a date and a time of day on a wall clock meet the time line. Used by `meeting-time.ts` only. */
import { DateTime } from 'luxon';
import type { TimeOfDay } from './spoken-time-of-day.js';

/**
 * The instant at which a clock in `zone` shows `time` on the calendar date of `day`. Null when the clock skips
 * that time (daylight saving begins); the earlier of two when it shows it twice (daylight saving ends).
 */
export function localInstant(day: DateTime, time: TimeOfDay, zone: string): DateTime | null {
  const { year, month, day: dayOfMonth } = day;
  const shown = DateTime.fromObject({ year, month, day: dayOfMonth, ...time }, { zone, locale: 'en-US' });
  if (!shown.isValid) throw new RangeError(`“${zone}” is not an IANA time zone: ${shown.invalidReason}.`);
  if (shown.hour !== time.hour || shown.minute !== time.minute) return null;
  return DateTime.min(...shown.getPossibleOffsets()) ?? shown;
}
