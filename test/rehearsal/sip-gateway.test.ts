import { AudioStream, DisconnectReason, ParticipantKind, type RemoteParticipant, Room, RoomEvent } from '@livekit/rtc-node';
import { AccessToken, RoomServiceClient, SipClient } from 'livekit-server-sdk';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PracticeScript } from '../../scripts/rehearsal/practice/practice-script.js';
import { type LiveKitServer, startLiveKitServer } from '../../scripts/rehearsal/services/livekit-server.js';
import { type SipGateway, startSipGateway } from '../../scripts/rehearsal/stand-ins/sip/gateway.js';
import type { Callee } from '../../scripts/rehearsal/stand-ins/sip/sip-call.js';

const NUMBER = '+12125550123';
let server: LiveKitServer;
let gateway: SipGateway;
let callee: Callee;
let sip: SipClient;
let rooms: RoomServiceClient;
let room: Room;
let roomName: string;
let seen: string[];

beforeAll(async () => {
  server = await startLiveKitServer();
  gateway = await startSipGateway({ server, answer: () => callee });
  sip = new SipClient(gateway.url, server.apiKey, server.apiSecret);
  rooms = new RoomServiceClient(gateway.url, server.apiKey, server.apiSecret);
});

afterAll(async () => {
  await gateway.close();
  await server.close();
});

let count = 0;
beforeEach(async () => {
  roomName = `room-${count++}`;
  seen = [];
  room = new Room();
  room.on(RoomEvent.ParticipantConnected, (p) => seen.push(`${ParticipantKind[p.kind]} ${p.attributes['sip.callStatus']}`));
  room.on(RoomEvent.ParticipantAttributesChanged, (changed) => seen.push(changed['sip.callStatus'] ?? Object.keys(changed).sort().join(' ')));
  room.on(RoomEvent.ParticipantDisconnected, (p: RemoteParticipant) => seen.push(DisconnectReason[p.disconnectReason ?? 0] ?? ''));
  const token = new AccessToken(server.apiKey, server.apiSecret, { identity: 'agent' });
  token.addGrant({ roomJoin: true, room: roomName });
  await room.connect(gateway.url, await token.toJwt(), { autoSubscribe: true, dynacast: false });
});

afterEach(() => room.disconnect());

const dial = (ringingTimeout = 5) =>
  sip.createSipParticipant(gateway.trunkId, NUMBER, roomName, { participantIdentity: 'practice', waitUntilAnswered: true, ringingTimeout });

test('answers', async () => {
  callee = { pickup: 'answers', turns: [], opening: 'hello' };
  const subscribed = new Promise<number>((resolve) => room.on(RoomEvent.TrackSubscribed, () => resolve(performance.now())));
  const info = await dial();
  const at = performance.now();
  console.log(info, (await subscribed) - at, seen);
  console.log(room.remoteParticipants.get('practice')?.attributes);
  await rooms.deleteRoom(roomName);
  await new Promise((r) => setTimeout(r, 300));
  console.log(seen, gateway.calls.at(-1)?.state);
});

test.each([480, 486, 404, 503, 603] as const)('%i', async (status) => {
  callee = { status };
  const error = await dial().catch((e) => e);
  await new Promise((r) => setTimeout(r, 300));
  console.log(error.constructor.name, error.message, error.code, error.status, error.metadata, seen);
});

test('timeout', async () => {
  callee = { pickup: 'rings-out', turns: [] };
  const error = await dial(1).catch((e) => e);
  await new Promise((r) => setTimeout(r, 300));
  console.log(error.constructor.name, error.message, error.code, error.status, error.metadata, seen);
});
