/**
 * The clock of a line: calls `tick` once for every {@link TICK_MS} of the line's time, which may run faster
 * than real time. One timer at a time; stop() clears it.
 */

/** Sound moves in blocks of this length. */
export const TICK_MS = 20;
/**
 * So much delay, in the line's time, is caught up; a longer one is left out. All sides of an in-memory line
 * live in one process: when it stalls they stand still together, and ticks made up for afterwards would find
 * nothing to play. It is half of what a line holds.
 */
export const MAX_CATCH_UP_MS = 100;

export interface LineClock {
  stop(): void;
}

/** `speed`: the line's ms for each real one; 1 is real time. */
export function startLineClock(speed: number, tick: () => void): LineClock {
  const tickWallMs = TICK_MS / speed;
  const maxBehindWallMs = MAX_CATCH_UP_MS / speed;
  let nextAtMs = performance.now() + tickWallMs;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let immediate: NodeJS.Immediate | undefined;

  /** One tick at a time, so that between two of them others can bring the sound that the next one moves. */
  function run(): void {
    nextAtMs = Math.max(nextAtMs, performance.now() - maxBehindWallMs);
    if (performance.now() >= nextAtMs) {
      nextAtMs += tickWallMs;
      tick();
    }
    scheduleNext();
  }

  function scheduleNext(): void {
    if (stopped) {
      return;
    }
    const waitMs = nextAtMs - performance.now();
    if (waitMs > 0) {
      timer = setTimeout(run, waitMs);
    } else {
      immediate = setImmediate(run);
    }
  }

  scheduleNext();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      clearImmediate(immediate);
    },
  };
}
