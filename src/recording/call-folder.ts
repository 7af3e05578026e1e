/** Where one call's sound lies on this machine's disk while the call lasts. Used by the recorders. */
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { folderPrefix } from './abandoned-recordings.js';

/** A new folder of the call's own below `directory`, with mode 0700. */
export const makeCallFolder = async (directory: string, callId: string): Promise<string> => {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return mkdtemp(join(directory, folderPrefix(callId)));
};
