/**
 * What is waiting to be played on a line: takes blocks of any size, gives samples in order, and paces the
 * writer. A line takes from it at the speed of its clock.
 */

export interface PlayoutQueue {
  readonly waitingSamples: number;
  /** Puts samples at the end. Resolves when no more than the capacity is waiting. */
  put(pcm: Int16Array): Promise<void>;
  /** The next `length` samples, filled up with silence. */
  take(length: number): Int16Array;
  /** Drops what is waiting. */
  clear(): void;
  /** Resolves when nothing is waiting. */
  drained(): Promise<void>;
  /** Drops what is waiting and all that is put from now on. */
  close(): void;
}

export function createPlayoutQueue(capacitySamples: number): PlayoutQueue {
  let blocks: Int16Array[] = [];
  let waitingSamples = 0;
  let closed = false;
  let writers: (() => void)[] = [];
  let drainWaiters: (() => void)[] = [];

  function drop(): void {
    blocks = [];
    waitingSamples = 0;
    wake();
  }

  function wake(): void {
    if (waitingSamples <= capacitySamples) {
      const woken = writers;
      writers = [];
      for (const resolve of woken) resolve();
    }
    if (waitingSamples === 0) {
      const woken = drainWaiters;
      drainWaiters = [];
      for (const resolve of woken) resolve();
    }
  }

  return {
    get waitingSamples() {
      return waitingSamples;
    },
    async put(pcm) {
      if (closed || pcm.length === 0) {
        return;
      }
      blocks.push(pcm.slice());
      waitingSamples += pcm.length;
      if (waitingSamples > capacitySamples) {
        await new Promise<void>((resolve) => writers.push(resolve));
      }
    },
    take(length) {
      const taken = new Int16Array(length);
      let filled = 0;
      for (let block = blocks[0]; block !== undefined && filled < length; block = blocks[0]) {
        const part = block.subarray(0, length - filled);
        taken.set(part, filled);
        filled += part.length;
        if (part.length === block.length) {
          blocks.shift();
        } else {
          blocks[0] = block.subarray(part.length);
        }
      }
      waitingSamples -= filled;
      wake();
      return taken;
    },
    clear: drop,
    async drained() {
      if (waitingSamples > 0) {
        await new Promise<void>((resolve) => drainWaiters.push(resolve));
      }
    },
    close() {
      closed = true;
      drop();
    },
  };
}
