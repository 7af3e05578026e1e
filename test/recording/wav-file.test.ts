import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWavFile } from '../../src/recording/wav-file.js';
import { readWav } from './hand-line.js';

const SAMPLE_RATE_HZ = 8_000;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'wav-file-test-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const wavAt = (path: Promise<string>) => {
  const failures: string[] = [];
  const file = createWavFile({ path, sampleRateHz: SAMPLE_RATE_HZ, onFailed: (why) => failures.push(why) });
  return { file, failures };
};

describe('a WAV file', () => {
  test('holds the samples in the order in which they came, whatever the blocks', async () => {
    const path = join(directory, 'a.wav');
    const { file, failures } = wavAt(Promise.resolve(path));
    const all = Int16Array.from({ length: 30_001 }, (_, i) => (i * 7) % 32_768);
    for (let at = 0, size = 1; at < all.length; at += size, size = (size * 3) % 9_973) {
      size = Math.max(1, size);
      file.write(all.subarray(at, at + size));
    }
    expect(await file.close()).toBe(all.length);
    expect([...(await readWav(path)).pcm]).toEqual([...all]);
    expect(failures).toEqual([]);
  });

  test('without samples is a valid file', async () => {
    const path = join(directory, 'empty.wav');
    expect(await wavAt(Promise.resolve(path)).file.close()).toBe(0);
    expect((await readWav(path)).pcm).toHaveLength(0);
  });

  test.skipIf(!existsSync('/dev/full'))('on a full disk fails once', async () => {
    const { file, failures } = wavAt(Promise.resolve('/dev/full'));
    for (let second = 0; second < 5; second++) file.write(new Int16Array(SAMPLE_RATE_HZ));
    expect(await file.close()).toBeNull();
    expect(failures).toHaveLength(1);
    expect(failures[0]).toContain('ENOSPC');
  });

  test('in a folder that never comes to be fails once', async () => {
    const { file, failures } = wavAt(Promise.reject(new Error('no folder')));
    file.write(new Int16Array(20_000));
    expect(await file.close()).toBeNull();
    expect(failures).toEqual(['the recording cannot be written: no folder']);
  });

  test('on a disk that takes nothing keeps a bounded part in memory', async () => {
    let make = (_path: string): void => {};
    const { file, failures } = wavAt(
      new Promise((resolve) => {
        make = resolve;
      }),
    );
    const minute = new Int16Array(60 * SAMPLE_RATE_HZ);
    for (let i = 0; i < 6; i++) file.write(minute);
    expect(failures).toEqual(['the disk is too slow for the recording']);
    make(join(directory, 'late.wav'));
    expect(await file.close()).toBeNull();
  });
});
