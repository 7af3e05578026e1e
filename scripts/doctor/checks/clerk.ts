/** Clerk: whether it takes the secret key, and whether it has a Google token of the initiator with the scopes needed. */
import { loadClerkSdk } from '../../../src/calendar/clerk-token.js';
import { timeLimit } from '../../../src/libraries/utils/time-limit.js';
import { defineCheck } from '../check.js';
import { type Address, hostOf, statusNote, unknownNote } from '../network.js';
import { fails, type Note, works } from '../note.js';
import { check } from '../remedy.js';

const DEFAULT_URL = 'https://api.clerk.com';
const PROBE_LIMIT_MS = 3_000;

export const clerk = defineCheck({
  service: 'Clerk',
  required: true,
  needs: ['CLERK_SECRET_KEY'],
  async run({ settings: { CLERK_SECRET_KEY: secretKey, CLERK_API_URL: apiUrl }, initiator }) {
    const { createClerkClient } = await loadClerkSdk();
    const { users } = createClerkClient({ secretKey, ...(apiUrl && { apiUrl }) });
    const address: Address = {
      host: hostOf(apiUrl ?? DEFAULT_URL),
      setting: apiUrl ? 'CLERK_API_URL' : null,
    };
    try {
      const count = await users.getCount();
      const instance = secretKey.startsWith('sk_live_') ? 'production' : 'development';
      const taken = works(
        `the key is that of a ${instance} instance with ${count} ${count === 1 ? 'user' : 'users'}`,
      );
      if (initiator === null) return [taken];
      const { data } = await users
        .getUserOauthAccessToken(initiator, 'google')
        .catch((error: unknown) =>
          MISSING.includes(statusOf(error) ?? 0) ? { data: [] } : Promise.reject(error),
        );
      return [taken, ...(data[0] ? scopeNotes(initiator, data[0].scopes) : [notConnected(initiator)])];
    } catch (error) {
      return [await troubleOf(error, apiUrl ?? DEFAULT_URL, address)];
    }
  },
});

/** 404: no such user. 400 and 422: Clerk has a Google account that it can get no token for. */
const MISSING = [400, 404, 422];

const notConnected = (initiator: string): Note =>
  fails(
    'not-there',
    `no Google token of ${initiator}`,
    'Check the user id (Clerk dashboard > Users), and let the user connect Google in Clerk, with the scope ' +
      `${CALENDAR}.`,
  );

const CALENDAR = 'https://www.googleapis.com/auth/calendar';
/**
 * What the worker asks of a calendar, and the scopes each of which allows it. Sources:
 * https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query and …/events/insert
 */
const USES: readonly { readonly what: string; readonly scopes: readonly string[] }[] = [
  {
    what: 'see when the calendar is free',
    scopes: [CALENDAR, `${CALENDAR}.readonly`, `${CALENDAR}.freebusy`, `${CALENDAR}.events.freebusy`],
  },
  {
    what: 'book a meeting',
    scopes: [CALENDAR, `${CALENDAR}.events`, `${CALENDAR}.events.owned`, `${CALENDAR}.app.created`],
  },
];

function scopeNotes(initiator: string, scopes: readonly string[] | undefined): Note[] {
  if (scopes === undefined) return [works(`a Google token of ${initiator}`)];
  const lacking = USES.filter((use) => !use.scopes.some((scope) => scopes.includes(scope)));
  if (lacking.length === 0) return [works(`a Google token of ${initiator}, with the calendar`)];
  return [
    fails(
      'no-permission',
      `the Google token of ${initiator} does not allow to ${lacking.map(({ what }) => what).join(' and to ')}`,
      `Add the scope ${CALENDAR}: Clerk dashboard > SSO connections > Google > Scopes; then let the user connect Google again.`,
    ),
  ];
}

async function troubleOf(error: unknown, url: string, address: Address): Promise<Note> {
  const status = statusOf(error);
  if (status === 401) return fails('wrong-key', 'the key is not accepted', check('CLERK_SECRET_KEY'));
  if (status === 403) return fails('no-permission', 'the key may not read users', check('CLERK_SECRET_KEY'));
  if (status !== null) return statusNote(status, address);
  // Clerk's client does not say why it got no answer.
  const reached = await fetch(url, {
    method: 'HEAD',
    redirect: 'manual',
    signal: timeLimit(PROBE_LIMIT_MS),
  }).catch((cause: unknown) => cause);
  return unknownNote(reached instanceof Response ? error : reached, address);
}

function statusOf(error: unknown): number | null {
  const { status } = error as { status?: unknown };
  return typeof status === 'number' ? status : null;
}
