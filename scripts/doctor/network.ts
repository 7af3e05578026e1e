/**
 * What an error says about the way to a service, whichever client raised it. Used by every check.
 * Sources of the codes: Node's `errors` page (system errors), OpenSSL's and undici's.
 */
import type { VariableName } from '../../src/config-variables.js';
import { redactText } from '../../src/libraries/utils/redact.js';
import { fails, type Note, type Reason } from './note.js';
import { check } from './remedy.js';

/** The address that was tried, and the setting that it comes from: null where the service's own is used. */
export interface Address {
  readonly host: string;
  readonly setting: VariableName | null;
}

interface Trouble {
  readonly codes: RegExp;
  readonly reason: Reason;
  readonly found: (host: string) => string;
}

const TROUBLES: readonly Trouble[] = [
  {
    codes: /^(ENOTFOUND|EAI_AGAIN|EAI_NODATA|ENODATA|ESERVFAIL)$/,
    reason: 'wrong-host',
    found: (host) => `there is no host ${host}`,
  },
  {
    codes: /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ECONNABORTED)$/,
    reason: 'wrong-host',
    found: (host) => `nothing answers at ${host}`,
  },
  {
    codes: /^(ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/,
    reason: 'timeout',
    found: (host) => `${host} did not answer in time`,
  },
  {
    codes: /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_|ERR_SSL_|EPROTO$|HOSTNAME_MISMATCH$)/,
    reason: 'wrong-host',
    found: (host) => `no trusted TLS connection to ${host} could be made`,
  },
  {
    codes: /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_CLOSED)$/,
    reason: 'wrong-host',
    found: (host) => `${host} broke the connection off`,
  },
];

/** A note for an error that means that the service was not reached; null for any other. */
export function networkNote(error: unknown, { host, setting }: Address): Note | null {
  const codes = codesIn(error);
  const trouble = TROUBLES.find((candidate) => codes.some((code) => candidate.codes.test(code)));
  if (trouble === undefined) {
    return isTimeout(error) ? fails('timeout', `${host} did not answer in time`, todo(setting, host)) : null;
  }
  return fails(trouble.reason, trouble.found(host), todo(setting, host));
}

/** A note for an answer that only a service in trouble, or another service, gives. */
export function statusNote(status: number, { host, setting }: Address): Note {
  if (status === 404 || status === 405 || (status >= 300 && status < 400)) {
    return fails('wrong-host', `something else answers at ${host} (HTTP ${status})`, todo(setting, host));
  }
  if (status === 429) return fails('service-down', `${host} asks for fewer requests (HTTP 429)`, LATER);
  return fails('service-down', `${host} answers with HTTP ${status}`, LATER);
}

/** A note for an error that no check knows. */
export const unknownNote = (error: unknown, { host, setting }: Address): Note =>
  networkNote(error, { host, setting }) ??
  fails('service-down', `${host}: ${messageOf(error)}`, todo(setting, host));

/** In one line, without what looks like a secret. */
export const messageOf = (error: unknown): string =>
  redactText(error instanceof Error ? error.message : String(error))
    .replaceAll(/\s+/g, ' ')
    .slice(0, 200);

/** Host and port of a URL, with nothing of its user, path or query. */
export const hostOf = (url: string): string => new URL(url).host;

const LATER = 'Try again later; the status page of the service tells more.';

const todo = (setting: VariableName | null, host: string): string =>
  setting === null
    ? `Check that this machine can reach ${host}: name resolution, firewall, proxy.`
    : check(setting);

const isTimeout = (error: unknown): boolean =>
  chainOf(error).some(({ name }) => name === 'TimeoutError' || name === 'AbortError');

const codesIn = (error: unknown): string[] =>
  chainOf(error).flatMap(({ code }) => (typeof code === 'string' ? [code] : []));

interface Fields {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/** The error, what caused it, and so on; an AggregateError counts as all of its errors. */
function chainOf(error: unknown, depth = 0): readonly Fields[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const { cause, errors } = error as Fields;
  const causes = [cause, ...(Array.isArray(errors) ? errors : [])];
  return [error, ...causes.flatMap((each) => chainOf(each, depth + 1))];
}
