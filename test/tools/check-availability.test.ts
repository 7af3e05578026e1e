import { describe, expect, test } from 'vitest';
import { CalendarError } from '../../src/calendar/calendar-error.js';
import { toolsOfCall } from './call-tools.js';

const TEXAS = { candidates: ['America/Chicago', 'America/Denver'] };

describe('check_availability', () => {
  test('reads a free time back in full and asks for the email', async () => {
    const { run } = toolsOfCall();
    expect(await run('check_availability', { when: 'next Tuesday at eleven' })).toEqual({
      reply:
        'That time is free. Say: “Great, Tuesday, December 1 at 11:00 AM Eastern works. What is the best email to send the invitation to?”',
    });
  });

  test('asks for another time when it is taken, and offers none', async () => {
    const { run } = toolsOfCall({ busy: ['2026-12-01T16:00:00Z'] });
    expect(await run('check_availability', { when: 'next Tuesday at eleven' })).toEqual({
      reply: "That time is taken. Say: “I'm sorry, that time is taken. Is there another time that works?”",
    });
  });

  test('passes on the question when the words name no time', async () => {
    const { run } = toolsOfCall();
    const { reply } = await run('check_availability', { when: 'next Tuesday' });
    expect(reply).toBe('That is not a time yet. Say: “What time on Tuesday, December 1 would work best?”');
  });

  test('takes another hour to be on the day that was last spoken of', async () => {
    const { run } = toolsOfCall({ busy: ['2026-12-01T16:00:00Z'] });
    await run('check_availability', { when: 'next Tuesday at eleven' });
    const { reply } = await run('check_availability', { when: 'two, then' });
    expect(reply).toMatch(/Great, Tuesday, December 1 at 2:00 PM Eastern works/);
  });

  test.each([
    [new CalendarError('not-answering', 'timeout')],
    [new CalendarError('no-access', 'no token')],
    [new CalendarError('refused', '400')],
  ])('asks for the email when the calendar fails (%s), and reports the failure', async (calendarError) => {
    const { run, reported } = toolsOfCall({ calendarError });
    const { reply } = await run('check_availability', { when: 'next Tuesday at eleven' });
    expect(reply).toMatch(
      /Say: “I'm having trouble reaching the calendar\. May I take your email so that we can confirm the time\?”$/,
    );
    expect(reported.calendar).toEqual([calendarError]);
  });
});

describe('where the state has several clocks', () => {
  test('the zone is asked for, once', async () => {
    const { run } = toolsOfCall({ clock: TEXAS });
    const { reply } = await run('check_availability', { when: 'next Tuesday at eleven' });
    expect(reply).toBe(
      "The practice's time zone is not known yet. Say: “Are you on Central or Mountain time?”",
    );

    const named = await run('check_availability', { when: 'next Tuesday at eleven', time_zone: 'Mountain' });
    expect(named.reply).toMatch(/Tuesday, December 1 at 11:00 AM Mountain works/);
    const later = await run('check_availability', { when: 'Wednesday at eleven' });
    expect(later.reply).toMatch(/Wednesday, November 25 at 11:00 AM Mountain works/);
  });

  test('a zone named along with the time is enough', async () => {
    const { run } = toolsOfCall({ clock: TEXAS });
    const { reply } = await run('check_availability', { when: 'next Tuesday at eleven Central' });
    expect(reply).toMatch(/11:00 AM Central works/);
  });

  test.each([
    'Mountain View Clinic, next Tuesday at eleven',
    'next Tuesday at eleven, we are on central park',
  ])('a name with a zone’s word in it names no zone: “%s”', async (when) => {
    const { run } = toolsOfCall({ clock: TEXAS });
    const { reply } = await run('check_availability', { when });
    expect(reply).toMatch(/^The practice's time zone is not known yet/);
  });

  test('all of the mainland’s are named when nothing is known', async () => {
    const mainland = ['America/New_York', 'America/Chicago', 'America/Los_Angeles', 'America/Denver'];
    const { run } = toolsOfCall({ clock: { candidates: mainland } });
    const { reply } = await run('check_availability', { when: 'next Tuesday at eleven' });
    expect(reply).toMatch(/“Are you on Eastern, Central, Pacific or Mountain time\?”$/);
  });
});
