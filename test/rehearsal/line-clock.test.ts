import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MAX_CATCH_UP_MS, startLineClock, TICK_MS } from '../../scripts/rehearsal/lines/line-clock.js';

describe('the clock of a line', () => {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'performance'],
    });
  });
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  test.each([1, 3, 8])('ticks at %i times real time and does not drift', (speed) => {
    let ticks = 0;
    const clock = startLineClock(speed, () => ticks++);
    vi.advanceTimersByTime(60_000);
    clock.stop();
    expect(ticks).toBeGreaterThanOrEqual((60_000 * speed) / TICK_MS - speed);
    expect(ticks).toBeLessThanOrEqual((60_000 * speed) / TICK_MS);
  });

  test('catches up a short delay, one tick at a time, and leaves out a long one', () => {
    let nowMs = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    let ticks = 0;
    const clock = startLineClock(1, () => ticks++);
    nowMs = TICK_MS + 60;
    vi.advanceTimersToNextTimer();
    expect(ticks).toBe(1);
    for (let turn = 0; turn < 3; turn++) {
      vi.advanceTimersToNextTimer();
    }
    expect(ticks).toBe(4);

    nowMs += 10_000;
    for (let turn = 0; turn < 20; turn++) {
      vi.advanceTimersToNextTimer();
    }
    expect(ticks).toBe(4 + MAX_CATCH_UP_MS / TICK_MS + 1);
    clock.stop();
  });

  test('can be stopped from within a tick', () => {
    let ticks = 0;
    const clock = startLineClock(1, () => {
      ticks++;
      clock.stop();
    });
    vi.advanceTimersByTime(1000);
    expect(ticks).toBe(1);
  });
});
