/**
 * LiveKit's HTTP API, as far as a call needs it: its room, and the phone that is dialed into it.
 * Loaded with the first call, by `livekit-line.ts`. It knows nothing of WebRTC.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { AccessToken, RoomServiceClient, SipClient } from 'livekit-server-sdk';
import { dialErrorOf } from './dial-error.js';
import type { LiveKitLineOptions } from './livekit-line.js';

/** The participants of a call's room. */
const AGENT = 'agent';
export const PRACTICE = 'practice';

const REQUEST_LIMIT_S = 5;
/** An empty room ends by itself: before anybody came, and after the last one left. */
const EMPTY_ROOM_S = 30;
const LEFT_ROOM_S = 10;
/**
 * Whoever was told to leave a moment too late takes it for a lost connection, comes back, and opens the room anew, with
 * the phone call in it (seen once in 30 rooms on a busy machine). So the room is closed until it is not there.
 */
const LOOK_AGAIN_MS = 500;
const LOOKS = 6;
/** Longer than the line's own ring timer: the line decides, not the request. */
const ANSWER_MARGIN_S = 20;

export interface LiveKitApi {
  openRoom(name: string): Promise<void>;
  /** For the agent, in one room. */
  token(name: string): Promise<string>;
  /** Phones into the room. Resolves when LiveKit says that it was answered; rejects as `dial-error.ts` reads it. */
  phone(name: string, toE164: string, ringTimeoutMs: number): Promise<void>;
  /** Ends the room, and so the phone call in it. Idempotent. */
  closeRoom(name: string): Promise<void>;
  /** Whether an agent, of any process, is in the room. */
  hasAgent(name: string): Promise<boolean>;
}

export const createLiveKitApi = (options: LiveKitLineOptions): LiveKitApi => {
  const { url, apiKey, apiSecret, sipTrunkId, noiseCancellation, maxCallMs } = options;
  const rooms = new RoomServiceClient(url, apiKey, apiSecret, { requestTimeout: REQUEST_LIMIT_S });
  // Failover would send a request whose answer was lost to another region of LiveKit Cloud: the phone would ring twice.
  const sip = new SipClient(url, apiKey, apiSecret, { failover: false });

  return {
    async openRoom(name) {
      await rooms.createRoom({ name, emptyTimeout: EMPTY_ROOM_S, departureTimeout: LEFT_ROOM_S });
    },
    token(name) {
      const token = new AccessToken(apiKey, apiSecret, { identity: AGENT });
      token.addGrant({
        roomJoin: true,
        room: name,
        canPublish: true,
        canSubscribe: true,
        canPublishData: true,
      });
      return token.toJwt();
    },
    async phone(name, toE164, ringTimeoutMs) {
      const ringingTimeout = Math.ceil(ringTimeoutMs / 1000);
      await sip.createSipParticipant(sipTrunkId, toE164, name, {
        participantIdentity: PRACTICE,
        waitUntilAnswered: true,
        ringingTimeout,
        timeout: ringingTimeout + ANSWER_MARGIN_S,
        // Holds where this process is gone: nobody is left on an open line.
        maxCallDuration: Math.ceil(maxCallMs / 1000),
        krispEnabled: noiseCancellation === 'krisp',
      });
    },
    async closeRoom(name) {
      for (let look = 0; look < LOOKS && (await wasThere(rooms.deleteRoom(name))); look += 1) {
        await sleep(LOOK_AGAIN_MS);
      }
    },
    async hasAgent(name) {
      const participants = await rooms.listParticipants(name).catch(noneIfGone);
      return participants.some(({ identity }) => identity === AGENT);
    },
  };
};

const isGone = (error: unknown): boolean => dialErrorOf(error).code === 'not_found';

const noneIfGone = (error: unknown): [] => {
  if (isGone(error)) return [];
  throw error;
};

const wasThere = (deleting: Promise<void>): Promise<boolean> =>
  deleting.then(
    () => true,
    (error) => {
      if (isGone(error)) return false;
      throw error;
    },
  );
