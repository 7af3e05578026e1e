import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Callee } from '../../scripts/rehearsal/stand-ins/sip/callee.js';
import { type LiveStage, nextEvent, startLiveStage } from './live-stage.js';

const LIMIT_MS = 90_000;
const listens: Callee = { pickup: 'answers', turns: [], ringMs: 100 };
const hangsUpSoon: Callee = {
  ...listens,
  start: 'gone',
  scenes: { gone: { plays: [{ pauseMs: 500 }], hangsUpAfterMs: 100 } },
};

let stage: LiveStage;
beforeAll(async () => {
  stage = await startLiveStage();
}, LIMIT_MS);
afterEach(() => stage.relay.route(() => 'pass'));
afterAll(() => stage.close());

/** Counts the blocks that a call gives from now on. */
function countBlocks(legId: string): () => number {
  let blocks = 0;
  stage.line.audio(legId).onReceived(() => {
    blocks += 1;
  });
  return () => blocks;
}

describe('a connection that is lost', () => {
  test.each([
    ['is resumed', 0],
    ['is made anew, and with it all that was subscribed to', 2],
  ])('and %s is no loss: the call goes on', async (_, refusals) => {
    const { callId, legId } = await stage.answered(listens);
    const report = vi.fn();
    stage.line.watch(legId, report);
    let tried = 0;
    stage.relay.route((path) => {
      if (!path.startsWith('/rtc')) return 'pass';
      tried += 1;
      return tried > refusals ? 'pass' : 'refuse';
    });
    stage.relay.cut();
    await vi.waitFor(() => expect(tried).toBeGreaterThan(refusals), 10_000);
    await sleep(1_000);
    const blocks = countBlocks(legId);
    await vi.waitFor(() => expect(blocks()).toBeGreaterThan(10), 10_000);
    expect(report).not.toHaveBeenCalled();
    await stage.line.hangUp(callId);
  });

  test(
    'and does not come back is a loss of the line',
    async () => {
      const { callId, legId, phone } = await stage.answered(listens);
      const event = nextEvent(stage.line, legId);
      stage.relay.route((path) => (path.startsWith('/rtc') ? 'refuse' : 'pass'));
      stage.relay.cut();
      expect(await event).toEqual({
        type: 'line.lost',
        reason: 'the connection to LiveKit was lost and did not come back',
        atMs: expect.any(Number),
      });
      // The API is another way, and the practice is not left on an open line.
      await stage.line.hangUp(callId);
      await vi.waitFor(() => expect(phone.state).toBe('ended'), 5_000);
    },
    LIMIT_MS,
  );
});

describe('a process that dies in a call', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  /** Resolves when it is answered. */
  function phoneFromProcess(callId: string, callee: Callee): Promise<ChildProcess> {
    const child = stage.phoneFromProcess(callId, callee);
    children.push(child);
    return new Promise((resolve, reject) => {
      child.stdout?.once('data', () => resolve(child));
      child.once('exit', () => reject(new Error('The process ended before it was answered.')));
    });
  }

  test(
    'leaves a phone call that another one hangs up by the id of the call alone',
    async () => {
      const callId = '66f0c0ffee-dies';
      const child = await phoneFromProcess(callId, listens);
      const phone = await stage.phoneOf(callId);
      child.kill('SIGKILL');
      await sleep(500);
      expect(phone.state).toBe('active');
      // LiveKit waits for a while whether the agent comes back.
      await vi.waitFor(
        async () => {
          await stage.line.endAbandoned(callId);
          expect(phone.state).toBe('ended');
        },
        { timeout: 40_000, interval: 1_000 },
      );
      expect(await stage.openRooms()).not.toContain(`call-${callId}`);
    },
    LIMIT_MS,
  );

  test(
    'leaves a room that ends by itself once the practice has hung up',
    async () => {
      const callId = '66f0c0ffee-dies-too';
      const child = await phoneFromProcess(callId, hangsUpSoon);
      child.kill('SIGKILL');
      await vi.waitFor(async () => expect(await stage.openRooms()).not.toContain(`call-${callId}`), {
        timeout: 60_000,
        interval: 1_000,
      });
    },
    LIMIT_MS,
  );
});
