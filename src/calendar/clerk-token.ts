/**
 * Google access tokens of the people who initiate a batch, from Clerk. Given to the calendar by `src/worker.ts`.
 * It keeps no token: Clerk refreshes them, and each is asked for when it is needed.
 */
import type { ClerkClient } from '@clerk/clerk-sdk-node';
import pTimeout from 'p-timeout';
import { CalendarError, statusOf } from './calendar-error.js';

const SECOND = 1000;

export interface ClerkTokensOptions {
  readonly secretKey: string;
  /** Another server than Clerk's. */
  readonly apiUrl?: string | undefined;
  /** Clerk's client has no timeout of its own. */
  readonly timeoutMs?: number;
}

/**
 * Returns the function that fetches the token of a Clerk user id. It rejects with {@link CalendarError}: `no-access`
 * when the user has none, `not-answering` otherwise. The SDK is loaded at the first use.
 */
export function createClerkTokens(
  options: ClerkTokensOptions,
): (initiator: string, signal: AbortSignal) => Promise<string> {
  const { secretKey, apiUrl, timeoutMs = 5 * SECOND } = options;
  let client: Promise<ClerkClient> | null = null;
  const connect = async () => {
    const { createClerkClient } = await loadClerkSdk();
    return createClerkClient({ secretKey, ...(apiUrl && { apiUrl }) });
  };

  return async (initiator, signal) => {
    client ??= connect();
    const { users } = await client;
    const request = users.getUserOauthAccessToken(initiator, 'google');
    const { data } = await pTimeout(request, { milliseconds: timeoutMs, signal }).catch((error: unknown) =>
      asCalendarError(error, initiator),
    );
    const token = data[0]?.token;
    if (!token) throw notConnected(initiator);
    return token;
  };
}

/**
 * The SDK writes that it is no longer maintained to the console whenever it is loaded. The README says so once, and
 * a worker's output is its log, so this one line is left out; any other warning passes.
 */
export async function loadClerkSdk(): Promise<typeof import('@clerk/clerk-sdk-node')> {
  const { warn } = console;
  console.warn = (...args: unknown[]) => {
    if (!String(args[0]).includes('migrate to @clerk/express')) warn(...args);
  };
  try {
    return await import('@clerk/clerk-sdk-node');
  } finally {
    console.warn = warn;
  }
}

function asCalendarError(error: unknown, initiator: string): never {
  const status = statusOf(error);
  const options = { cause: error };
  if (status === 401 || status === 403) {
    throw new CalendarError('no-access', 'Clerk does not accept the key: check CLERK_SECRET_KEY.', options);
  }
  // 404: no such user. 400 and 422: Clerk holds a Google account that it can get no token for.
  if (status === 404 || status === 400 || status === 422) throw notConnected(initiator, options);
  throw new CalendarError(
    'not-answering',
    status === null
      ? 'Clerk cannot be reached or does not answer in time.'
      : `Clerk is not available (${status}).`,
    options,
  );
}

const notConnected = (initiator: string, options?: ErrorOptions): CalendarError =>
  new CalendarError(
    'no-access',
    `Clerk has no Google token of ${initiator}: the user must connect Google in Clerk, with the calendar scope.`,
    options,
  );
