/**
 * One attempt to phone a practice: the room, the agent in it, then the phone. Called by `livekit-line.ts`.
 * The phone is dialed once, whatever happens. What was not answered is hung up here, and nothing of it stays.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { IDENTITIES } from '../domain/call-room.js';
import type { DialRequest, DialResult } from '../domain/dial-result.js';
import { logger } from '../libraries/utils/logger.js';
import { type AgentInRoom, enterRoom } from './agent-in-room.js';
import { awaitAnswer } from './await-answer.js';
import { dialErrorOf } from './dial-error.js';
import { verdictBeforeDialing } from './dial-verdict.js';
import type { LiveKitApi } from './livekit-api.js';
import { createPracticeLeg, type PracticeLeg } from './practice-leg.js';

const LEAVING_LIMIT_MS = 500;
const LEFT_OVER = 'The practice was on the line of this very call already: it is hung up, not phoned again';

export interface CallInRoom {
  readonly leg: PracticeLeg;
  readonly agent: AgentInRoom;
}

/**
 * The agent leaves first: for each room that ends under it, rtc-node 0.13.35 keeps a native thread for good. `closeRoom`
 * ends the phone call; it does not wait any longer for a native layer that does not answer.
 */
export const endCall = async ({ leg, agent }: CallInRoom, closeRoom: () => Promise<void>): Promise<void> => {
  leg.close();
  const left = agent.leave();
  await Promise.race([left, sleep(LEAVING_LIMIT_MS, undefined, { ref: false })]);
  await Promise.all([left, closeRoom()]);
};

export interface PlacingOptions {
  readonly api: LiveKitApi;
  readonly url: string;
  readonly roomName: string;
  /** The agent is in the room, and the phone is about to be dialed. */
  readonly onEntered: (call: CallInRoom) => void;
}

/** Rejects, with everything hung up, when `signal` is aborted and where it cannot be known whether anything rang. */
export const placeCall = async (
  options: PlacingOptions,
  { callId, toE164, ringTimeoutMs }: DialRequest,
  signal: AbortSignal,
): Promise<
  Exclude<DialResult, { kind: 'answered' }> | { readonly kind: 'answered'; readonly atMs: number }
> => {
  const { api, roomName, onEntered } = options;
  const hangUp = (): Promise<void> =>
    api.closeRoom(roomName).catch((error) => logger.error('A room could not be closed', { callId, error }));

  const leg = createPracticeLeg();
  let agent: AgentInRoom;
  try {
    agent = await enterRoom(options, signal, leg.follow);
  } catch (error) {
    leg.close();
    await hangUp();
    signal.throwIfAborted();
    return verdictBeforeDialing(dialErrorOf(error));
  }
  onEntered({ leg, agent });

  /** The request to phone, while it has no answer. */
  let pending: Promise<void> | null = null;
  const giveUp = async (): Promise<void> => {
    await endCall({ leg, agent }, hangUp);
    // A gateway that comes late would open the room anew, and ring.
    void pending?.then(hangUp, hangUp);
  };
  try {
    if (agent.room.remoteParticipants.has(IDENTITIES.practice)) throw new Error(LEFT_OVER);
    const asked = api.phone(roomName, toE164, ringTimeoutMs).finally(() => {
      pending = null;
    });
    pending = asked;
    const answer = await awaitAnswer({ asked, leg, ringTimeoutMs }, signal);
    if (answer.kind === 'unknown') throw new Error(`Whether anything rang is not known: ${answer.reason}`);
    if (answer.kind !== 'answered') await giveUp();
    return answer;
  } catch (error) {
    await giveUp();
    signal.throwIfAborted();
    throw error;
  }
};
