/** Checks the meeting: on the outcome, on the calendar, and that both are the same. */
import { DateTime } from 'luxon';
import { type Check, same, unless } from './check.js';
import { attendee } from './outcome.js';

export const meeting: Check = ({ meeting: expected }, { outcome: { meeting: found }, events }) => {
  if (expected === undefined) return [];
  if (expected === 'none') {
    return unless(found === null && events.length === 0, {
      path: ['meeting'],
      expected,
      found: found ? `a meeting at ${found.startUtc}` : `${events.length} on the calendar`,
    });
  }
  if (found === null) return [{ path: ['meeting'], expected: 'a meeting', found: 'none' }];
  const start = DateTime.fromISO(found.startUtc, { zone: found.timeZone, locale: 'en-US' });
  return [
    ...same<string>(['meeting', 'weekday'], expected.weekday, start.toFormat('cccc')),
    ...same(['meeting', 'time'], expected.time, start.toFormat('HH:mm')),
    ...same(['meeting', 'timeZone'], expected.timeZone, found.timeZone),
    ...(expected.attendee ? attendee(['meeting', 'attendee'], expected.attendee, found.attendee) : []),
    ...unless(events.length === 1 && events[0]?.id === found.eventId, {
      path: ['meeting'],
      expected: 'one event on the calendar, that of the outcome',
      found: events.map(({ id }) => id).join(', ') || 'none',
    }),
  ];
};
