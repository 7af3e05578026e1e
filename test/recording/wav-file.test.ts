import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBacklog } from '../../src/recording/backlog.js';
import { createWavFile } from '../../src/recording/wav-file.js';
import { readWav } from './hand-line.js';

const SAMPLE_RATE_HZ = 8_000;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'wav-file-test-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const SECOND_BYTES = 2 * SAMPLE_RATE_HZ;

const wavAt = (path: Promise<string>, mostWaitingSeconds = 60) => {
  const failures: string[] = [];
  const overflows: string[] = [];
  const backlog = createBacklog(mostWaitingSeconds * SECOND_BYTES, () => overflows.push('overflow'));
  const onFailed = (why: string) => failures.push(why);
  const file = createWavFile({ path, sampleRateHz: SAMPLE_RATE_HZ, backlog, onFailed });
  return { file, failures, overflows };
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

  test('on a disk that lags keeps seconds in memory; the rest is silence of the same length', async () => {
    let make = (_path: string): void => {};
    const { file, failures, overflows } = wavAt(
      new Promise((resolve) => {
        make = resolve;
      }),
      3,
    );
    const second = (value: number) => new Int16Array(SAMPLE_RATE_HZ).fill(value);
    for (let i = 1; i <= 6; i++) file.write(second(i));
    expect(overflows).toEqual(['overflow']);
    const path = join(directory, 'late.wav');
    make(path);
    while ((await stat(path).catch(() => null))?.size !== 44 + 3 * SECOND_BYTES) await setImmediate();
    await setImmediate();
    file.write(second(7));
    file.write(second(8));
    expect(await file.close()).toBe(8 * SAMPLE_RATE_HZ);
    const { pcm } = await readWav(path);
    const heard = Array.from({ length: 8 }, (_, i) => pcm[(i + 0.5) * SAMPLE_RATE_HZ]);
    expect(heard).toEqual([1, 2, 3, 0, 0, 0, 7, 8]);
    expect([failures, overflows]).toEqual([[], ['overflow']]);
  });

  test('that ends in what the disk did not take is as long as the sound', async () => {
    const path = join(directory, 'ends-silent.wav');
    const { file } = wavAt(Promise.resolve(path), 1);
    file.write(new Int16Array(3 * SAMPLE_RATE_HZ).fill(5));
    expect(await file.close()).toBe(3 * SAMPLE_RATE_HZ);
    const { pcm } = await readWav(path);
    expect(pcm).toHaveLength(3 * SAMPLE_RATE_HZ);
    expect(pcm.at(-1)).toBe(0);
  });
});
