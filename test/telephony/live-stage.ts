/**
 * A line over a real livekit-server for a test file, with the stand-in gateway behind it and a network between them that
 * can fail. Start one in `beforeAll` and close it in `afterAll`: closing fails the file when a room was left behind.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { RoomServiceClient } from 'livekit-server-sdk';
import { expect, vi } from 'vitest';
import type { CallEvent } from '../../machines/call.events.js';
import { type LiveKitServer, startLiveKitServer } from '../../scripts/rehearsal/services/livekit-server.js';
import type { Callee } from '../../scripts/rehearsal/stand-ins/sip/callee.js';
import { type SipGateway, startSipGateway } from '../../scripts/rehearsal/stand-ins/sip/gateway.js';
import type { SipCall } from '../../scripts/rehearsal/stand-ins/sip/sip-call.js';
import type { DialResult } from '../../src/domain/dial-result.js';
import {
  createLiveKitLine,
  type LiveKitLine,
  type LiveKitLineOptions,
} from '../../src/telephony/livekit-line.js';
import { type Relay, startRelay } from './relay.js';

const PHONE_PROCESS = fileURLToPath(new URL('./phone-process.ts', import.meta.url));

export interface DialOptions {
  readonly ringTimeoutMs?: number;
  readonly signal?: AbortSignal;
  /** In place of the stage's own. */
  readonly line?: LiveKitLine;
}

export interface LiveStage {
  readonly line: LiveKitLine;
  readonly gateway: SipGateway;
  readonly server: LiveKitServer;
  readonly relay: Relay;
  readonly rooms: RoomServiceClient;
  /** Another line on the same stage, e.g. with a setting that is wrong. Close it. */
  lineWith(options: Partial<LiveKitLineOptions>): LiveKitLine;
  /** A number of its own, at which `callee` answers. */
  numberOf(callee: Callee): string;
  /** A call of its own id to a number of its own, at which `callee` answers. */
  callTo(
    callee: Callee,
    options?: DialOptions,
  ): { readonly callId: string; readonly result: Promise<DialResult> };
  /** The same, picked up. */
  answered(
    callee: Callee,
  ): Promise<{ readonly callId: string; readonly legId: string; readonly phone: SipCall }>;
  /** The phone of a call, once it is in the room. */
  phoneOf(callId: string): Promise<SipCall>;
  /** Starts `phone-process.ts`, which phones `callee`. */
  phoneFromProcess(callId: string, callee: Callee, count?: number): ChildProcess;
  /** The names of the rooms that there are. */
  openRooms(): Promise<string[]>;
  close(): Promise<void>;
}

export async function startLiveStage(): Promise<LiveStage> {
  const server = await startLiveKitServer();
  const callees = new Map<string, Callee>();
  const answer = (number: string): Callee => callees.get(number) ?? { status: 404 };
  const gateway = await startSipGateway({ server, answer });
  const relay = await startRelay(gateway.url.replace('ws', 'http'));
  const rooms = new RoomServiceClient(server.url, server.apiKey, server.apiSecret);
  const settings: LiveKitLineOptions = {
    url: relay.url,
    apiKey: server.apiKey,
    apiSecret: server.apiSecret,
    sipTrunkId: gateway.trunkId,
    noiseCancellation: 'off',
    maxCallMs: 60_000,
  };
  const lineWith = (options: Partial<LiveKitLineOptions>): LiveKitLine =>
    createLiveKitLine({ ...settings, ...options });
  const line = lineWith({});

  const numberOf = (callee: Callee): string => {
    const toE164 = `+1212555${String(100 + callees.size).padStart(4, '0')}`;
    callees.set(toE164, callee);
    return toE164;
  };
  const callTo: LiveStage['callTo'] = (callee, options = {}) => {
    const toE164 = numberOf(callee);
    const callId = `66f0c0ffee-${callees.size}`;
    const { ringTimeoutMs = 20_000, signal = new AbortController().signal } = options;
    return { callId, result: (options.line ?? line).dial({ callId, toE164, ringTimeoutMs }, signal) };
  };
  const phoneOf = (callId: string): Promise<SipCall> =>
    vi.waitFor(() => {
      const phone = gateway.calls.find(({ roomName }) => roomName === `call-${callId}`);
      if (!phone) throw new Error(`No phone joined the room of ${callId}.`);
      return phone;
    });
  const openRooms = async (): Promise<string[]> => (await rooms.listRooms()).map(({ name }) => name);

  return {
    line,
    gateway,
    server,
    relay,
    rooms,
    lineWith,
    numberOf,
    callTo,
    async answered(callee) {
      const { callId, result } = callTo(callee);
      const dialed = await result;
      if (dialed.kind !== 'answered') throw new Error(`It was not answered: ${JSON.stringify(dialed)}`);
      return { callId, legId: dialed.legId, phone: await phoneOf(callId) };
    },
    phoneOf,
    phoneFromProcess(callId, callee, count = 1) {
      const args = [PHONE_PROCESS, JSON.stringify(settings), numberOf(callee), callId, String(count)];
      return spawn(process.execPath, ['--expose-gc', '--import', 'tsx', ...args], {
        stdio: ['ignore', 'pipe', 'inherit'],
        // The library is chatty otherwise.
        env: { ...process.env, NODE_ENV: 'production' },
      });
    },
    openRooms,
    async close() {
      await line.close();
      const left = await openRooms();
      await relay.close();
      await gateway.close();
      await server.close();
      expect(left, 'rooms that were left behind').toEqual([]);
    },
  };
}

/** The next event of a leg that the test is after. */
export const nextEvent = (line: LiveKitLine, legId: string, type?: CallEvent['type']): Promise<CallEvent> =>
  new Promise((resolve) => {
    const stop = line.watch(legId, (event) => {
      if (type !== undefined && event.type !== type) return;
      stop();
      resolve(event);
    });
  });
