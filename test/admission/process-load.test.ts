import { once } from 'node:events';
import { totalmem } from 'node:os';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { containerMemoryMb, processMemoryMb, processThreads } from '../../src/admission/process-load.js';

const MB = 1024 * 1024;

test('The memory of the process grows by what it takes', () => {
  const before = processMemoryMb();
  const taken = Buffer.alloc(200 * MB, 1);
  expect(processMemoryMb() - before).toBeGreaterThan(150);
  expect(taken.at(-1)).toBe(1);
});

describe('The threads of the process', () => {
  test.runIf(process.platform === 'linux')('grow with each that is started', async () => {
    const before = await processThreads();
    const workers = [0, 1, 2].map(() => new Worker('setInterval(() => {}, 1000)', { eval: true }));
    await Promise.all(workers.map((worker) => once(worker, 'online')));
    const during = await processThreads();
    await Promise.all(workers.map((worker) => worker.terminate()));
    expect((during ?? 0) - (before ?? 0)).toBeGreaterThanOrEqual(3);
  });

  test('cannot be told on a system without /proc', async () => {
    expect(await processThreads('/no-such-folder')).toBeNull();
  });
});

describe('The memory of the container', () => {
  const machine = 8192 * MB;

  test.each([
    ['is the limit that is set', 1024 * MB, 1024],
    ['is 512 MB where no limit is set', 0, 512],
    ['is 512 MB where the limit is more than there is, which means none', 2 ** 64, 512],
  ])('%s', (_, constrained, expected) => {
    expect(containerMemoryMb(constrained, machine)).toBe(expected);
  });

  test('is never more than the machine has, as the system tells it', () => {
    expect(containerMemoryMb()).toBeGreaterThan(0);
    expect(containerMemoryMb()).toBeLessThanOrEqual(Math.max(512, totalmem() / MB));
  });
});
