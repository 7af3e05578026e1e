/**
 * One call of the gateway: the phone joins the room, rings, is picked up or not, plays its practice and leaves.
 * Attributes, their order and the reasons of leaving are those of livekit-sip 1.9. gateway.ts places it.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DisconnectReason, RoomEvent } from '@livekit/rtc-node';
import { LINE_SAMPLE_RATE_HZ } from '../../../../src/domain/line-audio.js';
import { createKeyPresses, type KeyPresses } from '../../lines/key-presses.js';
import { createPractice, type Practice } from '../../practice/practice.js';
import { DEFAULT_RING_MS, type PracticeScript } from '../../practice/practice-script.js';
import { joinRoom, type PhoneRoom, type RoomServer } from './phone-room.js';
import { connectSound } from './phone-sound.js';
import type { ParticipantRequest } from './requests.js';
import { leavesWith, refusalError, type SipStatus } from './sip-status.js';
import { TwirpError } from './twirp.js';

/** Who answers at a number: a practice, or the network instead of it. */
export type Callee = PracticeScript | { readonly status: SipStatus };

/** One call by its room, for assertions. */
export interface SipCall {
  readonly callId: string;
  readonly roomName: string;
  readonly toE164: string;
  /** The practice at the far end; it hears and says nothing before it was picked up. */
  readonly practice: Practice;
  readonly state: 'dialing' | 'active' | 'ended';
  /** The practice presses a key. Rejects when it has not picked up. */
  pressKey(key: string): Promise<void>;
}

export interface PlacedCall extends SipCall {
  readonly participantId: string;
  /** Resolves once it is picked up. Rejects with the {@link TwirpError} that says why it is not. */
  readonly answered: Promise<void>;
  /** The phone is hung up. Resolves when it is out of the room. Idempotent. */
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
/** Source: livekit-sip's own default. */
const DEFAULT_RINGING_SECONDS = 180;
const KEYS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'];
const SILENT: PracticeScript = { pickup: 'answers', turns: [] };
const STATUS_OF: Readonly<Partial<Record<PracticeScript['pickup'], SipStatus>>> = {
  busy: 486,
  declines: 603,
  'no-such-number': 404,
  'line-down': 503,
};

/** Resolves when the phone is in the room. Rejects when it cannot join. */
export async function placeCall(
  server: RoomServer,
  trunk: Trunk,
  request: ParticipantRequest,
  callee: Callee,
): Promise<PlacedCall> {
  const script = 'status' in callee ? { ...SILENT, ringMs: 0 } : callee;
  const status = 'status' in callee ? callee.status : STATUS_OF[callee.pickup];
  const callId = `SCL_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const practice = createPractice(script);
  const phone = await joinRoom(server, {
    roomName: request.roomName,
    identity: request.participantIdentity,
    name: request.participantName,
    metadata: request.participantMetadata,
    attributes: { ...attributesOf(request, trunk, callId), 'sip.callStatus': 'dialing' },
  }).catch((error: unknown) => {
    throw new TwirpError('internal', `update room failed: ${error instanceof Error ? error.message : error}`);
  });

  let state: SipCall['state'] = 'dialing';
  let ending: Promise<void> | null = null;
  let disconnectSound = async (): Promise<void> => {};
  const end = (reason: DisconnectReason): Promise<void> => {
    state = 'ended';
    ending ??= disconnectSound().then(() => phone.leave(reason));
    return ending;
  };
  phone.gone.addEventListener('abort', () => void end(DisconnectReason.CLIENT_INITIATED));

  const hangUp = async (): Promise<void> => {
    if (state === 'active') await phone.setAttributes({ 'sip.callStatus': 'hangup' });
    await end(DisconnectReason.CLIENT_INITIATED);
  };

  const pickUp = async (): Promise<void> => {
    const keyPresses = createKeyPresses((key) => practice.pressKey(key));
    receiveKeys(phone, keyPresses);
    const sound = await connectSound(phone.room, (fromAgent) => {
      keyPresses.advance((fromAgent.length * SECOND) / LINE_SAMPLE_RATE_HZ);
      const toAgent = practice.exchange(fromAgent);
      if (practice.hungUp) void hangUp();
      return toAgent;
    });
    disconnectSound = async () => {
      keyPresses.close();
      await sound.close();
    };
  };

  const dial = async (): Promise<void> => {
    const ringsOut = script.pickup === 'rings-out';
    const ringMs = ringsOut ? Number.POSITIVE_INFINITY : (script.ringMs ?? DEFAULT_RING_MS);
    const timeoutMs = (request.ringingTimeout ?? DEFAULT_RINGING_SECONDS) * SECOND;
    if (status !== 404 && status !== 503) await phone.setAttributes({ 'sip.callStatus': 'ringing' });
    const wasRinging = await sleep(Math.min(ringMs, timeoutMs), true, { signal: phone.gone }).catch(() => false);
    if (!wasRinging || ringMs > timeoutMs) {
      await end(DisconnectReason.USER_UNAVAILABLE);
      throw new TwirpError('canceled', 'sip request timed out');
    }
    if (status !== undefined) {
      await end(leavesWith(status));
      throw refusalError(status);
    }
    await phone.setAttributes({ 'sip.callTag': randomUUID(), 'sip.callIDFull': `${randomUUID()}@127.0.0.1` });
    state = 'active';
    await Promise.all([phone.setAttributes({ 'sip.callStatus': 'active' }), pickUp()]);
  };

  const answered = dial();
  // Not everybody waits for it.
  answered.catch(() => undefined);
  return {
    callId,
    roomName: request.roomName,
    toE164: request.sipCallTo,
    participantId: phone.participantId,
    practice,
    get state() {
      return state;
    },
    answered,
    async pressKey(key) {
      if (state !== 'active') throw new Error(`Key ${key} was not pressed: the call is ${state}.`);
      await phone.room.localParticipant?.publishDtmf(KEYS.indexOf(key), key);
    },
    hangUp,
  };
}

/** Source: livekit's protocol, rpc.NewCreateSIPParticipantRequest. */
function attributesOf(request: ParticipantRequest, trunk: Trunk, callId: string): Record<string, string> {
  const numbers = {
    'sip.phoneNumber': request.sipCallTo,
    'sip.hostname': trunk.address,
    'sip.trunkPhoneNumber': request.sipNumber || trunk.number,
  };
  return {
    ...request.participantAttributes,
    'sip.callID': callId,
    'sip.trunkID': trunk.id,
    ...(request.hidePhoneNumber ? {} : numbers),
  };
}

/** Keys that others in the room press reach the far end one after the other. */
function receiveKeys({ room }: PhoneRoom, keyPresses: KeyPresses): void {
  room.on(RoomEvent.DtmfReceived, (_code, digit) => {
    // Not pressed only because the call is over.
    keyPresses.press(digit).catch(() => undefined);
  });
}
