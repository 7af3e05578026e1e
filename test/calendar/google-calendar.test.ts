import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BookingRequest, Calendar } from '../../machines/call.ports.js';
import { type ClerkStandIn, startClerkStandIn } from '../../scripts/rehearsal/stand-ins/clerk.js';
import { type GoogleStandIn, startGoogleStandIn } from '../../scripts/rehearsal/stand-ins/google.js';
import { listenOnLoopback } from '../../scripts/rehearsal/stand-ins/stand-in.js';
import { CalendarError } from '../../src/calendar/calendar-error.js';
import { createClerkTokens } from '../../src/calendar/clerk-token.js';
import { createGoogleCalendar } from '../../src/calendar/google-calendar.js';

const SECRET_KEY = 'sk_test_calendar';
/** For a service that hangs; any other answers long before its own bound. */
const SHORT_MS = 300;
const START = '2026-12-01T16:00:00Z';
const END = '2026-12-01T16:30:00Z';

const BOOKING: BookingRequest = {
  callId: 'campaign1-2',
  initiator: 'user_1',
  practiceName: 'Smith Family Practice',
  attendee: { name: 'Amy Jones', email: 'amy@smithpractice.com' },
  startUtc: START,
  endUtc: END,
  timeZone: 'America/New_York',
};

let google: GoogleStandIn;
let clerk: ClerkStandIn;
let calendar: Calendar;
const { signal } = new AbortController();

const calendarFor = (secretKey: string, bounds: { timeoutMs?: number } = {}) =>
  createGoogleCalendar({
    token: createClerkTokens({ secretKey, apiUrl: clerk.url, ...bounds }),
    rootUrl: google.url,
    ...bounds,
  });

/** Where the call's event stands; Google writes an instant with the offset of its zone. */
const eventStart = () => Date.parse(google.events[0]?.start.dateTime ?? '');

/** The code with which it rejects; anything but a CalendarError fails the test. */
async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CalendarError);
  return error instanceof CalendarError ? error.code : '';
}

beforeEach(async () => {
  google = await startGoogleStandIn({ tokens: ['google-token'] });
  clerk = await startClerkStandIn({
    secretKey: SECRET_KEY,
    users: { user_1: 'google-token', user_2: 'revoked-token' },
  });
  calendar = calendarFor(SECRET_KEY);
});

afterEach(async () => {
  await google.close();
  await clerk.close();
});

describe('free or not', () => {
  test('an empty calendar is free, an overlapping event is not, an adjacent one is', async () => {
    expect(await calendar.isFree('user_1', START, END, signal)).toBe(true);
    google.addBusy('2026-12-01T16:30:00Z', '2026-12-01T17:00:00Z');
    expect(await calendar.isFree('user_1', START, END, signal)).toBe(true);
    google.addBusy('2026-12-01T16:15:00Z', '2026-12-01T16:20:00Z');
    expect(await calendar.isFree('user_1', START, END, signal)).toBe(false);
  });

  test('a calendar that the initiator does not have is no free calendar', async () => {
    const other = createGoogleCalendar({
      token: async () => 'google-token',
      rootUrl: google.url,
      calendarId: 'x',
    });
    expect(await codeOf(other.isFree('user_1', START, END, signal))).toBe('refused');
  });
});

describe('a booking', () => {
  test('is an event with a video link, and Google mails the invitation', async () => {
    const meeting = await calendar.book(BOOKING, signal);
    const [event] = google.events;
    expect(event).toMatchObject({
      summary: 'DocShield and Smith Family Practice',
      description: expect.stringContaining('Smith Family Practice'),
      start: { timeZone: 'America/New_York' },
      attendees: [{ email: 'amy@smithpractice.com', displayName: 'Amy Jones' }],
    });
    expect(eventStart()).toBe(Date.parse(START));
    expect(Date.parse(event?.end.dateTime ?? '')).toBe(Date.parse(END));
    expect(google.invitations).toEqual([
      { eventId: event?.id, email: 'amy@smithpractice.com', kind: 'invited' },
    ]);
    expect(meeting).toEqual({
      eventId: event?.id,
      startUtc: START,
      endUtc: END,
      timeZone: 'America/New_York',
      attendee: BOOKING.attendee,
      videoLink: expect.stringMatching(/^https:\/\/meet\.google\.com\//),
    });
  });

  test('made twice, also at the same moment, is one event and one invitation', async () => {
    const [first, second] = await Promise.all([
      calendar.book(BOOKING, signal),
      calendar.book(BOOKING, signal),
    ]);
    expect(second).toEqual(first);
    expect(await calendar.book(BOOKING, signal)).toEqual(first);
    expect(google.events).toHaveLength(1);
    expect(google.invitations).toHaveLength(1);
  });

  test('of another call is another event', async () => {
    const first = await calendar.book(BOOKING, signal);
    const later = { startUtc: '2026-12-02T16:00:00Z', endUtc: '2026-12-02T16:30:00Z' };
    const second = await calendar.book({ ...BOOKING, callId: 'campaign1-3', ...later }, signal);
    expect(second.eventId).not.toBe(first.eventId);
  });

  test('at a time that was taken meanwhile is refused', async () => {
    google.addBusy('2026-12-01T16:15:00Z', '2026-12-01T17:00:00Z');
    expect(await codeOf(calendar.book(BOOKING, signal))).toBe('slot-taken');
    expect(google.events).toHaveLength(0);
  });

  test.each([
    ['another day', { startUtc: '2026-12-03T16:00:00Z', endUtc: '2026-12-03T16:30:00Z' }],
    ['a time that overlaps the first', { startUtc: '2026-12-01T16:15:00Z', endUtc: '2026-12-01T16:45:00Z' }],
  ])('moved to %s stays one event', async (_, time) => {
    const first = await calendar.book(BOOKING, signal);
    const moved = await calendar.book({ ...BOOKING, ...time }, signal);
    expect(moved).toEqual({ ...first, ...time });
    expect(google.events).toHaveLength(1);
    expect(eventStart()).toBe(Date.parse(time.startUtc));
  });

  test('is not moved onto something else, also where that touches its own event', async () => {
    await calendar.book(BOOKING, signal);
    google.addBusy('2026-12-01T16:30:00Z', '2026-12-01T17:00:00Z');
    const time = { startUtc: '2026-12-01T16:15:00Z', endUtc: '2026-12-01T16:45:00Z' };
    expect(await codeOf(calendar.book({ ...BOOKING, ...time }, signal))).toBe('slot-taken');
    expect(eventStart()).toBe(Date.parse(START));
  });

  test('with a corrected email invites the corrected address', async () => {
    await calendar.book(BOOKING, signal);
    await calendar.book(
      { ...BOOKING, attendee: { name: 'Amy Jones', email: 'ajones@smithpractice.com' } },
      signal,
    );
    expect(google.events).toHaveLength(1);
    expect(google.invitations.at(-1)).toMatchObject({ email: 'ajones@smithpractice.com', kind: 'updated' });
  });

  test('that was deleted in between is made anew', async () => {
    const first = await calendar.book(BOOKING, signal);
    const url = `${google.url}/calendar/v3/calendars/primary/events/${first.eventId}`;
    await fetch(url, { method: 'DELETE', headers: { authorization: 'Bearer google-token' } });
    expect(await calendar.book(BOOKING, signal)).toEqual(first);
    expect(google.events).toMatchObject([{ status: 'confirmed' }]);
  });
});

describe('when Google fails', () => {
  test.each([
    ['refuse', 'not-answering'],
    ['hang', 'not-answering'],
    ['error', 'not-answering'],
    ['rate-limited', 'not-answering'],
    ['unauthorized', 'no-access'],
  ] as const)('by %s, the error is %s', async (failure, code) => {
    google.fail(failure);
    if (failure === 'hang') calendar = calendarFor(SECRET_KEY, { timeoutMs: SHORT_MS });
    expect(await codeOf(calendar.isFree('user_1', START, END, signal))).toBe(code);
    expect(await codeOf(calendar.book(BOOKING, signal))).toBe(code);
    expect(google.events).toHaveLength(0);
  });

  test('a read is repeated once, and a booking never', async () => {
    const requests: string[] = [];
    const failing = createServer((request, response) => {
      requests.push(request.url ?? '');
      const isFirst = requests.filter((url) => url === request.url).length === 1;
      const isRead = request.url?.includes('freeBusy');
      response.writeHead(isRead && !isFirst ? 200 : 503, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ calendars: { primary: { busy: [] } } }));
    });
    const { port, close } = await listenOnLoopback(failing);
    const rootUrl = `http://127.0.0.1:${port}`;
    const failingCalendar = createGoogleCalendar({ token: async () => 'google-token', rootUrl });
    try {
      expect(await codeOf(failingCalendar.book(BOOKING, signal))).toBe('not-answering');
    } finally {
      await close();
    }
    expect(requests.filter((url) => url.includes('freeBusy'))).toHaveLength(2);
    expect(requests.filter((url) => url.includes('sendUpdates'))).toHaveLength(1);
  });

  test('only an error that may pass is retryable', () => {
    expect(new CalendarError('not-answering', '').retryable).toBe(true);
    expect(new CalendarError('no-access', '').retryable).toBe(false);
  });

  test.each(['before', 'after'])('a request that is aborted %s it was sent ends at once', async (when) => {
    google.fail('hang');
    const patient = calendarFor(SECRET_KEY, { timeoutMs: 3_600_000 });
    const controller = new AbortController();
    if (when === 'before') controller.abort();
    const answer = codeOf(patient.isFree('user_1', START, END, controller.signal));
    setTimeout(() => controller.abort(), SHORT_MS);
    expect(await answer).toBe('not-answering');
  });
});

describe('when there is no token', () => {
  test.each([
    ['refuse', 'not-answering'],
    ['hang', 'not-answering'],
    ['error', 'not-answering'],
    ['rate-limited', 'not-answering'],
    ['no-token', 'no-access'],
  ] as const)('because Clerk fails by %s, the error is %s', async (failure, code) => {
    clerk.fail(failure);
    if (failure === 'hang') calendar = calendarFor(SECRET_KEY, { timeoutMs: SHORT_MS });
    expect(await codeOf(calendar.isFree('user_1', START, END, signal))).toBe(code);
  });

  test('it says who must connect Google, or that the key is wrong', async () => {
    await expect(calendar.isFree('user_9', START, END, signal)).rejects.toThrow(
      'Clerk has no Google token of user_9: the user must connect Google in Clerk',
    );
    await expect(calendarFor('sk_test_wrong').isFree('user_1', START, END, signal)).rejects.toThrow(
      'check CLERK_SECRET_KEY',
    );
  });

  test('or Google has revoked it, the error is no-access', async () => {
    expect(await codeOf(calendar.isFree('user_2', START, END, signal))).toBe('no-access');
  });
});
