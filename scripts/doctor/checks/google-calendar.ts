/** Google Calendar with the initiator's token: asks whether the next minutes are free, as a call does. Books nothing. */
import { CalendarError } from '../../../src/calendar/calendar-error.js';
import { createClerkTokens } from '../../../src/calendar/clerk-token.js';
import { createGoogleCalendar } from '../../../src/calendar/google-calendar.js';
import { defineCheck } from '../check.js';
import { type Address, hostOf, unknownNote } from '../network.js';
import { fails, type Note, notSet, works } from '../note.js';
import { check } from '../remedy.js';

const DEFAULT_URL = 'https://www.googleapis.com';
const MINUTE = 60_000;
const LIMIT_MS = 8_000;

export const googleCalendar = defineCheck({
  service: 'Google Calendar',
  required: true,
  needs: ['CLERK_SECRET_KEY'],
  async run({ settings, initiator, nowMs, signal }) {
    if (initiator === null) {
      return [
        notSet(
          'not checked: nobody was named',
          'Add --initiator with the Clerk user whose calendar takes the meetings: Clerk dashboard > Users.',
        ),
      ];
    }
    const tokens = createClerkTokens({
      secretKey: settings.CLERK_SECRET_KEY,
      apiUrl: settings.CLERK_API_URL,
      timeoutMs: LIMIT_MS,
    });
    const token = await tokens(initiator, signal).catch(() => null);
    if (token === null) return [fails('no-permission', 'there is no token to ask with', 'See Clerk.')];

    const rootUrl = settings.GOOGLE_CALENDAR_URL;
    const calendar = createGoogleCalendar({ token: async () => token, rootUrl, timeoutMs: LIMIT_MS });
    const [start, end] = [nowMs, nowMs + 30 * MINUTE].map((ms) => new Date(ms).toISOString());
    try {
      await calendar.isFree(initiator, start ?? '', end ?? '', signal);
      return [works(`the free and busy times of ${initiator} can be read`)];
    } catch (error) {
      const setting = rootUrl === undefined ? null : 'GOOGLE_CALENDAR_URL';
      return [troubleOf(error, { host: hostOf(rootUrl ?? DEFAULT_URL), setting })];
    }
  },
});

function troubleOf(error: unknown, address: Address): Note {
  if (!(error instanceof CalendarError)) return unknownNote(error, address);
  switch (error.code) {
    case 'no-access':
      return fails(
        'no-permission',
        'Google does not accept the token',
        'Let the user connect Google again in Clerk, with the scope https://www.googleapis.com/auth/calendar.',
      );
    case 'refused':
      return fails('no-permission', error.message, address.setting ? check(address.setting) : ENABLE_API);
    default:
      return error.cause === undefined ? unknownNote(error, address) : causeOf(error, address);
  }
}

const ENABLE_API =
  'Enable the Google Calendar API in the Google Cloud project whose OAuth client Clerk uses.';

const causeOf = (error: CalendarError, address: Address): Note => {
  const { status } = error.cause as { status?: unknown };
  return typeof status === 'number'
    ? fails('service-down', error.message, 'Try again later.')
    : unknownNote(error.cause, address);
};
