import { auth, calendar as createCalendar } from 'googleapis/build/src/apis/calendar/index.js';
import { gmail as createGmail } from 'googleapis/build/src/apis/gmail/index.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type GoogleStandIn, startGoogleStandIn } from '../../scripts/rehearsal/stand-ins/google.js';
import { timeLimit } from '../../src/libraries/utils/time-limit.js';

const TEN = '2026-03-02T15:00:00Z';
const ELEVEN = '2026-03-02T16:00:00Z';
const NOON = '2026-03-02T17:00:00Z';
const ID = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';

let google: GoogleStandIn;

beforeEach(async () => {
  google = await startGoogleStandIn({ tokens: ['good-token'] });
});

afterEach(() => google.close());

function credentials(access_token: string) {
  const client = new auth.OAuth2();
  client.setCredentials({ access_token });
  return client;
}

function calendar(token = 'good-token') {
  return createCalendar({ version: 'v3', auth: credentials(token), rootUrl: google.url, retry: false });
}

function gmail() {
  return createGmail({ version: 'v1', auth: credentials('good-token'), rootUrl: google.url, retry: false });
}

function meeting(fields = {}) {
  return {
    id: ID,
    summary: 'DocShield and Elm Street Cardiology',
    start: { dateTime: TEN, timeZone: 'America/New_York' },
    end: { dateTime: ELEVEN, timeZone: 'America/New_York' },
    attendees: [{ email: 'manager@example.com' }],
    conferenceData: {
      createRequest: { requestId: 'call-1', conferenceSolutionKey: { type: 'hangoutsMeet' } },
    },
    ...fields,
  };
}

const insert = (fields = {}, options = {}) =>
  calendar().events.insert({
    calendarId: 'primary',
    conferenceDataVersion: 1,
    sendUpdates: 'all',
    requestBody: meeting(fields),
    ...options,
  });

async function busyBetween(timeMin: string, timeMax: string) {
  const { data } = await calendar().freebusy.query({
    requestBody: { timeMin, timeMax, items: [{ id: 'primary' }] },
  });
  return data.calendars?.['primary']?.busy;
}

const reason = (name: string, status: number) => ({
  status,
  response: { data: { error: { errors: [{ reason: name }] } } },
});

describe('free and busy', () => {
  test('an empty calendar is free', async () => {
    expect(await busyBetween(TEN, NOON)).toEqual([]);
  });

  test('busy times are cut to the range and joined where they touch', async () => {
    google.addBusy('2026-03-02T14:00:00Z', '2026-03-02T15:20:00Z');
    google.addBusy('2026-03-02T10:20:00-05:00', '2026-03-02T10:30:00-05:00');
    google.addBusy('2026-03-02T18:00:00Z', '2026-03-02T19:00:00Z');
    expect(await busyBetween(TEN, NOON)).toEqual([{ start: TEN, end: '2026-03-02T15:30:00Z' }]);
  });

  test('a booked event is busy and a cancelled one is free again', async () => {
    await insert();
    expect(await busyBetween(TEN, NOON)).toEqual([{ start: TEN, end: ELEVEN }]);
    await calendar().events.delete({ calendarId: 'primary', eventId: ID });
    expect(await busyBetween(TEN, NOON)).toEqual([]);
  });

  test('an event that ends when the range begins is not in the way', async () => {
    await insert();
    expect(await busyBetween(ELEVEN, NOON)).toEqual([]);
  });

  test('an empty range is refused', async () => {
    await expect(busyBetween(NOON, TEN)).rejects.toMatchObject(reason('timeRangeEmpty', 400));
  });
});

describe('events', () => {
  test('a booked event can be read back and has a video link', async () => {
    const { data: booked } = await insert();
    const { data: read } = await calendar().events.get({ calendarId: 'primary', eventId: ID });
    expect(read).toEqual(booked);
    expect(read).toMatchObject({
      id: ID,
      status: 'confirmed',
      summary: 'DocShield and Elm Street Cardiology',
    });
    expect(read.hangoutLink).toMatch(/^https:\/\/meet\.google\.com\/[a-z]{3}-[a-z]{4}-[a-z]{3}$/);
    expect(read.conferenceData?.entryPoints?.[0]).toMatchObject({
      entryPointType: 'video',
      uri: read.hangoutLink,
    });
    expect(google.events.map(({ id }) => id)).toEqual([ID]);
  });

  test('a time comes back with the offset of the calendar, however it was sent', async () => {
    const { data } = await insert({
      start: { dateTime: '2026-03-02T07:00:00', timeZone: 'America/Los_Angeles' },
      end: { dateTime: ELEVEN },
    });
    expect(data.start).toEqual({ dateTime: '2026-03-02T10:00:00-05:00', timeZone: 'America/Los_Angeles' });
    expect(data.end).toEqual({ dateTime: '2026-03-02T11:00:00-05:00', timeZone: 'America/New_York' });
    expect(await busyBetween(TEN, NOON)).toEqual([{ start: TEN, end: ELEVEN }]);
  });

  test('without conferenceDataVersion there is no video link', async () => {
    const { data } = await insert({}, { conferenceDataVersion: 0 });
    expect(data.hangoutLink).toBeUndefined();
    expect(data.conferenceData).toBeUndefined();
  });

  test('attendees are invited only when updates are sent', async () => {
    await insert();
    await insert({ id: 'abcde' }, { sendUpdates: 'none' });
    expect(google.invitations).toEqual([{ eventId: ID, email: 'manager@example.com', kind: 'invited' }]);
  });

  test('a second event with an id is a duplicate, also after the first was cancelled', async () => {
    await insert();
    await expect(insert()).rejects.toMatchObject(reason('duplicate', 409));
    await calendar().events.delete({ calendarId: 'primary', eventId: ID });
    await expect(insert()).rejects.toMatchObject(reason('duplicate', 409));
    expect(google.events).toHaveLength(1);
  });

  test.each(['abcd', 'call-0001', 'wxyz1', 'ABCDE'])(
    'the id %s is not base32hex and is refused',
    async (id) => {
      await expect(insert({ id })).rejects.toMatchObject(reason('invalid', 400));
    },
  );

  test('an event that ends before it starts is refused', async () => {
    const swapped = insert({ start: { dateTime: ELEVEN }, end: { dateTime: TEN } });
    await expect(swapped).rejects.toMatchObject(reason('timeRangeEmpty', 400));
  });

  test('a patch moves an event, keeps the rest and tells the attendees', async () => {
    const { data: booked } = await insert();
    const { data: moved } = await calendar().events.patch({
      calendarId: 'primary',
      eventId: ID,
      sendUpdates: 'all',
      requestBody: { start: { dateTime: ELEVEN }, end: { dateTime: NOON } },
    });
    expect(moved).toMatchObject({
      start: { dateTime: '2026-03-02T11:00:00-05:00' },
      summary: booked.summary,
      hangoutLink: booked.hangoutLink,
    });
    expect(google.invitations.map(({ kind }) => kind)).toEqual(['invited', 'updated']);
  });

  test('an update replaces an event and keeps its video link', async () => {
    const { data: booked } = await insert();
    const { data: replaced } = await calendar().events.update({
      calendarId: 'primary',
      eventId: ID,
      requestBody: { start: { dateTime: ELEVEN }, end: { dateTime: NOON } },
    });
    expect(replaced.summary).toBeUndefined();
    expect(replaced).toMatchObject({ status: 'confirmed', hangoutLink: booked.hangoutLink });
  });

  test('an event that does not exist is a 404', async () => {
    const read = calendar().events.get({ calendarId: 'primary', eventId: 'abcde' });
    await expect(read).rejects.toMatchObject(reason('notFound', 404));
  });

  test('a wrong token is a 401', async () => {
    const read = calendar('stolen-token').events.get({ calendarId: 'primary', eventId: ID });
    await expect(read).rejects.toMatchObject({ status: 401 });
  });
});

describe('mail', () => {
  test('a thread tells who wrote its messages', async () => {
    google.addThread({ id: 'thread-1', messages: [{ id: 'm1', from: 'Pat <pat@example.com>' }] });
    const { data } = await gmail().users.threads.get({ userId: 'me', id: 'thread-1' });
    expect(data.messages?.[0]?.payload?.headers).toContainEqual({
      name: 'From',
      value: 'Pat <pat@example.com>',
    });
  });

  test('a thread that does not exist is a 404', async () => {
    await expect(gmail().users.threads.get({ userId: 'me', id: 'none' })).rejects.toMatchObject({
      status: 404,
    });
  });
});

describe('failures', () => {
  test.each([
    ['error', 'backendError', 503],
    ['unauthorized', 'authError', 401],
    ['rate-limited', 'rateLimitExceeded', 403],
  ] as const)('%s is the reason %s with status %d, until it is taken back', async (mode, name, status) => {
    google.fail(mode);
    await expect(insert()).rejects.toMatchObject(reason(name, status));
    google.fail(null);
    await expect(insert()).resolves.toMatchObject({ status: 200 });
  });

  test('refuse breaks the connection off', async () => {
    google.fail('refuse');
    await expect(insert()).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('hang never answers: the client has to give up', async () => {
    google.fail('hang');
    const query = calendar().events.get({ calendarId: 'primary', eventId: ID }, { signal: timeLimit(100) });
    await expect(query).rejects.toThrow(/abort|timeout/i);
  });

  test('close ends a request that hangs', async () => {
    google.fail('hang');
    const hanging = expect(insert()).rejects.toMatchObject({ code: 'ECONNRESET' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await google.close();
    await hanging;
  });
});
