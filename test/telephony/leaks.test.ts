import { once } from 'node:events';
import { expect, test } from 'vitest';
import type { Callee } from '../../scripts/rehearsal/stand-ins/sip/callee.js';
import { startLiveStage } from './live-stage.js';

const CALLS = 15;
const LIMIT_MS = 120_000;
const listens: Callee = { pickup: 'answers', turns: [], ringMs: 50 };

interface Held {
  readonly files: number;
  readonly threads: number;
  readonly listeners: number;
  readonly timers: number;
  readonly heapMb: number;
}

test(
  'calls one after the other leave no file, thread, listener, timer or room behind, and no memory',
  async () => {
    const stage = await startLiveStage();
    const child = stage.phoneFromProcess('66f0c0ffee-many', listens, CALLS);
    let out = '';
    child.stdout?.on('data', (chunk) => {
      out += chunk;
    });
    const [code] = await once(child, 'close');
    const held: Held[] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(held).toHaveLength(CALLS);
    // The first call loads the libraries.
    const [first, last] = [held[1], held.at(-1)];
    expect(last?.listeners).toBe(0);
    expect(last?.timers).toBe(0);
    expect(last?.files).toBeLessThanOrEqual((first?.files ?? 0) + 1);
    // The native layer keeps a thread of each room that the server ended, which is every fifth.
    expect(last?.threads).toBeLessThanOrEqual((first?.threads ?? 0) + 1 + CALLS / 5);
    expect(last?.heapMb).toBeLessThanOrEqual((first?.heapMb ?? 0) + 3);
    // Fails when a room is left.
    await stage.close();
  },
  LIMIT_MS,
);
