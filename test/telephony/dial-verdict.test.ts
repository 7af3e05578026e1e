import { describe, expect, test } from 'vitest';
import { dialErrorOf } from '../../src/telephony/dial-error.js';
import { verdictBeforeDialing, verdictOf, verdictOfLeaving } from '../../src/telephony/dial-verdict.js';

/** An error of livekit-server-sdk, by its fields. */
const livekitError = (code: string, status: number, message: string, metadata?: Record<string, string>) =>
  Object.assign(new Error(message), { code, status, metadata });
const sipError = (sipStatus: number, phrase: string, code: string, status: number) =>
  livekitError(code, status, `SIP call failed: ${sipStatus} ${phrase} (${code})`, {
    sip_status_code: String(sipStatus),
    sip_status: phrase,
  });
/** As `fetch` rejects. */
const networkError = (code: string) =>
  Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code }) });

const notRung = { rang: false };

describe('the phone network’s answer', () => {
  test.each([
    ['486 Busy Here', sipError(486, 'Busy Here', 'resource_exhausted', 429), 'busy'],
    ['600 Busy Everywhere', sipError(600, 'Busy Everywhere', 'resource_exhausted', 429), 'busy'],
    ['603 Decline', sipError(603, 'Decline', 'permission_denied', 403), 'declined'],
    ['607 Unwanted', sipError(607, 'Unwanted', 'permission_denied', 403), 'declined'],
    ['480 Temporarily Unavailable', sipError(480, 'Unavailable', 'resource_exhausted', 429), 'no-answer'],
    ['408 Request Timeout', sipError(408, 'Request Timeout', 'deadline_exceeded', 408), 'no-answer'],
    ['404 Not Found', sipError(404, 'Not Found', 'not_found', 404), 'invalid-number'],
    ['410 Gone', sipError(410, 'Gone', 'not_found', 404), 'invalid-number'],
    [
      '484 Address Incomplete',
      sipError(484, 'Address Incomplete', 'invalid_argument', 400),
      'invalid-number',
    ],
    ['503 Service Unavailable', sipError(503, 'Unavailable', 'failed_precondition', 412), 'line-unavailable'],
    ['401 Unauthorized', sipError(401, 'Unauthorized', 'permission_denied', 403), 'line-misconfigured'],
    ['403 Forbidden', sipError(403, 'Forbidden', 'permission_denied', 403), 'line-misconfigured'],
    ['407 Proxy Auth', sipError(407, 'Proxy Auth', 'unauthenticated', 401), 'line-misconfigured'],
    ['488 Not Acceptable Here', sipError(488, 'Not Acceptable', 'invalid_argument', 400), 'unknown'],
  ])('%s', (_, error, kind) => {
    expect(verdictOf(dialErrorOf(error), notRung).kind).toBe(kind);
  });
});

describe('LiveKit’s own answer', () => {
  test.each([
    ['rings too long', livekitError('canceled', 408, 'sip request timed out'), 'no-answer'],
    ['the gateway stops', livekitError('canceled', 408, 'service shutting down'), 'unknown'],
    ['the gateway is full', livekitError('unavailable', 503, 'cpu exhausted'), 'line-overloaded'],
    ['the project has no call left', livekitError('resource_exhausted', 429, 'limit'), 'line-overloaded'],
    ['no gateway', livekitError('unavailable', 503, 'no response from servers'), 'line-unavailable'],
    ['a gateway that broke off', livekitError('unavailable', 503, 'network error'), 'unknown'],
    [
      'no such trunk',
      livekitError('not_found', 404, 'requested sip trunk does not exist'),
      'line-misconfigured',
    ],
    ['a key without SIP', livekitError('permission_denied', 403, 'permissions denied'), 'line-misconfigured'],
    ['a bad key', Object.assign(new Error('invalid API key: x'), { status: 401 }), 'line-misconfigured'],
    [
      'a server without SIP',
      livekitError('internal', 500, 'sip not connected (redis required)'),
      'line-misconfigured',
    ],
    ['a trunk without an address', livekitError('invalid_argument', 400, 'no address'), 'line-misconfigured'],
    [
      'trunk credentials',
      livekitError('failed_precondition', 412, 'max auth retry attempts reached'),
      'line-misconfigured',
    ],
    ['a fault after the INVITE', livekitError('failed_precondition', 412, 'no common codec'), 'unknown'],
    ['a fault of the server', livekitError('internal', 500, 'oops'), 'unknown'],
    ['a deadline of the server', livekitError('deadline_exceeded', 408, 'request timed out'), 'unknown'],
    ['nobody there', networkError('ECONNREFUSED'), 'line-unavailable'],
    ['a name that is not known', networkError('ENOTFOUND'), 'line-unavailable'],
    ['a connection that broke', networkError('ECONNRESET'), 'unknown'],
    ['no answer', new DOMException('The operation was aborted due to timeout', 'TimeoutError'), 'unknown'],
    ['no error at all', 'what?', 'unknown'],
  ])('%s', (_, error, kind) => {
    expect(verdictOf(dialErrorOf(error), notRung).kind).toBe(kind);
  });
});

describe('what rang is never dialed again', () => {
  test.each([
    ['the network failed', sipError(503, 'Unavailable', 'failed_precondition', 412)],
    ['the provider forbade it', sipError(403, 'Forbidden', 'permission_denied', 403)],
    ['the gateway was full', livekitError('unavailable', 503, 'cpu exhausted')],
  ])('%s', (_, error) => {
    expect(verdictOf(dialErrorOf(error), { rang: true })).toEqual({
      kind: 'unknown',
      reason: expect.stringContaining('it rang'),
    });
  });

  test('busy and unanswered stay what they are', () => {
    const busy = dialErrorOf(sipError(486, 'Busy Here', 'resource_exhausted', 429));
    expect(verdictOf(busy, { rang: true })).toEqual({ kind: 'busy' });
  });
});

test.each([
  ['USER_REJECTED', 'declined'],
  ['USER_UNAVAILABLE', 'no-answer'],
  ['CLIENT_INITIATED', 'unknown'],
  ['ROOM_DELETED', 'unknown'],
])('a practice that left for %s before it answered: %s', (reason, kind) => {
  expect(verdictOfLeaving(reason).kind).toBe(kind);
});

describe('before anybody is phoned', () => {
  test.each([
    ['a bad secret', Object.assign(new Error('invalid token: x'), { status: 401 }), 'line-misconfigured'],
    ['another server', Object.assign(new Error('not found'), { status: 404 }), 'line-misconfigured'],
    ['a full project', livekitError('resource_exhausted', 429, 'limit'), 'line-overloaded'],
    ['a connection that broke', networkError('ECONNRESET'), 'line-unavailable'],
    ['no answer', new DOMException('timeout', 'TimeoutError'), 'line-unavailable'],
    ['a fault of the server', livekitError('internal', 500, 'oops'), 'line-unavailable'],
  ])('%s', (_, error, kind) => {
    expect(verdictBeforeDialing(dialErrorOf(error)).kind).toBe(kind);
  });
});

test('a token is quoted by no error', () => {
  const quoted = new Error('invalid token: eyJhbGciOiJIUzI1NiJ9.eyJ2aWRlbyI6e30.TEFRA2c-GaxmIlE, error: x');
  expect(dialErrorOf(quoted).message).toBe('invalid token: TOKEN, error: x');
});
