/** What became of an answered leg, from the reason that LiveKit gives. Used by `practice-leg.ts`. */
import { DisconnectReason } from '@livekit/rtc-node';
import type { CallEvent } from '../../machines/call.events.js';

/** The practice's participant left the room. A gateway that got a BYE disconnects as any client does. */
export const endingOfLeaving = (reason: DisconnectReason, atMs: number): CallEvent =>
  reason === DisconnectReason.CLIENT_INITIATED || reason === DisconnectReason.USER_REJECTED
    ? { type: 'practice.hungUp', atMs }
    : lost(WHY_PRACTICE_LEFT[reason] ?? `the phone call broke off (${nameOf(reason)})`, atMs);

/** The agent's own connection to the room is over, and not by our doing. */
export const endingOfRoom = (reason: DisconnectReason, atMs: number): CallEvent =>
  lost(WHY_ROOM_ENDED[reason] ?? `the connection to LiveKit was lost (${nameOf(reason)})`, atMs);

export const lost = (reason: string, atMs: number): CallEvent => ({ type: 'line.lost', reason, atMs });

export const nameOf = (reason: DisconnectReason): string => DisconnectReason[reason] ?? String(reason);

const WHY_PRACTICE_LEFT: Readonly<Partial<Record<DisconnectReason, string>>> = {
  [DisconnectReason.UNKNOWN_REASON]: 'the phone call broke off: no more sound came from the phone network',
  [DisconnectReason.USER_UNAVAILABLE]:
    'the phone call broke off: the practice’s phone could not be reached any more',
  [DisconnectReason.SIP_TRUNK_FAILURE]: 'the phone call broke off: the SIP trunk failed',
  [DisconnectReason.PARTICIPANT_REMOVED]: 'somebody else removed the practice from the room',
  [DisconnectReason.ROOM_DELETED]: 'somebody else deleted the room',
};

const WHY_ROOM_ENDED: Readonly<Partial<Record<DisconnectReason, string>>> = {
  [DisconnectReason.ROOM_DELETED]: 'somebody else deleted the room',
  [DisconnectReason.PARTICIPANT_REMOVED]: 'somebody else removed the agent from the room',
  [DisconnectReason.DUPLICATE_IDENTITY]: 'another process took the call over',
  [DisconnectReason.SERVER_SHUTDOWN]: 'the LiveKit server shut down',
};
