/**
 * Room on the disk for the recordings of one worker: a recording begins only where all of them can be written to
 * their longest. Used by the WAV recorder. Reads how much is free; writes and removes nothing.
 */
import { statfs } from 'node:fs/promises';

const MEGABYTE = 1_000_000;
/** Left for whatever else writes there. */
const KEPT_FREE_BYTES = 256 * MEGABYTE;

export interface DiskSpace {
  /**
   * Resolves when there is room for what this recording and all others may still write. Rejects, and keeps nothing
   * reserved, when there is not. `remainingBytes` is asked again whenever another recording wants room.
   */
  reserve(directory: string, remainingBytes: () => number): Promise<void>;
  /** This recording writes no more. Idempotent. */
  release(remainingBytes: () => number): void;
}

export const createDiskSpace = (keptFreeBytes = KEPT_FREE_BYTES): DiskSpace => {
  const recordings = new Set<() => number>();

  return {
    reserve: async (directory, remainingBytes) => {
      // Before the first wait: of two that begin together, each counts the other.
      recordings.add(remainingBytes);
      try {
        const { bavail, bsize } = await statfs(directory);
        const wanted = [...recordings].reduce((sum, remaining) => sum + remaining(), keptFreeBytes);
        if (bavail * bsize < wanted) throw new Error(tooLittle(bavail * bsize, wanted, directory));
      } catch (error) {
        recordings.delete(remainingBytes);
        throw error;
      }
    },
    release: (remainingBytes) => {
      recordings.delete(remainingBytes);
    },
  };
};

const tooLittle = (freeBytes: number, wantedBytes: number, directory: string): string => {
  const [free, wanted] = [freeBytes, wantedBytes].map((bytes) => Math.round(bytes / MEGABYTE));
  return (
    `${directory} has ${free} MB free and ${wanted} MB are wanted. ` +
    'Free some, or lower CALL_MAX_MINUTES or CALL_CONCURRENCY.'
  );
};
