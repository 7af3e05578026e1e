/**
 * What the network says to a call that it does not put through, and what the gateway makes of it: the error of the API
 * and the reason with which the phone leaves the room. Measured on livekit-sip 1.9.
 */
import { DisconnectReason } from '@livekit/rtc-node';
import { type TwirpCode, TwirpError } from './twirp.js';

interface Refusal {
  readonly phrase: string;
  readonly code: TwirpCode;
  readonly leavesWith: DisconnectReason;
}

const { USER_REJECTED, USER_UNAVAILABLE, CLIENT_INITIATED } = DisconnectReason;

const REFUSALS = {
  404: { phrase: 'Not Found', code: 'not_found', leavesWith: USER_UNAVAILABLE },
  480: { phrase: 'Temporarily Unavailable', code: 'resource_exhausted', leavesWith: USER_UNAVAILABLE },
  486: { phrase: 'Busy Here', code: 'resource_exhausted', leavesWith: USER_REJECTED },
  503: { phrase: 'Service Unavailable', code: 'failed_precondition', leavesWith: CLIENT_INITIATED },
  603: { phrase: 'Decline', code: 'permission_denied', leavesWith: USER_REJECTED },
} satisfies Record<number, Refusal>;

export type SipStatus = keyof typeof REFUSALS;

export const leavesWith = (status: SipStatus): DisconnectReason => REFUSALS[status].leavesWith;

export function refusalError(status: SipStatus): TwirpError {
  const { code, phrase } = REFUSALS[status];
  return new TwirpError(code, `sip status: ${status}: ${phrase}`, {
    sip_status_code: String(status),
    sip_status: phrase,
  });
}
