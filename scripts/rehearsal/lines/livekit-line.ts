/**
 * The live line of a rehearsal: a private livekit-server, with the stand-in SIP gateway in front of it. The worker
 * phones over it with its own adapter. rehearsal-line.ts opens it.
 */
import { dispose } from '@livekit/rtc-node';
import { RoomServiceClient } from 'livekit-server-sdk';
import type { PracticeScript } from '../practice/practice-script.js';
import { startLiveKitServer } from '../services/livekit-server.js';
import { startSipGateway } from '../stand-ins/sip/gateway.js';
import type { LineCall } from './line-call.js';
import type { RehearsalLine } from './rehearsal-line.js';

/** The worker's names for a call's room and for its own participant there. */
const ROOM = /^call-(?<callId>.+)$/;
const AGENT = 'agent';

export async function openLiveKitLine(answer: (toE164: string) => PracticeScript): Promise<RehearsalLine> {
  const server = await startLiveKitServer();
  const gateway = await startSipGateway({ server, answer }).catch(async (error) => {
    await server.close();
    throw error;
  });
  const rooms = new RoomServiceClient(server.url, server.apiKey, server.apiSecret);

  return {
    get calls() {
      const calls = new Map<string, LineCall>();
      for (const { roomName, toE164, practice } of gateway.calls) {
        const callId = ROOM.exec(roomName)?.groups?.['callId'] ?? roomName;
        calls.set(callId, { callId, toE164, practice, dials: (calls.get(callId)?.dials ?? 0) + 1 });
      }
      return [...calls.values()];
    },
    forWorker: {},
    env: {
      LIVEKIT_URL: gateway.url,
      LIVEKIT_API_KEY: server.apiKey,
      LIVEKIT_API_SECRET: server.apiSecret,
      LIVEKIT_SIP_TRUNK_ID: gateway.trunkId,
    },
    async breakLine(callId) {
      const call = gateway.calls.findLast(({ roomName }) => roomName === `call-${callId}`);
      // Out of its room, the worker has lost the line; the phone stays on it.
      if (call?.state === 'active')
        await rooms.removeParticipant(call.roomName, AGENT).catch(() => undefined);
    },
    async close() {
      await gateway.close();
      await server.close();
      await endNativeLayer();
    },
  };
}

/** It keeps the process alive, and starts anew only where the client of the old one is forgotten. */
async function endNativeLayer(): Promise<void> {
  await dispose();
  globalThis._ffiClientInstance = undefined;
}
