/** What this process takes of its container. Read by the worker's admission of calls; it decides nothing. */
import { readdir } from 'node:fs/promises';
import { totalmem } from 'node:os';

const MB = 1024 * 1024;
/** Of Heroku's Eco, Basic and Standard-1X dynos. */
const SMALLEST_DYNO_MB = 512;

/** Resident memory, which is what Heroku measures. */
export const processMemoryMb = (): number => process.memoryUsage.rss() / MB;

/** The limit of the container (cgroup) that this process runs in; without one, that of the smallest dyno. */
export function containerMemoryMb(
  constrainedBytes: number = process.constrainedMemory(),
  machineBytes: number = totalmem(),
): number {
  // Without a limit it is 0, or more than there is.
  const isLimit = constrainedBytes > 0 && constrainedBytes <= machineBytes;
  return isLimit ? constrainedBytes / MB : SMALLEST_DYNO_MB;
}

/** Threads of this process; null on a system without /proc. */
export async function processThreads(tasks = '/proc/self/task'): Promise<number | null> {
  try {
    return (await readdir(tasks)).length;
  } catch {
    return null;
  }
}
