import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startRehearsedCall } from '../../scripts/demo/rehearsed-call.js';
import { setEnvironment } from '../../scripts/rehearsal/environment.js';
import { isBusy } from '../../scripts/rehearsal/practices.js';
import { type StagedWorker, startStagedWorker } from '../../scripts/rehearsal/staged-worker.js';
import { openRoom } from '../../scripts/rehearse/rehearsal-room.js';

const SPEED = 6;
const start = (env: Readonly<Record<string, string>> = {}): Promise<StagedWorker> =>
  startStagedWorker({ line: 'memory', speed: SPEED, answer: () => isBusy, env });

/** Every service of the stage has its files in it. */
let folder: string;
let restoreEnvironment: () => void;
let before: NodeJS.ProcessEnv;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'staged-worker-'));
  restoreEnvironment = setEnvironment({ TMPDIR: folder });
  before = { ...process.env };
});
afterEach(async () => {
  restoreEnvironment();
  await rm(folder, { recursive: true });
});

/** Of this process: programs that run, sockets and servers that are open. */
const open = (): string[] =>
  process.getActiveResourcesInfo().filter((what) => /^(Process|TCPSocket|TCPServer)Wrap$/.test(what));

const expectAllClosed = async (): Promise<void> => {
  expect(await readdir(folder)).toEqual([]);
  expect(process.env).toEqual(before);
  expect(mongoose.connection.readyState).toBe(mongoose.ConnectionStates.disconnected);
  await expect.poll(open).toEqual([]);
};

test('A worker takes jobs on the stage until it is closed, and nothing of either is left', async () => {
  const { stage, close } = await start();
  expect(process.env['REDIS_URL']).toBe(stage.redis.url);
  expect(await readdir(folder)).not.toEqual([]);
  expect(open()).toContain('ProcessWrap');
  await Promise.all([close(), close()]);
  await expectAllClosed();
});

describe('Where the worker cannot be started, everything is closed again', () => {
  test('for a setting that is wrong', async () => {
    await expect(start({ CALL_RING_SECONDS: 'long' })).rejects.toThrow('CALL_RING_SECONDS');
    await expectAllClosed();
  });

  test('for a service that is away, after others were connected to', async () => {
    await expect(start({ REDIS_URL: 'redis://127.0.0.1:1' })).rejects.toThrow('Redis cannot be reached');
    await expectAllClosed();
  }, 30_000);

  test.each([
    {
      what: 'a room of scenarios',
      open: () => openRoom({ places: 1, atATime: 1, line: 'memory', speed: SPEED }),
    },
    { what: "the demo's call", open: () => startRehearsedCall({ speed: SPEED }) },
  ])('by $what', async ({ open }) => {
    const correct = setEnvironment({ CALL_RING_SECONDS: 'long' });
    await expect(open()).rejects.toThrow('CALL_RING_SECONDS');
    correct();
    await expectAllClosed();
  });
});
