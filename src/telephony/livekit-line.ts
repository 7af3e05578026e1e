/**
 * The phone line over LiveKit: a room for each call, the practice in it through LiveKit SIP, the agent over WebRTC.
 * Made by `src/services.ts`. LiveKit's libraries are loaded with the first call. It decides nothing about a call.
 */
import pTimeout from 'p-timeout';
import type { Telephony } from '../../machines/call.ports.js';
import type { DialResult } from '../domain/dial-result.js';
import { logger } from '../libraries/utils/logger.js';
import { surviveDroppedHandles } from './native-crash.js';
import type { CallInRoom } from './place-call.js';

export interface LiveKitLineOptions {
  /** `wss://…`: of the rooms and of the API. */
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** The outbound trunk, `ST_…`. */
  readonly sipTrunkId: string;
  /** `krisp`: LiveKit's SIP gateway filters the practice's sound. */
  readonly noiseCancellation: 'off' | 'krisp';
  /** The gateway hangs up after so long, also where this process is gone. */
  readonly maxCallMs: number;
}

export interface LiveKitLine extends Telephony {
  /**
   * How long the native layer takes to answer: 3 ms at leisure, seconds where it is saturated, which shows nowhere else.
   * At most 2 s; null while no call is on.
   */
  roundTripMs(): Promise<number | null>;
}

const ROUND_TRIP_LIMIT_MS = 2_000;

interface Call {
  readonly giveUp: AbortController;
  /** Null until the agent is in the room. */
  inRoom: CallInRoom | null;
}

/** The one name by which any process finds a call's room. It is the id of the leg as well. */
const roomNameOf = (callId: string): string => `call-${callId}`;

const loadLiveKit = async (options: LiveKitLineOptions) => {
  const [{ createLiveKitApi }, { placeCall }] = await Promise.all([
    import('./livekit-api.js'),
    import('./place-call.js'),
  ]);
  return { api: createLiveKitApi(options), placeCall };
};

export const createLiveKitLine = (options: LiveKitLineOptions): LiveKitLine => {
  const stopSurviving = surviveDroppedHandles(() =>
    logger.warn('LiveKit’s native layer dropped a room; the calls go on'),
  );
  const calls = new Map<string, Call>();
  let livekit: ReturnType<typeof loadLiveKit> | undefined;
  let closed = false;

  const load = (): ReturnType<typeof loadLiveKit> => {
    livekit ??= loadLiveKit(options);
    return livekit;
  };

  const inRoom = (legId: string): CallInRoom => {
    const call = calls.get(legId)?.inRoom;
    if (!call) throw new Error(`There is no leg ${legId}: use the legId of an 'answered' result of dial().`);
    return call;
  };

  const leave = async (roomName: string): Promise<void> => {
    const call = calls.get(roomName);
    calls.delete(roomName);
    call?.giveUp.abort(new Error('the call was hung up'));
    call?.inRoom?.leg.close();
    await call?.inRoom?.agent.leave();
  };

  const hangUp = async (roomName: string): Promise<void> => {
    const { api } = await load();
    await Promise.all([leave(roomName), api.closeRoom(roomName)]);
  };

  return {
    async dial(request, signal): Promise<DialResult> {
      signal.throwIfAborted();
      if (closed) return { kind: 'line-unavailable', reason: 'the line is closed' };
      const { api, placeCall } = await load();
      const roomName = roomNameOf(request.callId);
      await leave(roomName);
      const call: Call = { giveUp: new AbortController(), inRoom: null };
      calls.set(roomName, call);
      const onEntered = (entered: CallInRoom): void => {
        call.inRoom = entered;
      };
      let isAnswered = false;
      try {
        const placing = { api, url: options.url, roomName, onEntered };
        const result = await placeCall(placing, request, AbortSignal.any([signal, call.giveUp.signal]));
        if (result.kind !== 'answered') return result;
        isAnswered = true;
        return { ...result, legId: roomName };
      } finally {
        if (!isAnswered && calls.get(roomName) === call) calls.delete(roomName);
      }
    },
    watch: (legId, report) => inRoom(legId).leg.watch(report),
    audio(legId) {
      const { leg, agent } = inRoom(legId);
      const { play, drained, discard, queuedMs } = agent.sound;
      return { onReceived: leg.sound.onReceived, play, drained, discard, queuedMs };
    },
    sendKey: async (legId, key) => inRoom(legId).agent.keys.press(key),
    hangUp: (callId) => hangUp(roomNameOf(callId)),
    async endAbandoned(callId) {
      const roomName = roomNameOf(callId);
      const { api } = await load();
      if (!calls.has(roomName) && !(await api.hasAgent(roomName))) await api.closeRoom(roomName);
    },
    async close() {
      closed = true;
      try {
        await Promise.all([...calls.keys()].map(hangUp));
      } finally {
        stopSurviving();
      }
    },
    async roundTripMs() {
      const room = [...calls.values()]
        .map((call) => call.inRoom?.agent.room)
        .find((open) => open?.isConnected);
      if (!room) return null;
      const startedAtMs = performance.now();
      // A room that ends meanwhile answers nothing, which says nothing of the others.
      await pTimeout(room.getRtcStats(), {
        milliseconds: ROUND_TRIP_LIMIT_MS,
        fallback: () => undefined,
      }).catch(() => undefined);
      return performance.now() - startedAtMs;
    },
  };
};
