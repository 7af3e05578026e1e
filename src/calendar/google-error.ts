/** Google's refusals and failures as {@link CalendarError}. Used by `google-calendar.ts` only. */
import { CalendarError, statusOf } from './calendar-error.js';

/** Reasons with which Google says “too many requests” under status 403. */
const OVERLOADED: ReadonlySet<string> = new Set([
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'quotaExceeded',
]);

/** Always throws. Source of the statuses: https://developers.google.com/workspace/calendar/api/guides/errors */
export function asCalendarError(error: unknown): never {
  const status = statusOf(error);
  const reason = reasonOf(error);
  const options = { cause: error };
  if (status === null) {
    throw new CalendarError(
      'not-answering',
      'Google Calendar cannot be reached or does not answer in time.',
      options,
    );
  }
  if (status === 429 || status >= 500 || (status === 403 && OVERLOADED.has(reason))) {
    throw new CalendarError(
      'not-answering',
      `Google Calendar is not available (${status} ${reason}).`,
      options,
    );
  }
  if (status === 401 || status === 403) {
    throw new CalendarError(
      'no-access',
      `Google does not accept the initiator's token (${status} ${reason}): connect Google again in Clerk, with the calendar scope.`,
      options,
    );
  }
  throw new CalendarError('refused', `Google Calendar refused the request (${status} ${reason}).`, options);
}

/** The first `reason` in the body of Google's error, or “no reason”. */
function reasonOf(error: unknown): string {
  const body = (error as { response?: { data?: { error?: { errors?: { reason?: unknown }[] } } } } | null)
    ?.response;
  const reason = body?.data?.error?.errors?.[0]?.reason;
  return typeof reason === 'string' ? reason : 'no reason';
}
