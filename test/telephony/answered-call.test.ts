import { setTimeout as sleep } from 'node:timers/promises';
import { DisconnectReason } from '@livekit/rtc-node';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createSpeechDecoder, encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';
import type { Callee } from '../../scripts/rehearsal/stand-ins/sip/callee.js';
import type { ApprovedKey } from '../../src/domain/phone-menu/index.js';
import { endingOfLeaving } from '../../src/telephony/leg-ending.js';
import { type LiveStage, nextEvent, startLiveStage } from './live-stage.js';

const LIMIT_MS = 60_000;
const RATE_HZ = 24_000;
const listens: Callee = { pickup: 'answers', turns: [], ringMs: 100 };
const hangsUpAtOnce: Callee = {
  ...listens,
  start: 'gone',
  scenes: { gone: { plays: [{ pauseMs: 200 }], hangsUpAfterMs: 100 } },
};

let stage: LiveStage;
beforeAll(async () => {
  stage = await startLiveStage();
}, LIMIT_MS);
afterAll(() => stage.close());

describe('the sound of a call', () => {
  test('is heard on both sides, from the first word on', async () => {
    const { callId, legId, phone } = await stage.answered({
      ...listens,
      opening: 'Smith Family Medicine.',
    });
    // Whoever listens late hears the beginning all the same.
    await sleep(300);
    const audio = stage.line.audio(legId);
    let heard = '';
    const decoder = createSpeechDecoder({
      sampleRateHz: RATE_HZ,
      onWord: ({ text }) => {
        heard += text;
      },
    });
    const lengths = new Set<number>();
    audio.onReceived((pcm) => {
      lengths.add(pcm.length);
      expect(pcm.buffer.byteLength).toBe(pcm.byteLength);
      decoder.push(pcm);
    });
    await vi.waitFor(() => expect(heard.trim()).toBe('Smith Family Medicine.'), 10_000);
    expect([...lengths]).toEqual([RATE_HZ / 20]);

    await audio.play(encodeSpeech('Hello, this is Chelsea.'));
    await audio.drained();
    await vi.waitFor(
      () => expect(phone.practice.heard.at(-1)?.text.trim()).toBe('Hello, this is Chelsea.'),
      5_000,
    );
    await stage.line.hangUp(callId);
  });

  test('goes to everybody who listens, each with a block of its own', async () => {
    const { callId, legId } = await stage.answered(listens);
    const audio = stage.line.audio(legId);
    const blocks: Int16Array[][] = [[], []];
    const stops = blocks.map((taken) => audio.onReceived((pcm) => taken.push(pcm)));
    await vi.waitFor(() => expect(blocks[0]?.length).toBeGreaterThan(4), 3_000);
    for (const stop of stops) stop();
    const [first, second] = blocks;
    expect(first?.length).toBe(second?.length);
    expect(first?.[0]).not.toBe(second?.[0]);
    await stage.line.hangUp(callId);
  });

  test('is played at the pace of the line, and dropped at once', async () => {
    const { callId, legId } = await stage.answered(listens);
    const audio = stage.line.audio(legId);
    const startedAtMs = performance.now();
    await audio.play(new Int16Array(RATE_HZ).fill(500));
    // A second, of which the line holds 300 ms.
    expect(performance.now() - startedAtMs).toBeGreaterThan(600);
    expect(audio.queuedMs()).toBeGreaterThan(100);
    const rest = audio.play(new Int16Array(5 * RATE_HZ).fill(500));
    expect(audio.queuedMs()).toBeGreaterThan(4_500);
    audio.discard();
    expect(audio.queuedMs()).toBeLessThan(60);
    await Promise.all([rest, audio.drained()]);
    expect(performance.now() - startedAtMs).toBeLessThan(2_500);
    await stage.line.hangUp(callId);
    await audio.play(new Int16Array(RATE_HZ));
    await audio.drained();
  });
});

describe('keys', () => {
  test('reach the practice in order, one after the other', async () => {
    const { callId, legId, phone } = await stage.answered(listens);
    const startedAtMs = performance.now();
    await Promise.all([...'1*#0'].map((key) => stage.line.sendKey(legId, key as ApprovedKey)));
    expect(performance.now() - startedAtMs).toBeGreaterThan(4 * 290);
    await vi.waitFor(() => expect(phone.practice.keys.map(({ key }) => key)).toEqual([...'1*#0']), 3_000);
    await stage.line.hangUp(callId);
  });

  test('that the practice presses are reported', async () => {
    const { callId, legId, phone } = await stage.answered(listens);
    const event = nextEvent(stage.line, legId);
    await phone.pressKey('5');
    expect(await event).toEqual({ type: 'practice.pressedKey', key: '5', atMs: expect.any(Number) });
    await stage.line.hangUp(callId);
  });

  test('are refused after the end', async () => {
    const { callId, legId } = await stage.answered(listens);
    const pressing = ['1', '2'].map((key) => stage.line.sendKey(legId, key as ApprovedKey));
    const refused = expect(pressing[1]).rejects.toThrow('Key 2 was not pressed: the leg has ended.');
    pressing[0]?.catch(() => undefined);
    await stage.line.hangUp(callId);
    await refused;
  });
});

describe('the end of a call', () => {
  test('by the practice is a hang-up, also for who watches late', async () => {
    const { callId, legId } = await stage.answered(hangsUpAtOnce);
    expect(await nextEvent(stage.line, legId)).toEqual({ type: 'practice.hungUp', atMs: expect.any(Number) });
    expect(await nextEvent(stage.line, legId)).toMatchObject({ type: 'practice.hungUp' });
    await stage.line.hangUp(callId);
  });

  test('by us is reported to nobody, ends the phone call, and may be repeated', async () => {
    const { callId, legId, phone } = await stage.answered(listens);
    const report = vi.fn();
    stage.line.watch(legId, report);
    await stage.line.hangUp(callId);
    await stage.line.hangUp(callId);
    await vi.waitFor(() => expect(phone.state).toBe('ended'));
    expect(await stage.openRooms()).not.toContain(legId);
    await sleep(200);
    expect(report).not.toHaveBeenCalled();
  });

  test('by somebody who deletes the room is a loss of the line', async () => {
    const { callId, legId } = await stage.answered(listens);
    const event = nextEvent(stage.line, legId);
    await stage.rooms.deleteRoom(legId);
    expect(await event).toMatchObject({ type: 'line.lost', reason: 'somebody else deleted the room' });
    await stage.line.hangUp(callId);
  });

  test('by somebody who removes the practice is a loss of the line', async () => {
    const { callId, legId } = await stage.answered(listens);
    const event = nextEvent(stage.line, legId);
    await stage.rooms.removeParticipant(legId, 'practice');
    expect(await event).toMatchObject({
      type: 'line.lost',
      reason: expect.stringContaining('somebody else'),
    });
    await stage.line.hangUp(callId);
  });

  test.each([
    ['CLIENT_INITIATED', 'practice.hungUp'],
    ['USER_REJECTED', 'practice.hungUp'],
    ['USER_UNAVAILABLE', 'line.lost'],
    ['SIP_TRUNK_FAILURE', 'line.lost'],
    ['UNKNOWN_REASON', 'line.lost'],
    ['MEDIA_FAILURE', 'line.lost'],
  ] as const)('for LiveKit’s reason %s is %s', (reason, type) => {
    expect(endingOfLeaving(DisconnectReason[reason], 5)).toMatchObject({ type, atMs: 5 });
  });
});

describe('a call of another process', () => {
  test('is left alone while an agent is on it, and hung up when it was abandoned', async () => {
    const { callId, legId, phone } = await stage.answered(listens);
    const other = stage.lineWith({});
    await other.endAbandoned(callId);
    await sleep(200);
    expect(phone.state).toBe('active');
    await stage.rooms.removeParticipant(legId, 'agent');
    await other.endAbandoned(callId);
    await vi.waitFor(() => expect(phone.state).toBe('ended'));
    await other.close();
    await stage.line.hangUp(callId);
  });

  test('is hung up by its id alone', async () => {
    const { callId, phone } = await stage.answered(listens);
    const other = stage.lineWith({});
    await other.hangUp(callId);
    await vi.waitFor(() => expect(phone.state).toBe('ended'));
    await other.close();
    await stage.line.hangUp(callId);
  });
});

test('the native layer’s round trip is measured while a call is on', async () => {
  const line = stage.lineWith({});
  expect(await line.roundTripMs()).toBeNull();
  const { callId, result } = stage.callTo(listens, { line });
  expect(await result).toMatchObject({ kind: 'answered' });
  expect(await line.roundTripMs()).toBeLessThan(500);
  await line.hangUp(callId);
  expect(await line.roundTripMs()).toBeNull();
  await line.close();
});

test('a call whose practice is on the line still, from an earlier attempt, is hung up and not phoned again', async () => {
  const first = await stage.answered(listens);
  await stage.rooms.removeParticipant(first.legId, 'agent');
  const phones = stage.gateway.calls.length;
  const other = stage.lineWith({});
  const request = { callId: first.callId, toE164: first.phone.toE164, ringTimeoutMs: 5_000 };
  await expect(other.dial(request, new AbortController().signal)).rejects.toThrow('not phoned again');
  expect(stage.gateway.calls).toHaveLength(phones);
  await vi.waitFor(() => expect(first.phone.state).toBe('ended'));
  await other.close();
  await stage.line.hangUp(first.callId);
});
