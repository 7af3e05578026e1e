import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderPrefix, removeAbandonedRecordings } from '../../src/recording/abandoned-recordings.js';

const RECORDING_PROCESS = fileURLToPath(new URL('./recording-process.ts', import.meta.url));
const WAIT = { timeout: 20_000 };

let directory: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'abandoned-test-'));
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(kill));
  await rm(directory, { recursive: true, force: true });
});

const kill = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'close');
};
const folders = async (): Promise<string[]> => (await readdir(directory)).sort();

/** A process that records, with the name of its folder. */
const recordingProcess = async () => {
  const before = await folders();
  const child = spawn(process.execPath, ['--import', 'tsx', RECORDING_PROCESS, directory], {
    stdio: 'inherit',
  });
  children.push(child);
  const added = async () => (await folders()).filter((name) => !before.includes(name));
  await expect.poll(added, WAIT).toHaveLength(1);
  return { child, folder: (await added())[0] ?? '' };
};

/** A folder as this process would make it, with another of its numbers. */
const leave = async (change: (prefix: string) => string): Promise<string> => {
  const name = `${change(folderPrefix('c1-2'))}aB3dE6`;
  await mkdir(join(directory, name));
  await writeFile(join(directory, name, 'agent.wav'), 'sound');
  return name;
};

describe('what was recorded by a process that was killed', { timeout: 60_000 }, () => {
  test('is removed, and what a living one records is not', async () => {
    const killed = await recordingProcess();
    const living = await recordingProcess();
    await removeAbandonedRecordings(directory);
    expect(await folders()).toEqual([killed.folder, living.folder].sort());

    await kill(killed.child);
    await removeAbandonedRecordings(directory);
    expect(await folders()).toEqual([living.folder]);
  });
});

describe('a folder', () => {
  test('of this process is its own', async () => {
    const own = await leave((prefix) => prefix);
    await removeAbandonedRecordings(directory);
    expect(await folders()).toEqual([own]);
  });

  test('of an earlier process with this one’s number is abandoned', async () => {
    await leave((prefix) => prefix.replace(/\.(\d+)\.c1/, '.1.c1'));
    await removeAbandonedRecordings(directory);
    expect(await folders()).toEqual([]);
  });

  test('of an earlier process with a living one’s number is abandoned where the system tells its start', async () => {
    const name = await leave((prefix) => prefix.replace(/\.\d+\.(\d+)\.c1/, `.${process.ppid}.1.c1`));
    await removeAbandonedRecordings(directory);
    expect(await folders()).toEqual(process.platform === 'linux' ? [] : [name]);
  });

  test('of another host, or of another kind, is left alone', async () => {
    const names = [
      await leave((prefix) => prefix.replace(/^call-[\w-]+\./, 'call-elsewhere.')),
      await leave(() => 'call-c1-2-'),
      await leave(() => 'npm-1234.5.6-'),
    ];
    await removeAbandonedRecordings(directory);
    expect(await folders()).toEqual(names.sort());
  });

  test('is not missed where there is none', async () => {
    await expect(removeAbandonedRecordings(join(directory, 'nowhere'))).resolves.toBeUndefined();
  });
});
