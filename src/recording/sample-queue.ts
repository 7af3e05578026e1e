/** Samples in the order in which they were given, taken out in other portions. Used by the recorder's timeline. */

export interface SampleQueue {
  readonly length: number;
  push(pcm: Int16Array): void;
  /** Moves samples from the front into `target`; returns how many there were, at most its length. */
  take(target: Int16Array): number;
  /** Removes samples at the end; returns how many there were, at most `count`. */
  dropLast(count: number): number;
}

export const createSampleQueue = (): SampleQueue => {
  let blocks: Int16Array[] = [];
  let length = 0;

  const take = (target: Int16Array): number => {
    let taken = 0;
    while (taken < target.length) {
      const block = blocks[0];
      if (block === undefined) break;
      const part = block.subarray(0, target.length - taken);
      target.set(part, taken);
      taken += part.length;
      if (part.length === block.length) blocks.shift();
      else blocks[0] = block.subarray(part.length);
    }
    length -= taken;
    return taken;
  };

  const dropLast = (count: number): number => {
    const dropped = Math.min(count, length);
    const rest = new Int16Array(length - dropped);
    take(rest);
    blocks = rest.length > 0 ? [rest] : [];
    length = rest.length;
    return dropped;
  };

  return {
    get length() {
      return length;
    },
    push: (pcm) => {
      if (pcm.length === 0) return;
      blocks.push(pcm);
      length += pcm.length;
    },
    take,
    dropLast,
  };
};
