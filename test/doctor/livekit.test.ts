/** LiveKit and the trunk, on a real livekit-server behind the stand-in gateway. */
import { RoomServiceClient } from 'livekit-server-sdk';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isBusy } from '../../scripts/rehearsal/practices.js';
import { type LiveKitServer, startLiveKitServer } from '../../scripts/rehearsal/services/livekit-server.js';
import { startClerkStandIn } from '../../scripts/rehearsal/stand-ins/clerk.js';
import { type SipGateway, startSipGateway } from '../../scripts/rehearsal/stand-ins/sip/gateway.js';
import { withReceiver } from '../fixtures/receiver.js';
import { deadAddress, examine } from './examined.js';

let server: LiveKitServer;
let gateway: SipGateway;

beforeAll(async () => {
  server = await startLiveKitServer();
  gateway = await startSipGateway({ server, answer: () => isBusy });
});
afterEach(() => gateway.fail(null));
afterAll(async () => {
  await gateway.close();
  await server.close();
});

const check = (service: string, env: NodeJS.ProcessEnv = {}, options = {}) =>
  examine(
    service,
    {
      LIVEKIT_URL: gateway.url,
      LIVEKIT_API_KEY: server.apiKey,
      LIVEKIT_API_SECRET: server.apiSecret,
      LIVEKIT_SIP_TRUNK_ID: gateway.trunkId,
      ...env,
    },
    options,
  );

describe('LiveKit', () => {
  test('takes key and secret, its WebSocket answers, and no room is opened', async () => {
    const { result, found } = await check('LiveKit');
    expect(result).toBe('works');
    expect(found).toMatch(/^127\.0\.0\.1:\d+ takes the key; 0 rooms are open\nits WebSocket answers$/);
    const rooms = new RoomServiceClient(server.url, server.apiKey, server.apiSecret);
    expect(await rooms.listRooms()).toEqual([]);
  });

  test('is missed where it is not set', async () => {
    expect(await examine('LiveKit', {})).toMatchObject({
      result: 'does not',
      reasons: ['not-set'],
      found: expect.stringContaining('LIVEKIT_URL'),
    });
    const { todo } = await examine('Settings', {});
    expect(todo).toContain('LIVEKIT_URL is not set');
    expect(todo).toContain('LiveKit Cloud > Settings > Project');
  });

  test.each([
    ['key', { LIVEKIT_API_KEY: 'APIanother' }, 'LIVEKIT_API_KEY'],
    ['secret', { LIVEKIT_API_SECRET: 'another-secret-of-thirty-two-letters' }, 'LIVEKIT_API_SECRET'],
  ])('does not take a wrong %s', async (_, env, setting) => {
    for (const service of ['LiveKit', 'SIP trunk']) {
      expect(await check(service, env)).toMatchObject({
        result: 'does not',
        reasons: ['wrong-key'],
        todo: expect.stringContaining(setting),
      });
    }
  });

  test('is not at a wrong address, nor where something else answers', async () => {
    const clerk = await startClerkStandIn({ secretKey: 'sk_test_x', users: {} });
    for (const url of [`ws://${await deadAddress()}`, 'wss://livekit.invalid']) {
      const { reasons, todo } = await check('LiveKit', { LIVEKIT_URL: url });
      expect(reasons).toEqual(['wrong-host', 'wrong-host']);
      expect(todo).toContain('LIVEKIT_URL');
    }
    expect(await check('SIP trunk', { LIVEKIT_URL: clerk.url.replace('http', 'ws') })).toMatchObject({
      result: 'does not',
    });
    await clerk.close();
  });

  test.each([
    ['error', 'service-down'],
    ['refuse', 'wrong-host'],
    ['hang', 'timeout'],
  ] as const)('when it fails with %s: %s', async (mode, reason) => {
    gateway.fail(mode);
    const { result, reasons } = await check('SIP trunk', {}, { limitMs: 800 });
    expect({ result, reasons }).toEqual({ result: 'does not', reasons: [reason] });
  });
});

describe('the SIP trunk', () => {
  test('is there and has a number', async () => {
    const { result, found } = await check('SIP trunk');
    expect(result).toBe('works');
    expect(found).toBe('Rehearsal over sip.rehearsal.invalid, calls from +12125550199');
  });

  test('that does not exist is told with those that do', async () => {
    expect(await check('SIP trunk', { LIVEKIT_SIP_TRUNK_ID: 'ST_another' })).toMatchObject({
      result: 'does not',
      reasons: ['not-there'],
      found: `no outbound trunk ST_another; there are ${gateway.trunkId} (Rehearsal)`,
      todo: expect.stringContaining('LIVEKIT_SIP_TRUNK_ID'),
    });
  });

  test('without a number is a warning', async () => {
    const body = JSON.stringify({ items: [{ sip_trunk_id: 'ST_bare', address: 'sip.example.com' }] });
    const headers = { 'content-type': 'application/json' };
    await withReceiver([{ status: 200, headers, body }], async (url) => {
      const env = { LIVEKIT_URL: url.replace('http', 'ws'), LIVEKIT_SIP_TRUNK_ID: 'ST_bare' };
      expect(await check('SIP trunk', env)).toMatchObject({
        result: 'warning',
        found: 'ST_bare over sip.example.com has no number to call from',
      });
    });
  });
});
