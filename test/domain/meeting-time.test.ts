import fc from 'fast-check';
import { DateTime } from 'luxon';
import { afterEach, describe, expect, test } from 'vitest';
import { type MeetingTimeQuestion, resolveMeetingTime } from '../../src/domain/meeting-time.js';
import { STATES } from '../../src/domain/us-time-zones.js';

/** Tuesday, November 24, 2026, 10:00 in New York. */
const TUESDAY = '2026-11-24T15:00:00Z';

const resolve = (words: string, now = TUESDAY, zone = 'America/New_York') =>
  resolveMeetingTime({ words, zone, nowUtcMs: Date.parse(now), durationMinutes: 30 });

/** The spoken time, or the kind of the question. */
const heard = (words: string, now?: string, zone?: string) => {
  const answer = resolve(words, now, zone);
  return answer.kind === 'resolved' ? answer.spoken.replace(/ Eastern$/, '') : answer.kind;
};

describe('the practice’s own words', () => {
  test.each([
    ['next Tuesday at eleven', 'Tuesday, December 1 at 11:00 AM'],
    ['the 3rd at 2', 'Thursday, December 3 at 2:00 PM'],
    ['tomorrow afternoon at half past one', 'Wednesday, November 25 at 1:30 PM'],
    ['December 1st 10:30 am', 'Tuesday, December 1 at 10:30 AM'],
    ['a week from Thursday noon', 'Thursday, December 3 at 12:00 PM'],
    ['a week from tomorrow at 9', 'Wednesday, December 2 at 9:00 AM'],
    ['the day after tomorrow at 11', 'Thursday, November 26 at 11:00 AM'],
    ['day after tomorrow at 11', 'Thursday, November 26 at 11:00 AM'],
    ['Tuesday of next week at ten thirty', 'Tuesday, December 1 at 10:30 AM'],
    ['next week Tuesday at 10 am', 'Tuesday, December 1 at 10:00 AM'],
    ['in two weeks at 3', 'Tuesday, December 8 at 3:00 PM'],
    ['two weeks from today at 3pm', 'Tuesday, December 8 at 3:00 PM'],
    ['tomorrow at a quarter to three', 'Wednesday, November 25 at 2:45 PM'],
    ['tomorrow at quarter past two', 'Wednesday, November 25 at 2:15 PM'],
    ["tomorrow at 2 o'clock", 'Wednesday, November 25 at 2:00 PM'],
    ['Tuesday at one oh five', 'Tuesday, December 1 at 1:05 PM'],
    ['12/1 at 11', 'Tuesday, December 1 at 11:00 AM'],
    ['2026-12-01T11:00:00', 'Tuesday, December 1 at 11:00 AM'],
    ['the first of December at eleven', 'Tuesday, December 1 at 11:00 AM'],
    ['December 1 10 30', 'Tuesday, December 1 at 10:30 AM'],
    ['how about Monday at 1:30?', 'Monday, November 30 at 1:30 PM'],
    ['Dr. Smith is free Thursday, December 3rd, at 2 p.m.', 'Thursday, December 3 at 2:00 PM'],
    ['Sunday at 5 in the evening', 'Sunday, November 29 at 5:00 PM'],
    ['Friday from 10 to 11', 'Friday, November 27 at 10:00 AM'],
    ['Friday 11 to 1pm', 'Friday, November 27 at 11:00 AM'],
    ['Tuesday at 1430', 'Tuesday, December 1 at 2:30 PM'],
    ['half past ten on the second', 'Wednesday, December 2 at 10:30 AM'],
    ['Tuesday at 11 Eastern', 'Tuesday, December 1 at 11:00 AM'],
    ['Friday at 11 for half an hour', 'Friday, November 27 at 11:00 AM'],
    ['Friday at 11 for 30 minutes', 'Friday, November 27 at 11:00 AM'],
  ])('“%s” is %s', (words, spoken) => {
    expect(heard(words)).toBe(spoken);
  });

  test('give instants in UTC, the length of the meeting apart, and name the practice’s zone', () => {
    expect(resolve('next Tuesday at eleven')).toEqual({
      kind: 'resolved',
      startUtc: '2026-12-01T16:00:00Z',
      endUtc: '2026-12-01T16:30:00Z',
      spoken: 'Tuesday, December 1 at 11:00 AM Eastern',
    });
    const arizona = resolve('next Tuesday at eleven', TUESDAY, 'America/Phoenix');
    expect(arizona).toMatchObject({
      startUtc: '2026-12-01T18:00:00Z',
      spoken: 'Tuesday, December 1 at 11:00 AM Arizona time',
    });
  });

  test('repeated as the agent spoke them mean the same', () => {
    expect(heard('Tuesday, December 1 at 11:00 AM Eastern')).toBe('Tuesday, December 1 at 11:00 AM');
  });

  test.each([
    ['1', '1:00 PM'],
    ['6', '6:00 PM'],
    ['7', '7:00 AM'],
    ['11', '11:00 AM'],
    ['12', '12:00 PM'],
  ])('a bare %s is on the business day: %s', (hour, spoken) => {
    expect(heard(`Monday at ${hour}`)).toBe(`Monday, November 30 at ${spoken}`);
  });
});

describe('“next” and bare weekdays', () => {
  test.each([
    ['a Sunday', '2026-11-29T18:00:00Z', 'Tuesday, December 1 at 11:00 AM'],
    ['a Monday', '2026-11-30T18:00:00Z', 'Tuesday, December 8 at 11:00 AM'],
    ['a Friday', '2026-11-27T18:00:00Z', 'Tuesday, December 1 at 11:00 AM'],
  ])('“next Tuesday” on %s is the Tuesday of the week that begins with the next Monday', (_, now, spoken) => {
    expect(heard('next Tuesday at eleven', now)).toBe(spoken);
  });

  test('a weekday that is today means the one in a week', () => {
    expect(heard('Tuesday at eleven')).toBe('Tuesday, December 1 at 11:00 AM');
  });

  test('today is the practice’s today: late on Tuesday in New York it is still Tuesday in Honolulu', () => {
    const now = '2026-11-25T06:00:00Z';
    expect(heard('tomorrow at 10', now)).toBe('Thursday, November 26 at 10:00 AM');
    expect(heard('tomorrow at 10', now, 'Pacific/Honolulu')).toBe(
      'Wednesday, November 25 at 10:00 AM Hawaii time',
    );
  });
});

describe('what has to be asked', () => {
  test.each<[string, MeetingTimeQuestion['kind']]>([
    ['', 'unclear'],
    ['that works', 'unclear'],
    ['Monday or Tuesday at 10', 'unclear'],
    ['any day but Monday at 10', 'unclear'],
    ['Tuesday at 10 or 11', 'unclear'],
    ['the Tuesday after next at 10', 'unclear'],
    ['Tuesday, December 3 at 10', 'unclear'],
    ['the 27th of next month at 10', 'unclear'],
    ['the last Friday of the month at 10', 'unclear'],
    ['next Tuesday', 'no-time-of-day'],
    ['Wednesday afternoon', 'no-time-of-day'],
    ['first thing tomorrow', 'no-time-of-day'],
    ['between 10 and 11 on Tuesday', 'no-time-of-day'],
    ['Friday after 10', 'no-time-of-day'],
    ['2026-12-01T16:00:00Z', 'no-time-of-day'],
    ['at eleven', 'no-day'],
    ['next week at 10', 'no-day'],
    ['next month at 3', 'unclear'],
    ['February 30 at 10', 'impossible'],
    ['the 32nd at 10', 'impossible'],
    ['November 31st at 2pm', 'impossible'],
    ['yesterday at 3', 'past'],
    ['last Tuesday at 3', 'past'],
    ['November 3 at 10', 'past'],
    ['today at 3', 'too-soon'],
    ['tonight at 7', 'too-soon'],
    ['January 5th at 10', 'too-late'],
    ['tomorrow at 4 am', 'odd-hour'],
    ['Friday at 9 pm', 'odd-hour'],
    ['midnight tomorrow', 'odd-hour'],
  ])('“%s” is %s', (words, kind) => {
    expect(heard(words)).toBe(kind);
  });

  test('a weekday that is not that date’s is named', () => {
    expect(resolve('Tuesday, December 3 at 10')).toMatchObject({
      say: expect.stringContaining('December 3 as a Thursday'),
    });
  });

  test('an odd hour is asked for in the other half of the day', () => {
    expect(resolve('tomorrow at 4 am')).toMatchObject({ say: 'Just to be sure, did you mean 4:00 PM?' });
  });

  test('the window is 1 to 21 days, both included', () => {
    expect(heard('November 25 at 10')).toBe('Wednesday, November 25 at 10:00 AM');
    expect(heard('December 15 at 10')).toBe('Tuesday, December 15 at 10:00 AM');
    expect(heard('December 16 at 10')).toBe('too-late');
  });

  test('7:00 and 20:00 are usual hours, a minute outside is not', () => {
    expect(heard('tomorrow at 7:00 am')).toMatch(/7:00 AM/);
    expect(heard('tomorrow at 8:00 pm')).toMatch(/8:00 PM/);
    expect(heard('tomorrow at 6:59 am')).toBe('odd-hour');
    expect(heard('tomorrow at 8:01 pm')).toBe('odd-hour');
  });

  test('a time that the clock skips is impossible', () => {
    expect(heard('Sunday, March 14 at 2:30 am', '2027-03-10T15:00:00Z')).toBe('impossible');
  });
});

describe('any machine', () => {
  const own = process.env['TZ'];
  afterEach(() => {
    if (own === undefined) delete process.env['TZ'];
    else process.env['TZ'] = own;
  });

  test.each(['UTC', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Auckland'])(
    'whose own clock is in %s understands the same',
    (zone) => {
      process.env['TZ'] = zone;
      expect(heard('Tuesday at eleven')).toBe('Tuesday, December 1 at 11:00 AM');
      expect(heard('the day after tomorrow at 2')).toBe('Thursday, November 26 at 2:00 PM');
      expect(heard('a week from Thursday at noon')).toBe('Thursday, December 3 at 12:00 PM');
    },
  );
});

describe('any words at all', () => {
  const zones = [...new Set(STATES.flatMap(([, , ...zones]) => zones))];
  const day = fc.oneof(
    fc.constantFrom(
      'next Tuesday',
      'tomorrow',
      'Friday',
      'the 3rd',
      'March 14',
      'November 1',
      'in 2 weeks',
      '3/8',
    ),
    fc.constantFrom('a week from Monday', 'the thirty-first', 'Sunday', 'February 29', 'today', ''),
  );
  const time = fc.oneof(
    fc.constantFrom(
      'at eleven',
      'noon',
      'at half past two',
      '2 am',
      '14:30',
      'in the morning',
      'at 3 or 4',
      '',
    ),
    fc.tuple(fc.nat(25), fc.nat(61)).map(([hour, minute]) => `at ${hour}:${String(minute).padStart(2, '0')}`),
  );
  const said = fc.oneof(
    fc.tuple(day, time).map(([date, clock]) => `${date} ${clock}`),
    fc.string({ maxLength: 60 }),
  );
  const now = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2032-01-01') });

  test('give a question, or a time within the window and the usual hours of the practice’s own clock', () => {
    fc.assert(
      fc.property(said, now, fc.constantFrom(...zones), (words, nowUtcMs, zone) => {
        const answer = resolveMeetingTime({ words, zone, nowUtcMs, durationMinutes: 30 });
        if (answer.kind !== 'resolved') {
          expect(answer.say).toMatch(/\?$/);
          return;
        }
        const start = DateTime.fromISO(answer.startUtc, { zone, locale: 'en-US' });
        const today = DateTime.fromMillis(nowUtcMs, { zone }).startOf('day');
        const daysAhead = Math.round(start.startOf('day').diff(today, 'days').days);
        expect(daysAhead).toBeGreaterThanOrEqual(1);
        expect(daysAhead).toBeLessThanOrEqual(21);
        expect(start.hour + start.minute / 60).toBeGreaterThanOrEqual(7);
        expect(start.hour + start.minute / 60).toBeLessThanOrEqual(20);
        expect(answer.spoken).toContain(start.toFormat("cccc, MMMM d 'at' h:mm a"));
        expect(Date.parse(answer.endUtc) - Date.parse(answer.startUtc)).toBe(30 * 60_000);
      }),
      { numRuns: 500 },
    );
  });

  test('a resolved time, spoken back, resolves to the same instant', () => {
    fc.assert(
      fc.property(said, now, fc.constantFrom(...zones), (words, nowUtcMs, zone) => {
        const first = resolveMeetingTime({ words, zone, nowUtcMs, durationMinutes: 30 });
        if (first.kind !== 'resolved') return;
        expect(resolveMeetingTime({ words: first.spoken, zone, nowUtcMs, durationMinutes: 30 })).toEqual(
          first,
        );
      }),
      { numRuns: 500 },
    );
  });

  test('in a zone that does not exist are an error', () => {
    expect(() => resolve('tomorrow at 10', TUESDAY, 'Mars/Olympus')).toThrow(/Mars\/Olympus/);
  });
});
