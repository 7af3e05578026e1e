/**
 * What a killed worker left of its recordings, and how it is told from what a living one still writes: a call's folder
 * is named after the host, the process and the start of the process, for a restarted container gives the old number to
 * the new process. The recorders' folders take their names from here; the worker removes what is abandoned when it starts.
 */
import { readFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { logger } from '../libraries/utils/logger.js';

const plain = (text: string): string => text.replaceAll(/[^\w-]/g, '_');

const HOST = plain(hostname());
/** What Linux writes of a process after its name: the state is the first field and the start, in ticks, the twentieth (proc_pid_stat(5)). */
const STATE = 0;
const START = 19;
const ENDED_STATES = 'ZX';

/** Of a process on this host: its start, or null where the system does not tell; false: there is no such process. */
const startOf = (pid: number): string | null | false => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ENDED_STATES.includes(fields[STATE] ?? '') ? false : (fields[START] ?? null);
  } catch {
    return isThere(pid) ? null : false;
  }
};

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process may not be asked, but is one.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const OWN_START = startOf(process.pid) || String(Math.round(performance.timeOrigin));

/** What the name of a call's folder begins with. */
export const folderPrefix = (callId: string): string =>
  `call-${HOST}.${process.pid}.${OWN_START}.${plain(callId)}-`;

const FOLDER = /^call-(?<host>[\w-]+)\.(?<pid>\d+)\.(?<start>\d+)\./;

/** Another host's folders, on a disk that is shared, are that host's to judge; in doubt an owner is alive. */
const isAbandoned = (name: string): boolean => {
  const { host, pid, start } = FOLDER.exec(name)?.groups ?? {};
  if (host !== HOST) return false;
  if (Number(pid) === process.pid) return start !== OWN_START;
  const running = startOf(Number(pid));
  return running !== null && running !== start;
};

/** Removes the folders below `directory` that no living process owns. What cannot be removed is logged; it never rejects. */
export async function removeAbandonedRecordings(directory: string = tmpdir()): Promise<void> {
  const names = await readdir(directory).catch(() => []);
  for (const name of names.filter(isAbandoned)) {
    try {
      await rm(join(directory, name), { recursive: true, force: true });
      logger.info('What a lost worker had recorded was removed', { name });
    } catch (error) {
      logger.warn('What a lost worker had recorded could not be removed', { name, error });
    }
  }
}
