import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Callee } from '../../scripts/rehearsal/stand-ins/sip/callee.js';
import type { LiveKitLineOptions } from '../../src/telephony/livekit-line.js';
import { type LiveStage, startLiveStage } from './live-stage.js';

const LIMIT_MS = 60_000;
const SIP = '/twirp/livekit.SIP/CreateSIPParticipant';
const listens: Callee = { pickup: 'answers', turns: [], ringMs: 100 };
const ringsOn: Callee = { pickup: 'rings-out', turns: [] };

let stage: LiveStage;
beforeAll(async () => {
  stage = await startLiveStage();
}, LIMIT_MS);
afterEach(() => {
  stage.relay.route(() => 'pass');
  stage.gateway.fail(null);
});
afterAll(() => stage.close());

const roomsAfterwards = () => vi.waitFor(async () => expect(await stage.openRooms()).toEqual([]));

describe('what becomes of a call that nobody picks up', () => {
  test.each<[string, Callee, object]>([
    ['busy', { pickup: 'busy', turns: [] }, { kind: 'busy' }],
    ['declined', { pickup: 'declines', turns: [] }, { kind: 'declined' }],
    ['temporarily unavailable', { status: 480 }, { kind: 'no-answer' }],
    ['a number that does not exist', { pickup: 'no-such-number', turns: [] }, { kind: 'invalid-number' }],
    ['the network is down', { pickup: 'line-down', turns: [] }, { kind: 'line-unavailable' }],
  ])('%s', async (_, callee, expected) => {
    const { result } = stage.callTo(callee);
    expect(await result).toMatchObject(expected);
    await roomsAfterwards();
  });

  test('it rings out', async () => {
    const { result } = stage.callTo(ringsOn, { ringTimeoutMs: 1_000 });
    expect(await result).toEqual({ kind: 'no-answer' });
    await roomsAfterwards();
  });
});

describe('where nothing rang', () => {
  test('a gateway that takes no more calls is overloaded', async () => {
    stage.gateway.fail('overloaded');
    const { result } = stage.callTo(listens);
    expect(await result).toEqual({
      kind: 'line-overloaded',
      reason: expect.stringContaining('cpu exhausted'),
    });
    expect(await stage.openRooms()).toEqual([]);
  });

  test.each<[string, Partial<LiveKitLineOptions>, string]>([
    [
      'trunk',
      { sipTrunkId: 'ST_unknown' },
      'Check LIVEKIT_SIP_TRUNK_ID: the project has no such outbound trunk',
    ],
    ['secret', { apiSecret: 'wrong'.repeat(8) }, 'Check LIVEKIT_API_KEY and LIVEKIT_API_SECRET'],
    ['key', { apiKey: 'APIunknown' }, 'Check LIVEKIT_API_KEY and LIVEKIT_API_SECRET'],
  ])('a wrong %s names the setting', async (_, wrong, expected) => {
    const line = stage.lineWith(wrong);
    const { result } = stage.callTo(listens, { line });
    const answer = await result;
    expect(answer).toMatchObject({ kind: 'line-misconfigured', reason: expect.stringContaining(expected) });
    // A refused token is a secret all the same.
    expect(JSON.stringify(answer)).not.toContain('eyJ');
    await line.close().catch(() => undefined);
  });

  test('a server that is not there is unavailable', async () => {
    const line = stage.lineWith({ url: 'ws://127.0.0.1:9' });
    const { result } = stage.callTo(listens, { line });
    expect(await result).toMatchObject({
      kind: 'line-unavailable',
      reason: expect.stringContaining('LIVEKIT_URL'),
    });
  });

  test('a connection that is rejected is tried again, in a room of its own', async () => {
    let refusals = 0;
    stage.relay.route((path) => (path.startsWith('/rtc') && refusals++ < 2 ? 'refuse' : 'pass'));
    const { callId, result } = stage.callTo(listens);
    expect(await result).toMatchObject({ kind: 'answered' });
    expect(refusals).toBeGreaterThan(2);
    await stage.line.hangUp(callId);
    await roomsAfterwards();
  });

  test('a room that lets nobody in is unavailable, and nothing is dialed', async () => {
    stage.relay.route((path) => (path.startsWith('/rtc') ? 'refuse' : 'pass'));
    const phones = stage.gateway.calls.length;
    const { result } = stage.callTo(listens);
    expect(await result).toMatchObject({ kind: 'line-unavailable' });
    expect(stage.gateway.calls).toHaveLength(phones);
    await roomsAfterwards();
  });
});

describe('where LiveKit’s answer is lost', () => {
  test('a practice that picks up is answered all the same', async () => {
    stage.relay.route((path) => (path === SIP ? 'lose' : 'pass'));
    const { callId, result } = stage.callTo(listens);
    expect(await result).toMatchObject({ kind: 'answered' });
    await stage.line.hangUp(callId);
    await roomsAfterwards();
  });

  test('a phone that rings is given up when its time is over', async () => {
    stage.relay.route((path) => (path === SIP ? 'hang' : 'pass'));
    const { result } = stage.callTo(listens, { ringTimeoutMs: 500 });
    await expect(result).rejects.toThrow('Whether anything rang is not known');
    await roomsAfterwards();
  });
});

describe('giving a call up while it rings', () => {
  test('hangs up, and the room is gone', async () => {
    const giveUp = new AbortController();
    const { callId, result } = stage.callTo(ringsOn, { signal: giveUp.signal });
    const phone = await stage.phoneOf(callId);
    giveUp.abort(new Error('the worker stopped'));
    await expect(result).rejects.toThrow('the worker stopped');
    await vi.waitFor(() => expect(phone.state).toBe('ended'));
    await roomsAfterwards();
  });

  test('hanging up by the id of the call does so as well', async () => {
    const { callId, result } = stage.callTo(ringsOn);
    const refused = expect(result).rejects.toThrow('hung up');
    const phone = await stage.phoneOf(callId);
    await stage.line.hangUp(callId);
    await refused;
    await vi.waitFor(() => expect(phone.state).toBe('ended'));
    await roomsAfterwards();
  });
});
