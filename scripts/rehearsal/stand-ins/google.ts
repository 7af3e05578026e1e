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

/**
 * `unauthorized`: the token is refused, as when it was revoked. `insufficient-scope`: it does not allow the request.
 * `rate-limited`: 403 with reason rateLimitExceeded.
 */
export type GoogleFailure = 'unauthorized' | 'insufficient-scope' | 'rate-limited';

export interface GoogleOptions {
  /** The access tokens that are accepted. Each is another user's, with a calendar of their own. */
  readonly tokens: readonly string[];
}

export interface GoogleStandIn extends StandIn<GoogleFailure> {
  /** What is on the calendars, each in the order in which it was booked; cancelled events too. */
  readonly events: readonly GoogleEvent[];
  /** What is on one user's calendar. */
  eventsOf(token: string): readonly GoogleEvent[];
  /** Every invitation that Google would have mailed. */
  readonly invitations: readonly Invitation[];
  /** Makes a user busy between two instants (ISO 8601): the first one unless a token names another. */
  addBusy(startUtc: string, endUtc: string, token?: string): void;
  addThread(thread: GmailThread): void;
}

export async function startGoogleStandIn({ tokens }: GoogleOptions): Promise<GoogleStandIn> {
  const threads = new Map<string, GmailThread>();
  const users = new Map(tokens.map((token) => [token, createUser()]));

  const userOf = (token: string) => {
    const user = users.get(token);
    if (user === undefined) throw new Error(`The Google stand-in was started without the token ${token}.`);
    return user;
  };

  const answer = (request: HttpRequest): HttpReply => {
    const user = users.get(bearerToken(request.headers) ?? '');
    if (user === undefined) return unauthorized();

    const [api, version, ...path] = pathSegments(request.path);
    if (api === 'calendar' && version === 'v3') return user.calendar.answer(request, path);
    if (api === 'gmail' && version === 'v1') return findThread(threads, request, path);
    return googleError(404, 'notFound', 'Not Found');
  };

  const standIn = await startHttpStandIn<GoogleFailure>({
    name: 'google',
    answer,
    failures: {
      error: () => googleError(503, 'backendError', 'Service unavailable. Please try again'),
      unauthorized,
      'insufficient-scope': () =>
        googleError(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.'),
      'rate-limited': () => googleError(403, 'rateLimitExceeded', 'Rate Limit Exceeded', 'usageLimits'),
    },
  });
  return {
    ...standIn,
    get events() {
      return [...users.values()].flatMap(({ calendar }) => calendar.events);
    },
    eventsOf: (token) => userOf(token).calendar.events,
    get invitations() {
      return [...users.values()].flatMap(({ calendar }) => calendar.invitations);
    },
    addBusy(startUtc, endUtc, token = tokens[0] ?? '') {
      userOf(token).busy.push({ start: startUtc, end: endUtc });
    },
    addThread: (thread) => void threads.set(thread.id, thread),
  };
}

function createUser() {
  const busy: Interval[] = [];
  return { busy, calendar: createGoogleCalendar(busy) };
}
