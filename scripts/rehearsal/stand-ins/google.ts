/**
 * Google's Calendar and Gmail APIs, as far as the worker uses them. Reached by googleapis through `rootUrl`, which
 * drops any path: hence one server for both. Sends no mail: invitations are recorded.
 */
import { createGoogleCalendar, type GoogleEvent, type Invitation } from './google/calendar.js';
import type { Interval } from './google/calendar-time.js';
import { findThread, type GmailThread } from './google/gmail.js';
import { googleError, unauthorized } from './google/google-error.js';
import {
  bearerToken,
  type HttpReply,
  type HttpRequest,
  pathSegments,
  startHttpStandIn,
} from './http-stand-in.js';
import type { StandIn } from './stand-in.js';

/** `unauthorized`: the token is refused, as when it was revoked. `rate-limited`: 403 with reason rateLimitExceeded. */
export type GoogleFailure = 'unauthorized' | 'rate-limited';

export interface GoogleOptions {
  /** The access tokens that are accepted. */
  readonly tokens: readonly string[];
}

export interface GoogleStandIn extends StandIn<GoogleFailure> {
  /** What is on the calendar, in the order in which it was booked; cancelled events too. */
  readonly events: readonly GoogleEvent[];
  /** Every invitation that Google would have mailed. */
  readonly invitations: readonly Invitation[];
  /** Makes the owner of the calendar busy between two instants (ISO 8601). */
  addBusy(startUtc: string, endUtc: string): void;
  addThread(thread: GmailThread): void;
}

export async function startGoogleStandIn({ tokens }: GoogleOptions): Promise<GoogleStandIn> {
  const busy: Interval[] = [];
  const threads = new Map<string, GmailThread>();
  const calendar = createGoogleCalendar(busy);

  const answer = (request: HttpRequest): HttpReply => {
    const token = bearerToken(request.headers);
    if (token === null || !tokens.includes(token)) return unauthorized();

    const [api, version, ...path] = pathSegments(request.path);
    if (api === 'calendar' && version === 'v3') return calendar.answer(request, path);
    if (api === 'gmail' && version === 'v1') return findThread(threads, request, path);
    return googleError(404, 'notFound', 'Not Found');
  };

  const standIn = await startHttpStandIn<GoogleFailure>({
    name: 'google',
    answer,
    failures: {
      error: () => googleError(503, 'backendError', 'Service unavailable. Please try again'),
      unauthorized,
      'rate-limited': () => googleError(403, 'rateLimitExceeded', 'Rate Limit Exceeded', 'usageLimits'),
    },
  });
  return {
    ...standIn,
    events: calendar.events,
    invitations: calendar.invitations,
    addBusy: (startUtc, endUtc) => void busy.push({ start: startUtc, end: endUtc }),
    addThread: (thread) => void threads.set(thread.id, thread),
  };
}
