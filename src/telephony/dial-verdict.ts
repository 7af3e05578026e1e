/**
 * What an attempt to phone came to, from what LiveKit and the phone network say. Used by `place-call.ts`. Pure.
 *
 * Only what certainly rang nowhere may be tried again, so whatever leaves that open is `unknown`.
 * SIP statuses: RFC 3261, section 21; 607 and 608: RFC 8197 and RFC 8688.
 */
import type { Unanswered } from '../domain/dial-result.js';
import { type DialError, wasNeverSent } from './dial-error.js';

/** Whether anything rang cannot be told. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly reason: string;
}

export type Verdict = Unanswered | Unknown;

/** Why the practice's participant left before it was answered, as LiveKit's DisconnectReason says. */
export type LeftBecause = 'USER_REJECTED' | 'USER_UNAVAILABLE' | (string & {});

/** `rang`: the phone was seen ringing. */
export const verdictOf = (error: DialError, { rang }: { readonly rang: boolean }): Verdict => {
  const verdict = error.sipStatus === null ? ofLiveKit(error) : ofNetwork(error.sipStatus, error.message);
  return rang && rangNowhere(verdict)
    ? { kind: 'unknown', reason: `it rang, and then the line failed: ${verdict.reason}` }
    : verdict;
};

/** The request's answer was lost: only the participant in the room has told how the ringing ended. */
export const verdictOfLeaving = (because: LeftBecause): Verdict => {
  switch (because) {
    case 'USER_REJECTED':
      return { kind: 'declined' };
    case 'USER_UNAVAILABLE':
      return { kind: 'no-answer' };
    default:
      return { kind: 'unknown', reason: `the call ended before it was answered (${because})` };
  }
};

/** LiveKit failed before it was asked to phone anybody. */
export const verdictBeforeDialing = (error: DialError): Unanswered => {
  if (refusesKey(error)) return badKey(error);
  if (error.code === 'resource_exhausted') return overloaded(error);
  if (error.status === 404 && error.code === null) {
    return misconfigured('LIVEKIT_URL', 'what answers there is not LiveKit', error);
  }
  return { kind: 'line-unavailable', reason: `LiveKit is not available at LIVEKIT_URL: ${error.message}` };
};

/** LiveKit answers a bad key or secret in plain text, without a code. */
const refusesKey = ({ code, status }: DialError): boolean =>
  code === 'unauthenticated' || (code === null && (status === 401 || status === 403));

const badKey = (error: DialError): Unanswered =>
  misconfigured('LIVEKIT_API_KEY and LIVEKIT_API_SECRET', 'LiveKit refuses them', error);

const overloaded = ({ message }: DialError): Unanswered => ({
  kind: 'line-overloaded',
  reason: `LiveKit takes no more calls for now (${message})`,
});

const rangNowhere = (verdict: Verdict): verdict is Extract<Verdict, { kind: `line-${string}` }> =>
  verdict.kind.startsWith('line-');

const misconfigured = (setting: string, why: string, { message }: DialError): Unanswered => ({
  kind: 'line-misconfigured',
  reason: `Check ${setting}: ${why} (${message})`,
});

/** The phone network's answer to the call. */
const ofNetwork = (sipStatus: number, message: string): Verdict => {
  const reason = message;
  switch (sipStatus) {
    case 486:
    case 600:
      return { kind: 'busy' };
    case 603:
    case 607:
    case 608:
      return { kind: 'declined' };
    case 408:
    case 480:
    case 487:
      return { kind: 'no-answer' };
    case 404:
    case 410:
    case 484:
    case 485:
    case 604:
      return { kind: 'invalid-number', reason };
    case 401:
    case 407:
      return {
        kind: 'line-misconfigured',
        reason: `The trunk of LIVEKIT_SIP_TRUNK_ID is refused by its provider: correct its user name and password (${message})`,
      };
    case 402:
    case 403:
      return {
        kind: 'line-misconfigured',
        reason: `The provider of the trunk of LIVEKIT_SIP_TRUNK_ID does not permit the call: look at the account's credit, its permitted destinations and the trunk's number (${message})`,
      };
    default:
      return sipStatus >= 500 && sipStatus < 600
        ? { kind: 'line-unavailable', reason }
        : { kind: 'unknown', reason };
  }
};

/** LiveKit's own answer, or none. */
const ofLiveKit = (error: DialError): Verdict => {
  const { code, message } = error;
  if (refusesKey(error)) return badKey(error);
  if (wasNeverSent(error)) {
    return { kind: 'line-unavailable', reason: `LiveKit cannot be reached at LIVEKIT_URL: ${message}` };
  }
  switch (code) {
    case 'canceled':
      return /timed out/.test(message) ? { kind: 'no-answer' } : { kind: 'unknown', reason: message };
    case 'resource_exhausted':
      return overloaded(error);
    case 'unavailable':
      // No gateway took the call, so none has phoned anybody.
      if (/cpu exhausted/.test(message)) return overloaded(error);
      return /no response from servers/.test(message)
        ? { kind: 'line-unavailable', reason: `No SIP gateway took the call: ${message}` }
        : { kind: 'unknown', reason: message };
    case 'not_found':
      return misconfigured('LIVEKIT_SIP_TRUNK_ID', 'the project has no such outbound trunk', error);
    case 'permission_denied':
      return misconfigured('LIVEKIT_API_KEY', 'it may not place SIP calls', error);
    case 'invalid_argument':
      return misconfigured(
        'LIVEKIT_SIP_TRUNK_ID',
        'LiveKit cannot phone through that trunk: look at its address and numbers',
        error,
      );
    case 'failed_precondition':
      return /auth|credential|password/.test(message)
        ? misconfigured('LIVEKIT_SIP_TRUNK_ID', 'correct the trunk’s user name and password', error)
        : { kind: 'unknown', reason: message };
    case 'internal':
      return /redis required/.test(message)
        ? misconfigured('LIVEKIT_URL', 'that server has no SIP: connect it to Redis and a SIP gateway', error)
        : { kind: 'unknown', reason: message };
    case 'unimplemented':
    case 'bad_route':
      return misconfigured('LIVEKIT_URL', 'that server has no SIP', error);
    default:
      return { kind: 'unknown', reason: message };
  }
};
