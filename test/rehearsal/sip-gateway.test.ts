import { setTimeout as sleep } from 'node:timers/promises';
import { ParticipantKind, RoomEvent } from '@livekit/rtc-node';
import { AccessToken, RoomServiceClient, SipCallError, SipClient } from 'livekit-server-sdk';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LiveKitServer, startLiveKitServer } from '../../scripts/rehearsal/services/livekit-server.js';
import type { Callee } from '../../scripts/rehearsal/stand-ins/sip/callee.js';
import { type SipGateway, startSipGateway } from '../../scripts/rehearsal/stand-ins/sip/gateway.js';
import type { SipCall } from '../../scripts/rehearsal/stand-ins/sip/sip-call.js';
import { joinAsAgent, type RoomAgent } from './room-agent.js';

/** LiveKit tells of those who come and go without having sent sound in batches, so often. */
const BATCH_MS = 3000;
const callees = new Map<string, Callee>();
const agents: RoomAgent[] = [];
let server: LiveKitServer;
let gateway: SipGateway;
let sip: SipClient;
let rooms: RoomServiceClient;

beforeAll(async () => {
  server = await startLiveKitServer();
  const answer = (number: string): Callee => callees.get(number) ?? { status: 404 };
  gateway = await startSipGateway({ server, answer });
  sip = new SipClient(gateway.url, server.apiKey, server.apiSecret);
  rooms = new RoomServiceClient(gateway.url, server.apiKey, server.apiSecret);
});

afterEach(async () => {
  gateway.fail(null);
  await Promise.all(agents.splice(0).map((agent) => agent.leave()));
});

afterAll(async () => {
  await gateway.close();
  await server.close();
});

interface Call {
  readonly number: string;
  readonly roomName: string;
  readonly agent: RoomAgent;
}

/** An agent in a room through the gateway, and a number that `callee` answers at. */
async function callTo(callee: Callee): Promise<Call> {
  const number = `+1212555${String(100 + callees.size).padStart(4, '0')}`;
  callees.set(number, callee);
  const roomName = `call-${callees.size}`;
  const agent = await joinAsAgent({ ...server, url: gateway.url }, roomName);
  agents.push(agent);
  return { number, roomName, agent };
}

interface Dial {
  readonly ringingTimeout?: number;
  readonly waitUntilAnswered?: boolean;
  readonly maxCallDuration?: number;
}

const dial = ({ number, roomName }: Pick<Call, 'number' | 'roomName'>, options: Dial = {}) =>
  sip.createSipParticipant(gateway.trunkId, number, roomName, {
    participantIdentity: 'practice',
    waitUntilAnswered: true,
    ringingTimeout: 20,
    ...options,
  });

/** What the API refused with. */
const failureOf = (dialing: Promise<unknown>): Promise<Error> =>
  dialing.then(
    () => Promise.reject(new Error('it was answered')),
    (error: Error) => error,
  );

function sipCall({ roomName }: Call): SipCall {
  const call = gateway.calls.find((each) => each.roomName === roomName);
  if (!call) throw new Error(`No phone joined ${roomName}.`);
  return call;
}

describe('a call that is answered', () => {
  test('is a participant of the kind SIP whose attributes tell how far it is', async () => {
    const call = await callTo({ pickup: 'answers', opening: 'Hello.', turns: [], ringMs: 200 });
    const subscribed = new Promise((resolve) => call.agent.room.on(RoomEvent.TrackSubscribed, resolve));
    const info = await dial(call);
    expect(info).toMatchObject({ participantIdentity: 'practice', roomName: call.roomName });
    await subscribed;
    const phone = call.agent.room.remoteParticipants.get('practice');
    expect(phone?.kind).toBe(ParticipantKind.SIP);
    expect(phone?.sid).toBe(info.participantId);
    expect(phone?.attributes).toEqual({
      'sip.callStatus': 'active',
      'sip.callID': info.sipCallId,
      'sip.callIDFull': expect.any(String),
      'sip.callTag': expect.any(String),
      'sip.trunkID': gateway.trunkId,
      'sip.phoneNumber': call.number,
      'sip.trunkPhoneNumber': expect.stringMatching(/^\+1/),
      'sip.hostname': expect.any(String),
    });
    expect(call.agent.seen).toEqual(['ringing', 'sip.callIDFull sip.callTag', 'active']);
  });

  test('carries every word both ways', async () => {
    const words = Array.from({ length: 30 }, (_, index) => `word${index}`).join(' ');
    const call = await callTo({ pickup: 'answers', opening: words, turns: [] });
    await dial(call);
    await vi.waitFor(() => expect(call.agent.heard.trim()).toBe(words), 25_000);
    await call.agent.say(words);
    const { practice } = sipCall(call);
    await vi.waitFor(() => expect(practice.heard.map(({ text }) => text.trim())).toEqual([words]), 2000);
  });
});
