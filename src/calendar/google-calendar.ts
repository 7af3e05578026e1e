/**
 * The `Calendar` port on Google Calendar. Built by `src/worker.ts`, used by the meeting tools.
 * Writes to one calendar only, and there only to the event whose id derives from the call id.
 */
import { createHash } from 'node:crypto';
import type { calendar_v3 } from 'googleapis/build/src/apis/calendar/index.js';
import type { BookingRequest, Calendar } from '../../machines/call.ports.js';
import type { BookedMeeting } from '../domain/meeting.js';
import { timeLimit } from '../libraries/utils/time-limit.js';
import { CalendarError, statusOf } from './calendar-error.js';
import { asCalendarError } from './google-error.js';

const SECOND = 1000;

export interface GoogleCalendarOptions {
  /** A Google access token of the initiator; rejects with CalendarError. */
  readonly token: (initiator: string, signal: AbortSignal) => Promise<string>;
  /** Another server than Google's, without a path. */
  readonly rootUrl?: string | undefined;
  readonly calendarId?: string;
  /** Bound of each request, a read's repetition included. */
  readonly timeoutMs?: number;
}

/** Events and free/busy times of one initiator, under one token. */
interface Api {
  busyTimes(startUtc: string, endUtc: string): Promise<readonly calendar_v3.Schema$TimePeriod[]>;
  /** The event, also one that was deleted (`cancelled`); null when there never was one. */
  find(id: string): Promise<calendar_v3.Schema$Event | null>;
  insert(event: calendar_v3.Schema$Event): Promise<calendar_v3.Schema$Event>;
  change(id: string, event: calendar_v3.Schema$Event): Promise<calendar_v3.Schema$Event>;
}

/** Every method rejects with {@link CalendarError}. Google's client (16 MB) is loaded at the first use. */
export function createGoogleCalendar(options: GoogleCalendarOptions): Calendar {
  return {
    async isFree(initiator, startUtc, endUtc, signal) {
      const api = await connect(options, initiator, signal);
      return (await api.busyTimes(startUtc, endUtc)).length === 0;
    },

    /**
     * Looks once more whether the time is free and inserts the event. A repetition finds the call's own event:
     * one that is as requested is returned, one for another time or attendee, or deleted, is changed.
     */
    async book(request, signal) {
      const api = await connect(options, request.initiator, signal);
      const id = eventId(request.callId);
      const busy = await api.busyTimes(request.startUtc, request.endUtc);
      const inserted = busy.length === 0 ? await insertOnce(api, id, request) : null;
      if (inserted) return bookedMeeting(inserted, request);

      const own = await api.find(id);
      if (own && standsAsRequested(own, request)) return bookedMeeting(own, request);
      if (!own || !busy.every((period) => isWithin(period, own))) {
        throw new CalendarError('slot-taken', 'The time was taken before the meeting could be booked.');
      }
      return bookedMeeting(await api.change(id, eventOf(id, request)), request);
    },
  };
}

/**
 * Inserts the event; null when the call's event exists already. When Google does not answer, the event may have
 * been made all the same, so it is looked for before the failure is passed on.
 */
async function insertOnce(
  api: Api,
  id: string,
  request: BookingRequest,
): Promise<calendar_v3.Schema$Event | null> {
  try {
    return await api.insert(eventOf(id, request));
  } catch (error) {
    if (error instanceof CalendarError && statusOf(error.cause) === 409) return null;
    const made =
      error instanceof CalendarError && error.retryable ? await api.find(id).catch(() => null) : null;
    if (made && standsAsRequested(made, request)) return made;
    throw error;
  }
}

async function connect(options: GoogleCalendarOptions, initiator: string, signal: AbortSignal): Promise<Api> {
  const { rootUrl, calendarId = 'primary', timeoutMs = 8 * SECOND } = options;
  const [token, google] = await Promise.all([
    options.token(initiator, signal),
    import('googleapis/build/src/apis/calendar/index.js'),
  ]);
  const headers = { Authorization: `Bearer ${token}` };
  const { events, freebusy } = google.calendar({ version: 'v3', headers, ...(rootUrl && { rootUrl }) });

  // Not gaxios' own `timeout`: with it, gaxios 7.1 overlooks a signal that was aborted before the request.
  const bounded = () => timeLimit(timeoutMs, signal);
  const read = () => ({ signal: bounded(), retryConfig: RETRY_ONCE });
  const write = () => ({ signal: bounded(), retry: false });
  const invitation = { calendarId, conferenceDataVersion: 1, sendUpdates: 'all' };
  return {
    async busyTimes(timeMin, timeMax) {
      const requestBody = { timeMin, timeMax, items: [{ id: calendarId }] };
      const { data } = await freebusy.query({ requestBody }, read()).catch(asCalendarError);
      const found = data.calendars?.[calendarId];
      if (found?.busy && !found.errors?.length) return found.busy;
      throw new CalendarError(
        'refused',
        `Google gives no free/busy times of the calendar “${calendarId}” (${found?.errors?.[0]?.reason ?? 'no reason'}).`,
      );
    },
    async find(eventId) {
      const response = await events.get({ calendarId, eventId }, read()).catch((error: unknown) => {
        return statusOf(error) === 404 ? null : asCalendarError(error);
      });
      return response?.data ?? null;
    },
    insert: async (requestBody) =>
      (await events.insert({ ...invitation, requestBody }, write()).catch(asCalendarError)).data,
    change: async (eventId, requestBody) =>
      (await events.patch({ ...invitation, eventId, requestBody }, write()).catch(asCalendarError)).data,
  };
}

/** Reads only: free/busy is a POST that changes nothing. No repetition without an answer: that would take too long. */
const RETRY_ONCE = {
  retry: 1,
  retryDelay: 200,
  noResponseRetries: 0,
  httpMethodsToRetry: ['GET', 'POST'],
  statusCodesToRetry: [
    [429, 429],
    [500, 599],
  ],
};

/** Google's event ids are base32hex in lower case, 5 to 1024 characters; hexadecimal is a part of it. */
const eventId = (callId: string): string => createHash('sha256').update(callId).digest('hex').slice(0, 40);

function eventOf(id: string, request: BookingRequest): calendar_v3.Schema$Event {
  const { practiceName, attendee, startUtc, endUtc, timeZone } = request;
  return {
    id,
    status: 'confirmed',
    summary: `DocShield and ${practiceName}`,
    description: `Video conference of DocShield with ${attendee.name} of ${practiceName} about malpractice insurance.`,
    start: { dateTime: startUtc, timeZone },
    end: { dateTime: endUtc, timeZone },
    attendees: [{ email: attendee.email, displayName: attendee.name }],
    conferenceData: { createRequest: { requestId: id, conferenceSolutionKey: { type: 'hangoutsMeet' } } },
  };
}

const instant = (time: string | null | undefined): number => Date.parse(time ?? '');

function standsAsRequested(event: calendar_v3.Schema$Event, request: BookingRequest): boolean {
  const { startUtc, endUtc, attendee } = request;
  return (
    event.status !== 'cancelled' &&
    event.attendees?.some(({ email }) => email?.toLowerCase() === attendee.email.toLowerCase()) === true &&
    instant(event.start?.dateTime) === instant(startUtc) &&
    instant(event.end?.dateTime) === instant(endUtc)
  );
}

/** Whether the call's own event is all that makes the calendar busy then. */
function isWithin(period: calendar_v3.Schema$TimePeriod, event: calendar_v3.Schema$Event): boolean {
  return (
    event.status !== 'cancelled' &&
    instant(period.start) >= instant(event.start?.dateTime) &&
    instant(period.end) <= instant(event.end?.dateTime)
  );
}

function bookedMeeting(event: calendar_v3.Schema$Event, request: BookingRequest): BookedMeeting {
  const { startUtc, endUtc, timeZone, attendee, callId } = request;
  const videoLink = event.hangoutLink ?? null;
  return { eventId: event.id ?? eventId(callId), startUtc, endUtc, timeZone, attendee, videoLink };
}
