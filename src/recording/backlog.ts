/** How much sound of one recording waits for the disk, over all of its files. Used by the WAV recorder's files. */

export interface Backlog {
  /** Takes note of bytes that wait from now on; false, and nothing noted, where they are too many. */
  add(bytes: number): boolean;
  /** They are written, or never will be. */
  remove(bytes: number): void;
}

/** `onOverflow` is called once, at the first bytes that may not wait. */
export const createBacklog = (mostBytes: number, onOverflow: () => void): Backlog => {
  let waiting = 0;
  let overflowed = false;

  return {
    add: (bytes) => {
      if (waiting + bytes <= mostBytes) {
        waiting += bytes;
        return true;
      }
      if (!overflowed) onOverflow();
      overflowed = true;
      return false;
    },
    remove: (bytes) => {
      waiting -= bytes;
    },
  };
};
