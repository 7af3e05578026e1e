/** The agent in a call's room, ready to speak before the practice is phoned. Made by `place-call.ts`. */
import type { Room } from '@livekit/rtc-node';
import pTimeout from 'p-timeout';
import { timeLimit } from '../libraries/utils/time-limit.js';
import { connectAgent, leaveRoom } from './agent-room.js';
import { type AgentSound, publishAgentSound } from './agent-sound.js';
import { createKeyPresses, type KeyPresses } from './key-presses.js';
import type { LiveKitApi } from './livekit-api.js';

/** To have the room, the agent in it and its track: where that takes longer, nobody is phoned. */
const SETUP_LIMIT_MS = 8_000;
const PUBLISH_LIMIT_MS = 2_000;

export interface AgentInRoom {
  readonly room: Room;
  readonly sound: AgentSound;
  readonly keys: KeyPresses;
  /** Never rejects; idempotent. */
  leave(): Promise<void>;
}

/** `follow` sees the room before anything can happen in it. Rejects with the error of LiveKit, or of `signal`. */
export const enterRoom = async (
  { api, url, roomName }: { readonly api: LiveKitApi; readonly url: string; readonly roomName: string },
  signal: AbortSignal,
  follow: (room: Room) => void,
): Promise<AgentInRoom> => {
  const limit = timeLimit(SETUP_LIMIT_MS, signal);
  limit.throwIfAborted();
  await api.openRoom(roomName);
  const room = await connectAgent({ url, token: await api.token(roomName), follow }, limit);
  try {
    const sound = await pTimeout(publishAgentSound(room), { milliseconds: PUBLISH_LIMIT_MS });
    const keys = createKeyPresses(async (code, key) => room.localParticipant?.publishDtmf(code, key));
    const leave = async (): Promise<void> => {
      keys.close();
      await sound.close().catch(() => undefined);
      await leaveRoom(room);
    };
    if (!limit.aborted) return { room, sound, keys, leave };
    await leave();
    throw limit.reason;
  } catch (error) {
    await leaveRoom(room);
    throw error;
  }
};
