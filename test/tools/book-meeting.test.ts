import { describe, expect, test } from 'vitest';
import { CalendarError } from '../../src/calendar/calendar-error.js';
import { toolsOfCall } from './call-tools.js';

const ARGS = {
  when: 'next Tuesday at eleven',
  attendee_name: 'Amy Jones',
  attendee_email: 'amy at smithpractice dot com',
};
const ATTENDEE = { name: 'Amy Jones', email: 'amy@smithpractice.com' };

describe('book_meeting', () => {
  test('books, records, and confirms day, time and email', async () => {
    const { run, booked, recorded } = toolsOfCall();
    const { reply, event } = await run('book_meeting', ARGS);

    expect(booked).toEqual([
      {
        callId: 'campaign1-2',
        initiator: 'user_1',
        practiceName: 'Smith Family Practice',
        attendee: ATTENDEE,
        startUtc: '2026-12-01T16:00:00Z',
        endUtc: '2026-12-01T16:30:00Z',
        timeZone: 'America/New_York',
      },
    ]);
    expect(event).toEqual({ type: 'meeting.booked', meeting: recorded[0] });
    expect(recorded[0]).toMatchObject({ eventId: 'event1', attendee: ATTENDEE });
    expect(reply).toBe(
      "The meeting is booked. Say: “You're all set for Tuesday, December 1 at 11:00 AM Eastern. The invitation is on its way to amy@smithpractice.com.”",
    );
  });

  test('keeps the zone that was named when the time was checked', async () => {
    const { run, booked } = toolsOfCall({ clock: { candidates: ['America/Chicago', 'America/Denver'] } });
    await run('check_availability', { when: ARGS.when, time_zone: 'Mountain' });
    await run('book_meeting', ARGS);
    expect(booked[0]).toMatchObject({ startUtc: '2026-12-01T18:00:00Z', timeZone: 'America/Denver' });
  });

  test.each([
    ['the time', { when: 'February 30 at 10' }, /can't find that on the calendar/],
    ['a day that has passed', { when: 'yesterday at 10' }, /already passed/],
    ['the email', { attendee_email: 'amy' }, /Could you spell it for me/],
    ['the name', { attendee_name: ' ' }, /Who will be taking the meeting\?/],
  ])('asks again for %s instead of booking', async (_, wrong, question) => {
    const { run, booked } = toolsOfCall();
    const result = await run('book_meeting', { ...ARGS, ...wrong });
    expect(result.reply).toMatch(question);
    expect(result.reply).toMatch(/Say: “.*”$/);
    expect(result).not.toHaveProperty('event');
    expect(booked).toEqual([]);
  });

  test.each([
    ['slot-taken', /that time is taken\. Is there another time that works\?/],
    ['not-answering', /trouble reaching the calendar/],
    ['no-access', /trouble reaching the calendar/],
    ['refused', /trouble reaching the calendar/],
  ] as const)('says so when the calendar fails with %s, and records nothing', async (code, words) => {
    const calendarError = new CalendarError(code, 'as told');
    const { run, recorded, reported } = toolsOfCall({ calendarError });
    const result = await run('book_meeting', ARGS);
    expect(result.reply).toMatch(words);
    expect(result).not.toHaveProperty('event');
    expect(recorded).toEqual([]);
    expect(reported.calendar).toEqual([calendarError]);
  });

  test('stands although it could not be recorded, which is reported', async () => {
    const recordError = new Error('no database');
    const { run, reported } = toolsOfCall({ recordError });
    const { reply, event } = await run('book_meeting', ARGS);
    expect(reply).toMatch(/You're all set/);
    expect(event?.type).toBe('meeting.booked');
    expect(reported.records).toEqual([recordError]);
  });
});
