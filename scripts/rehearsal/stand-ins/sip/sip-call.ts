/**
 * One call of the gateway: the phone joins the room, rings, is picked up or not, plays its practice and leaves.
 * Attributes, their order and the reasons of leaving are those of livekit-sip 1.9. gateway.ts places it.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DisconnectReason } from '@livekit/rtc-node';
import { errorMessage } from '../../../../src/domain/error-message.js';
import { createPractice, type Practice } from '../../practice/practice.js';
import { type Callee, type Pickup, pickupOf, rings } from './callee.js';
import { connectPractice, type PhoneLeg } from './phone-leg.js';
import { joinRoom, type PhoneRoom, type RoomServer } from './phone-room.js';
import type { ParticipantRequest } from './requests.js';
import { leavesWith, refusalError } from './sip-status.js';
import { TwirpError } from './twirp.js';

/** One call, for assertions. */
export interface SipCall {
  /** LiveKit's own id of the call. */
  readonly sipCallId: string;
  readonly roomName: string;
  readonly toE164: string;
  /** The practice at the far end; it hears and says nothing before it has picked up. */
  readonly practice: Practice;
  readonly state: 'dialing' | 'active' | 'ended';
  /** The far end presses a key: `0` to `9`, `*` or `#`. Rejects when it has not picked up. */
  pressKey(key: string): Promise<void>;
}

export interface PlacedCall extends SipCall {
  readonly participantId: string;
  /** Resolves once it is picked up. Rejects with the {@link TwirpError} that says why it is not. */
  readonly answered: Promise<void>;
  /** The far end hangs up. Resolves when the phone is out of the room. Idempotent. */
  hangUp(): Promise<void>;
}

export interface Trunk {
  readonly id: string;
  readonly name: string;
  /** Where the trunk's provider is reached; nothing is sent there. */
  readonly address: string;
  readonly number: string;
}

const SECOND = 1000;
/** Both are livekit-sip's own. */
const DEFAULT_RINGING_SECONDS = 180;
const MAX_CALL_SECONDS = 24 * 3600;

/** Resolves when the phone is in the room. Rejects with a {@link TwirpError} when it cannot join. */
export async function placeCall(
  server: RoomServer,
  trunk: Trunk,
  request: ParticipantRequest,
  callee: Callee,
): Promise<PlacedCall> {
  const pickup = pickupOf(callee);
  const practice = createPractice(pickup.script);
  const sipCallId = `SCL_${randomBytes(6).toString('hex')}`;
  const phone = await joinRoom(server, {
    roomName: request.roomName,
    identity: request.participantIdentity,
    name: request.participantName,
    metadata: request.participantMetadata,
    attributes: attributesOf(request, trunk, sipCallId),
  }).catch((error: unknown) => {
    throw new TwirpError('internal', `update room failed: ${errorMessage(error)}`);
  });

  let leg: PhoneLeg | null = null;
  let longestCall: NodeJS.Timeout | undefined;
  let ending: Promise<void> | null = null;
  const end = (reason: DisconnectReason): Promise<void> => {
    ending ??= (async () => {
      clearTimeout(longestCall);
      if (leg) await phone.setAttributes({ 'sip.callStatus': 'hangup' });
      await leg?.close();
      await phone.leave(reason);
    })();
    return ending;
  };
  const hangUp = (): Promise<void> => end(DisconnectReason.CLIENT_INITIATED);
  phone.gone.addEventListener('abort', hangUp);

  const dial = async (): Promise<void> => {
    if (rings(pickup)) await phone.setAttributes({ 'sip.callStatus': 'ringing' });
    if (!(await isPickedUp(phone, pickup, request))) {
      await end(DisconnectReason.USER_UNAVAILABLE);
      throw new TwirpError('canceled', 'sip request timed out');
    }
    if (pickup.status !== null) {
      await end(leavesWith(pickup.status));
      throw refusalError(pickup.status);
    }
    await phone.setAttributes({
      'sip.callTag': randomUUID(),
      'sip.callIDFull': `${randomUUID()}@${trunk.address}`,
    });
    longestCall = setTimeout(hangUp, (request.maxCallDuration ?? MAX_CALL_SECONDS) * SECOND);
    leg = connectPractice(phone, practice, hangUp);
    await Promise.all([phone.setAttributes({ 'sip.callStatus': 'active' }), leg.published]);
    // Not before: a busy machine would swallow the first words.
    leg.begin();
  };
  const answered = dial();
  // Not everybody waits for it.
  answered.catch(() => undefined);

  return {
    sipCallId,
    roomName: request.roomName,
    toE164: request.sipCallTo,
    participantId: phone.participantId,
    practice,
    get state() {
      if (ending) return 'ended';
      return leg ? 'active' : 'dialing';
    },
    answered,
    async pressKey(key) {
      if (!leg || ending) throw new Error(`Key ${key} was not pressed: the practice is not on the phone.`);
      await leg.pressKey(key);
    },
    hangUp,
  };
}

/** Source: livekit's protocol, `NewCreateSIPParticipantRequest`. */
function attributesOf(request: ParticipantRequest, trunk: Trunk, sipCallId: string): Record<string, string> {
  const numbers = {
    'sip.phoneNumber': request.sipCallTo,
    'sip.hostname': trunk.address,
    'sip.trunkPhoneNumber': request.sipNumber || trunk.number,
  };
  return {
    ...request.participantAttributes,
    'sip.callID': sipCallId,
    'sip.trunkID': trunk.id,
    ...(request.hidePhoneNumber ? {} : numbers),
    'sip.callStatus': 'dialing',
  };
}

/**
 * False when nobody picked up in time, or the room was closed meanwhile. A client that goes away does not end the
 * ringing: livekit-server does not pass that on.
 */
async function isPickedUp(
  { gone }: PhoneRoom,
  { ringMs }: Pickup,
  request: ParticipantRequest,
): Promise<boolean> {
  const timeoutMs = (request.ringingTimeout ?? DEFAULT_RINGING_SECONDS) * SECOND;
  await sleep(Math.min(ringMs, timeoutMs), undefined, { signal: gone }).catch(() => undefined);
  return !gone.aborted && ringMs <= timeoutMs;
}
