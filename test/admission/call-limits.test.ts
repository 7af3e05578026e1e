import { setTimeout as sleep } from 'node:timers/promises';
import Queue from 'bull';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRedis } from '../../scripts/rehearsal/services/redis.js';
import { type CallLimits, createCallLimits } from '../../src/admission/call-limits.js';
import { startProcess } from './child-worker.js';
import { startWorkersStage, type WorkersStage } from './workers.js';

let stage: WorkersStage;
beforeAll(async () => {
  stage = await startWorkersStage();
});
afterAll(() => stage.close());

const refusedBy = async (limits: CallLimits): Promise<string | null> => {
  const granted = await limits.take();
  return granted.kind === 'refused' ? granted.by : null;
};
const taken = async (limits: CallLimits) => {
  const granted = await limits.take();
  if (granted.kind === 'refused') throw new Error(granted.why);
  return granted;
};

describe('The places on a trunk', () => {
  test('are shared by all workers, and taken again when they are left', async () => {
    const [one, other] = [0, 1].map(() => stage.limits({ trunk: 'ST_shared', callsPerTrunk: 3 })) as [
      CallLimits,
      CallLimits,
    ];
    const granted = await Promise.all([one, other, one, other, one].map((limits) => limits.take()));
    expect(granted.filter(({ kind }) => kind === 'granted')).toHaveLength(3);
    expect(granted.find(({ kind }) => kind === 'refused')).toMatchObject({
      by: 'trunk',
      why: expect.stringContaining('CALLS_PER_TRUNK'),
    });

    const [held, ...others] = granted.filter((each) => each.kind === 'granted');
    await held?.leave();
    others.push(await taken(other));
    expect(await refusedBy(one)).toBe('trunk');
    for (const each of others) await each.leave();
  });

  test('of one trunk are not those of another', async () => {
    const one = await taken(stage.limits({ trunk: 'ST_1', callsPerTrunk: 1 }));
    const other = await taken(stage.limits({ trunk: 'ST_2', callsPerTrunk: 1 }));
    await one.leave();
    await other.leave();
  });

  test('are kept for as long as a call lasts', async () => {
    const limits = stage.limits({ trunk: 'ST_long', callsPerTrunk: 1, placeMs: 400 });
    const place = await taken(limits);
    await sleep(1_200);
    expect(await refusedBy(limits)).toBe('trunk');
    await place.leave();
    expect(await refusedBy(limits)).toBeNull();
  });

  test('that lapsed while Redis had forgotten them are taken again by their calls', async () => {
    const limits = stage.limits({ trunk: 'ST_forgotten', callsPerTrunk: 1, placeMs: 400 });
    const place = await taken(limits);
    await stage.connect().client.del('semaphore:calls:ST_forgotten');
    await sleep(250);
    expect(await refusedBy(limits)).toBe('trunk');
    await place.leave();
  });

  test('lapse when their worker is killed, and not before', async () => {
    const child = startProcess('test/admission/place-holder-process.ts', stage.redis.url);
    await expect.poll(child.out, { timeout: 30_000 }).toContain('granted');
    const limits = stage.limits({ trunk: 'ST_killed', callsPerTrunk: 1, placeMs: 1_000 });
    await sleep(1_200);
    expect(await refusedBy(limits)).toBe('trunk');
    await child.kill();
    await expect.poll(() => refusedBy(limits), { timeout: 10_000 }).toBeNull();
  });

  test('are not given back by a call that was refused a start', async () => {
    const limits = stage.limits({ trunk: 'ST_starts', callsPerTrunk: 2, startsPerSecond: 1 });
    const place = await taken(limits);
    expect(await refusedBy(limits)).toBe('starts');
    expect(await stage.connect().client.zcard('semaphore:calls:ST_starts')).toBe(1);
    await place.leave();
    expect(await stage.connect().client.zcard('semaphore:calls:ST_starts')).toBe(0);
  });
});

test('All workers together start no more calls in a second than they may', async () => {
  const workers = [0, 1, 2].map(() => stage.limits({ trunk: 'ST_paced', startsPerSecond: 2 }));
  const startedAtMs: number[] = [];
  const untilMs = performance.now() + 3_200;
  await Promise.all(
    workers.map(async (limits) => {
      while (performance.now() < untilMs) {
        if ((await limits.take()).kind === 'granted') startedAtMs.push(performance.now());
        await sleep(20);
      }
    }),
  );
  expect(startedAtMs.length).toBeGreaterThanOrEqual(4);
  // Two seconds that touch hold four; the fifth is in a third one.
  for (const [index, atMs] of startedAtMs.entries()) {
    const fifth = startedAtMs[index + 4];
    if (fifth !== undefined) expect(fifth - atMs).toBeGreaterThan(900);
  }
});

test('A place that Redis grants too late is left at once', async () => {
  const limits = stage.limits({ trunk: 'ST_late', callsPerTrunk: 1 });
  await (await taken(limits)).leave();
  const { client } = stage.connect();
  await client.call('CLIENT', 'PAUSE', '2500', 'ALL');
  expect(await refusedBy(limits)).toBe('redis');
  await expect.poll(() => client.zcard('semaphore:calls:ST_late'), { timeout: 10_000 }).toBe(0);
  await sleep(300);
  await (await taken(limits)).leave();
});

test('Without Redis nothing is granted, and a call that is on goes on and is left', async () => {
  const redis = await startRedis();
  const queue = new Queue('calls', redis.url, { redis: { maxRetriesPerRequest: 1 } });
  try {
    const limits = createCallLimits({
      client: queue.client,
      trunk: 'ST_away',
      callsPerTrunk: 5,
      startsPerSecond: 100,
      placeMs: 400,
    });
    const place = await taken(limits);
    await redis.close();
    await sleep(500);
    expect(await refusedBy(limits)).toBe('redis');
    await expect(limits.startsInMs()).rejects.toThrow();
    await place.leave();
  } finally {
    await queue.close();
  }
});
