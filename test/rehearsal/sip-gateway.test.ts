import { ParticipantKind, RoomEvent } from '@livekit/rtc-node';
import { AccessToken, RoomServiceClient, SipCallError, SipClient } from 'livekit-server-sdk';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LiveKitServer, startLiveKitServer } from '../../scripts/rehearsal/services/livekit-server.js';
import type { Callee } from '../../scripts/rehearsal/stand-ins/sip/callee.js';
import { type SipGateway, startSipGateway } from '../../scripts/rehearsal/stand-ins/sip/gateway.js';
import type { SipCall } from '../../scripts/rehearsal/stand-ins/sip/sip-call.js';
import { timeLimit } from '../../src/libraries/utils/time-limit.js';
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

afterEach(() => gateway.fail(null));

afterAll(async () => {
  await Promise.all(agents.map((agent) => agent.leave()));
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
    const words = Array.from({ length: 12 }, (_, index) => `word${index}`).join(' ');
    const call = await callTo({ pickup: 'answers', opening: words, turns: [] });
    await dial(call);
    await vi.waitFor(() => expect(call.agent.heard.trim()).toBe(words), 20_000);
    await call.agent.say(words);
    const { practice } = sipCall(call);
    await vi.waitFor(() => expect(practice.heard.map(({ text }) => text.trim())).toEqual([words]), 5000);
  });

  test('takes keys, one after the other, and gives them', async () => {
    const call = await callTo({ pickup: 'answers', turns: [] });
    const received: string[] = [];
    call.agent.room.on(RoomEvent.DtmfReceived, (code, digit) => received.push(`${code} ${digit}`));
    await dial(call);
    const { practice, pressKey } = sipCall(call);
    await Promise.all(['1', '*', '#'].map(call.agent.pressKey));
    await vi.waitFor(() => expect(practice.keys.map(({ key }) => key)).toEqual(['1', '*', '#']), 5000);
    const places = practice.keys.map(({ atSample }) => atSample / 24);
    expect((places[2] ?? 0) - (places[0] ?? 0)).toBeGreaterThanOrEqual(400);
    await pressKey('0');
    await pressKey('#');
    await vi.waitFor(() => expect(received).toEqual(['0 0', '11 #']), 5000);
  });

  test('ends when the practice hangs up, which leaves the agent in the room', async () => {
    const call = await callTo({ pickup: 'answers', turns: [{ hears: /goodbye/i, hangsUp: true }] });
    await dial(call);
    await call.agent.say('Goodbye.');
    await vi.waitFor(() => expect(call.agent.seen.slice(-2)).toEqual(['hangup', 'CLIENT_INITIATED']), 5000);
    expect(sipCall(call).state).toBe('ended');
    expect(call.agent.putOut).toBeNull();
  });

  test('ends when the room is deleted', async () => {
    const call = await callTo({ pickup: 'answers', turns: [] });
    await dial(call);
    await rooms.deleteRoom(call.roomName);
    await vi.waitFor(() => expect(sipCall(call).state).toBe('ended'), 5000);
    expect(call.agent.putOut).toBe('ROOM_DELETED');
    await expect(sipCall(call).pressKey('1')).rejects.toThrow('Key 1 was not pressed');
  });

  test('ends after as long as it may last', async () => {
    const call = await callTo({ pickup: 'answers', turns: [] });
    await dial(call, { maxCallDuration: 1 });
    await vi.waitFor(() => expect(call.agent.seen.slice(-2)).toEqual(['hangup', 'CLIENT_INITIATED']), 5000);
  });

  test('goes on when the agent is gone', async () => {
    const call = await callTo({ pickup: 'answers', turns: [] });
    await dial(call);
    await call.agent.leave();
    const successor = await joinAsAgent({ ...server, url: gateway.url }, call.roomName);
    agents.push(successor);
    await successor.say('Still there?');
    const { practice } = sipCall(call);
    await vi.waitFor(() => expect(practice.heard.map(({ text }) => text)).toEqual(['Still there?']), 5000);
  });
});

describe('a call that is not answered', () => {
  test.concurrent.each([
    [{ pickup: 'busy', turns: [] }, 486, 'Busy Here', 'resource_exhausted', 429, 'USER_REJECTED'],
    [{ pickup: 'declines', turns: [] }, 603, 'Decline', 'permission_denied', 403, 'USER_REJECTED'],
    [{ status: 480 }, 480, 'Temporarily Unavailable', 'resource_exhausted', 429, 'USER_UNAVAILABLE'],
    // These do not ring first. Without a while in the room, nobody there would learn of the phone.
    [
      { pickup: 'no-such-number', turns: [], ringMs: BATCH_MS + 500 },
      ...([404, 'Not Found', 'not_found', 404, 'USER_UNAVAILABLE'] as const),
    ],
    [
      { pickup: 'line-down', turns: [], ringMs: BATCH_MS + 500 },
      ...([503, 'Service Unavailable', 'failed_precondition', 412, 'CLIENT_INITIATED'] as const),
    ],
  ] as const)('%o: SIP %i %s', async (callee, status, phrase, code, http, reason) => {
    const call = await callTo(callee);
    const error = await failureOf(dial(call));
    expect(error).toBeInstanceOf(SipCallError);
    expect(error).toMatchObject({
      code,
      status: http,
      metadata: { sip_status_code: String(status), sip_status: phrase },
    });
    expect(sipCall(call).state).toBe('ended');
    await vi.waitFor(() => expect(call.agent.seen.at(-1)).toBe(reason), BATCH_MS + 5000);
  });

  test.concurrent('nobody picks up in time', async () => {
    const call = await callTo({ pickup: 'rings-out', turns: [] });
    const error = await failureOf(dial(call, { ringingTimeout: 1 }));
    expect(error).not.toBeInstanceOf(SipCallError);
    expect(error).toMatchObject({ code: 'canceled', status: 408, message: 'sip request timed out' });
    await vi.waitFor(() => expect(call.agent.seen.at(-1)).toBe('USER_UNAVAILABLE'), BATCH_MS + 5000);
  });

  test.concurrent('who does not wait for the answer learns it from the participant', async () => {
    const call = await callTo({ pickup: 'busy', turns: [] });
    await expect(dial(call, { waitUntilAnswered: false })).resolves.toMatchObject({
      roomName: call.roomName,
    });
    await vi.waitFor(() => expect(call.agent.seen.at(-1)).toBe('USER_REJECTED'), BATCH_MS + 5000);
  });

  test('deleting the room ends the ringing', async () => {
    const call = await callTo({ pickup: 'rings-out', turns: [] });
    const failure = failureOf(dial(call));
    await vi.waitFor(() => expect(call.agent.seen).toContain('ringing'), 5000);
    await rooms.deleteRoom(call.roomName);
    expect(await failure).toMatchObject({ code: 'canceled', status: 408 });
  });

  test('a client that goes away does not', async () => {
    const call = await callTo({ pickup: 'answers', turns: [], ringMs: 1500 });
    const token = new AccessToken(server.apiKey, server.apiSecret);
    token.addSIPGrant({ call: true });
    const request = fetch(`${gateway.url.replace(/^ws/, 'http')}/twirp/livekit.SIP/CreateSIPParticipant`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await token.toJwt()}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        sipTrunkId: gateway.trunkId,
        sipCallTo: call.number,
        roomName: call.roomName,
        participantIdentity: 'practice',
        waitUntilAnswered: true,
      }),
      signal: timeLimit(1000),
    });
    expect((await failureOf(request)).name).toBe('TimeoutError');
    await vi.waitFor(() => expect(sipCall(call).state).toBe('active'), 5000);
  });
});

describe('a request that is refused', () => {
  const nobody = { number: '+12125550100', roomName: 'empty' };

  afterEach(() => expect(gateway.calls.filter(({ roomName }) => roomName === nobody.roomName)).toEqual([]));

  test('while the gateway is overloaded: no phone joins, and the rooms still work', async () => {
    gateway.fail('overloaded');
    expect(await failureOf(dial(nobody))).toMatchObject({
      code: 'unavailable',
      status: 503,
      message: 'cpu exhausted',
    });
    await expect(rooms.listRooms()).resolves.toBeInstanceOf(Array);
  });

  test('for a trunk that does not exist', async () => {
    const dialing = sip.createSipParticipant('ST_unknown', nobody.number, nobody.roomName);
    expect(await failureOf(dialing)).toMatchObject({
      code: 'not_found',
      status: 404,
      message: 'requested sip trunk does not exist',
      metadata: undefined,
    });
  });

  test.each([
    ['', 'ST', 'missing sip callee number'],
    ['you@example.com', 'ST', 'SipCallTo should be a phone number or SIP user, not a full SIP URI'],
    [nobody.number, '', 'missing sip trunk id'],
  ])('to %j through the trunk %j: %s', async (number, trunk, message) => {
    const dialing = sip.createSipParticipant(trunk, number, nobody.roomName);
    expect(await failureOf(dialing)).toMatchObject({ code: 'invalid_argument', status: 400, message });
  });

  test('with a secret that is not the server’s', async () => {
    const stranger = new SipClient(gateway.url, server.apiKey, 'another secret of some length');
    const dialing = stranger.createSipParticipant(gateway.trunkId, nobody.number, nobody.roomName);
    expect(await failureOf(dialing)).toMatchObject({
      status: 401,
      message: expect.stringMatching(/^invalid token/),
    });
  });

  test('with a token that allows no calls', async () => {
    const token = new AccessToken(server.apiKey, server.apiSecret);
    token.addSIPGrant({ admin: true });
    const clerk = new SipClient(gateway.url, undefined, undefined, { token: await token.toJwt() });
    const dialing = clerk.createSipParticipant(gateway.trunkId, nobody.number, nobody.roomName);
    expect(await failureOf(dialing)).toMatchObject({
      code: 'unauthenticated',
      status: 401,
      message: 'permissions denied',
    });
  });

  test('to transfer a call, which the stand-in does not do', async () => {
    const transfer = sip.transferSipParticipant(nobody.roomName, 'practice', 'tel:+12125550101');
    expect(await failureOf(transfer)).toMatchObject({
      code: 'unimplemented',
      message: 'TransferSIPParticipant: the stand-in gateway does not do this',
    });
  });
});

describe('the rest of LiveKit', () => {
  test('lists its trunk', async () => {
    const [trunk, ...others] = await sip.listSipOutboundTrunk();
    expect(others).toEqual([]);
    expect(trunk).toMatchObject({ sipTrunkId: gateway.trunkId, numbers: [expect.stringMatching(/^\+1/)] });
    expect(await sip.listSipOutboundTrunk({ trunkIds: ['ST_unknown'] })).toEqual([]);
  });

  test('goes on to the server, and its errors come back', async () => {
    await rooms.createRoom({ name: 'made-here', emptyTimeout: 1 });
    const direct = new RoomServiceClient(server.url, server.apiKey, server.apiSecret);
    expect((await direct.listRooms(['made-here'])).map(({ name }) => name)).toEqual(['made-here']);
    await rooms.deleteRoom('made-here');
    const failure = await failureOf(rooms.deleteRoom('made-here'));
    expect(failure).toMatchObject({ code: 'not_found', status: 404 });
  });

  test.each(['refuse', 'error'] as const)('fails as a whole: %s', async (mode) => {
    gateway.fail(mode);
    await expect(rooms.listRooms()).rejects.toThrow();
    await expect(joinAsAgent({ ...server, url: gateway.url }, 'unreached')).rejects.toThrow();
  });
});

test('closing the gateway hangs up what is on and leaves the server', async () => {
  const own = await startSipGateway({ server, answer: () => ({ pickup: 'answers', turns: [] }) });
  const agent = await joinAsAgent(server, 'closing');
  agents.push(agent);
  const client = new SipClient(own.url, server.apiKey, server.apiSecret);
  await client.createSipParticipant(own.trunkId, '+12125550101', 'closing', { waitUntilAnswered: true });
  await vi.waitFor(() => expect(agent.seen).toContain('active'), 5000);
  await own.close();
  await vi.waitFor(() => expect(agent.seen.at(-1)).toBe('CLIENT_INITIATED'), 5000);
  await expect(client.listSipOutboundTrunk()).rejects.toThrow();
  await expect(rooms.listRooms()).resolves.toBeInstanceOf(Array);
});
