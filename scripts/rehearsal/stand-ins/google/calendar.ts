/**
 * Calendar's half of the Google stand-in: free/busy, and the events of the primary calendar. An event keeps the rules
 * of the real API: legal ids, no second event with an id, an end after the start, a video link only when asked for.
 * Source: https://developers.google.com/workspace/calendar/api/v3/reference/events
 */
import { randomBytes } from 'node:crypto';
import { type HttpReply, type HttpRequest, json } from '../http-stand-in.js';
import { asGiven, type GoogleEventTime, type Interval, isOrdered, mergedWithin } from './calendar-time.js';
import { googleError } from './google-error.js';
import { createVideoLink } from './video-link.js';

/** An event resource; fields that the stand-in does not know are kept as they were sent. */
export interface GoogleEvent {
  readonly id: string;
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  readonly start: GoogleEventTime;
  readonly end: GoogleEventTime;
  readonly summary?: string;
  readonly description?: string;
  readonly attendees?: readonly { readonly email: string; readonly displayName?: string }[];
  readonly hangoutLink?: string;
  readonly [field: string]: unknown;
}

/** A mail that Google would have sent to an attendee. */
export interface Invitation {
  readonly eventId: string;
  readonly email: string;
  readonly kind: 'invited' | 'updated' | 'cancelled';
}

export interface GoogleCalendar {
  readonly events: readonly GoogleEvent[];
  readonly invitations: readonly Invitation[];
  /** `path` is what follows /calendar/v3. */
  answer(request: HttpRequest, path: readonly string[]): HttpReply;
}

/** 5 to 1024 characters of base32hex in lower case. */
const EVENT_ID = /^[a-v0-9]{5,1024}$/;

/** A calendar that is busy at its events and at `otherwiseBusy`, which the caller may add to. */
export function createGoogleCalendar(otherwiseBusy: readonly Interval[]): GoogleCalendar {
  const events: GoogleEvent[] = [];
  const invitations: Invitation[] = [];

  const mail = ({ query }: HttpRequest, kind: Invitation['kind'], { id, attendees = [] }: GoogleEvent) => {
    if (query.get('sendUpdates') !== 'all') return;
    for (const { email } of attendees) invitations.push({ eventId: id, email, kind });
  };

  const queryFreeBusy = (request: HttpRequest): HttpReply => {
    const {
      timeMin,
      timeMax,
      items = [],
    } = parseBody<{ timeMin: string; timeMax: string; items?: { id: string }[] }>(request);
    if (!isOrdered({ dateTime: timeMin }, { dateTime: timeMax })) return emptyTimeRange();
    const taken = events
      .filter(({ status }) => status !== 'cancelled')
      .map((event) => ({ start: event.start.dateTime, end: event.end.dateTime }));
    const busy = mergedWithin([...otherwiseBusy, ...taken], timeMin, timeMax);
    const notFound = { errors: [{ domain: 'global', reason: 'notFound' }], busy: [] };
    const calendars = items.map(({ id }) => [id, id === 'primary' ? { busy } : notFound]);
    return json(200, {
      kind: 'calendar#freeBusy',
      timeMin,
      timeMax,
      calendars: Object.fromEntries(calendars),
    });
  };

  const insert = (request: HttpRequest): HttpReply => {
    const { id = randomBytes(13).toString('hex'), ...sent } = parseBody<Partial<GoogleEvent>>(request);
    if (!EVENT_ID.test(id)) return googleError(400, 'invalid', 'Invalid resource id value.');
    if (events.some((event) => event.id === id)) {
      return googleError(409, 'duplicate', 'The requested identifier already exists.');
    }
    const event = complete({}, { ...sent, id }, request);
    if (!event) return emptyTimeRange();
    events.push(event);
    mail(request, 'invited', event);
    return json(200, event);
  };

  const change = (request: HttpRequest, at: number, existing: GoogleEvent): HttpReply => {
    const sent = parseBody<Partial<GoogleEvent>>(request);
    const base = request.method === 'PATCH' ? existing : keptByPut(existing);
    const event = complete(base, { ...sent, id: existing.id }, request);
    if (!event) return emptyTimeRange();
    events[at] = event;
    mail(request, event.status === 'cancelled' ? 'cancelled' : 'updated', event);
    return json(200, event);
  };

  const cancel = (request: HttpRequest, at: number, existing: GoogleEvent): HttpReply => {
    if (existing.status === 'cancelled') return googleError(410, 'deleted', 'Resource has been deleted');
    events[at] = { ...existing, status: 'cancelled' };
    mail(request, 'cancelled', existing);
    return { status: 204 };
  };

  return {
    events,
    invitations,
    answer(request, [resource, calendar, collection, id]) {
      const { method } = request;
      if (method === 'POST' && resource === 'freeBusy') return queryFreeBusy(request);
      if (`${resource}/${calendar}/${collection}` !== 'calendars/primary/events') return notFound();
      if (id === undefined) return method === 'POST' ? insert(request) : notFound();

      const at = events.findIndex((event) => event.id === id);
      const existing = events[at];
      if (!existing) return notFound();
      if (method === 'GET') return json(200, existing);
      if (method === 'PATCH' || method === 'PUT') return change(request, at, existing);
      return method === 'DELETE' ? cancel(request, at, existing) : notFound();
    },
  };
}

/** The event that results when `sent` is laid over `base`, or null when its end is not after its start. */
function complete(
  base: Partial<GoogleEvent>,
  { conferenceData, ...sent }: Partial<GoogleEvent> & { id: string },
  { query }: HttpRequest,
): GoogleEvent | null {
  const event = { ...base, ...sent };
  const { start, end, attendees } = event;
  if (!start || !end || !isOrdered(start, end)) return null;
  return {
    kind: 'calendar#event',
    status: 'confirmed',
    htmlLink: `https://www.google.com/calendar/event?eid=${event.id}`,
    ...event,
    ...(query.get('conferenceDataVersion') === '1' && createVideoLink(conferenceData)),
    start: asGiven(start),
    end: asGiven(end),
    ...(attendees && { attendees: attendees.map((who) => ({ responseStatus: 'needsAction', ...who })) }),
  };
}

/** A PUT replaces an event, except what belongs to Google: its status and its conference. */
function keptByPut({ status, hangoutLink, conferenceData }: GoogleEvent): Partial<GoogleEvent> {
  return { status, ...(hangoutLink && { hangoutLink }), ...(conferenceData ? { conferenceData } : {}) };
}

function emptyTimeRange(): HttpReply {
  return googleError(400, 'timeRangeEmpty', 'The specified time range is empty.', 'calendar');
}

function notFound(): HttpReply {
  return googleError(404, 'notFound', 'Not Found');
}

function parseBody<Body>({ body }: HttpRequest): Body {
  return JSON.parse(body.toString() || '{}') as Body;
}
