import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from 'bull';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Admission } from '../src/admission/admission.js';
import { whenAdmitted } from '../src/admit-job.js';
import type { CampaignJob } from '../src/campaign-queue.js';
import { PutBackError, putBack } from '../src/put-back.js';
import { startProcess } from './admission/child-worker.js';
import {
  admissionOf,
  type CallQueue,
  FULL_MB,
  SOON_FOUND,
  startWorkersStage,
  type WorkersStage,
} from './admission/workers.js';

const GOES_ON = new AbortController().signal;
const WAIT = { timeout: 30_000 };
const AT_REST_MB = 140;

let stage: WorkersStage;
beforeEach(async () => {
  stage = await startWorkersStage();
});
afterEach(() => stage.close());

const addCalls = (queue: CallQueue, count: number, opts = {}): Promise<Job<CampaignJob>[]> =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      queue.add('call', { campaignId: 'c', step: 0, finalStep: true }, { jobId: `call-${index}`, ...opts }),
    ),
  );

/** A worker that does what it admits; gives the ids of the jobs that it has done. */
function work(queue: CallQueue, admission: Admission, concurrency = 2): string[] {
  const done: string[] = [];
  queue.process('call', concurrency, (job) =>
    whenAdmitted(job, admission, GOES_ON, async () => {
      await sleep(5);
      done.push(String(job.id));
    }),
  );
  return done;
}

const idsOf = (jobs: readonly Job[]): string[] => jobs.map(({ id }) => String(id)).sort();

describe('A phone job', () => {
  test('that one worker has no room for is done by another, once', async () => {
    const [full, roomy] = [stage.connect(), stage.connect()];
    const doneByFull = work(full, admissionOf(stage.limits(), { memoryMb: FULL_MB }));
    const jobs = await addCalls(full, 20);
    await once(full, 'failed');
    const doneByRoomy = work(roomy, admissionOf(stage.limits(), { memoryMb: AT_REST_MB }));

    await expect.poll(() => roomy.getCompletedCount(), WAIT).toBe(jobs.length);
    expect(doneByRoomy.toSorted()).toEqual(idsOf(jobs));
    expect(doneByFull).toEqual([]);
    expect(await roomy.getJobCounts()).toMatchObject({ waiting: 0, active: 0, delayed: 0, failed: 0 });
  });

  test('waits while no worker has room, and is done when one has, with all its attempts left', async () => {
    const queue = stage.connect();
    const load = { memoryMb: FULL_MB };
    let putBackOften = 0;
    queue.on('failed', (_job, error) => {
      if (error instanceof PutBackError) putBackOften += 1;
    });
    const done = work(queue, admissionOf(stage.limits(), load));
    const jobs = await addCalls(queue, 3, { attempts: 2, backoff: 60_000 });
    await expect.poll(() => putBackOften, WAIT).toBeGreaterThan(8);
    const counts = await queue.getJobCounts();
    expect(counts.waiting + counts.active).toBe(3);
    expect(counts).toMatchObject({ delayed: 0, failed: 0, completed: 0 });

    load.memoryMb = AT_REST_MB;
    await expect.poll(() => queue.getCompletedCount(), WAIT).toBe(3);
    expect(done.toSorted()).toEqual(idsOf(jobs));
    for (const { id } of jobs) {
      const job = await queue.getJob(id);
      expect(job).toMatchObject({ attemptsMade: 0, stacktrace: [], opts: { attempts: 2 } });
    }
  });

  test('lets the jobs behind it pass', async () => {
    const queue = stage.connect();
    work(queue, admissionOf(stage.limits(), { memoryMb: FULL_MB }));
    const emails: string[] = [];
    queue.process('settleCall', 0, async (job) => void emails.push(String(job.id)));
    await addCalls(queue, 6);
    const data = { campaignId: 'c', step: 0, finalStep: true };
    await queue.add('settleCall', data, { jobId: 'settle' });
    await expect.poll(() => emails, WAIT).toEqual(['settle']);
    const counts = await queue.getJobCounts();
    expect(counts.waiting + counts.active).toBe(6);
  });

  test('keeps its own attempts and pauses when it is admitted and fails', async () => {
    const queue = stage.connect();
    const load = { memoryMb: FULL_MB };
    const admission = admissionOf(stage.limits(), load);
    let begun = 0;
    queue.process('call', 1, (job) =>
      whenAdmitted(job, admission, GOES_ON, async () => {
        begun += 1;
        throw new Error('no line');
      }),
    );
    const [job] = await addCalls(queue, 1, { attempts: 2, backoff: 50 });
    await once(queue, 'failed');
    load.memoryMb = AT_REST_MB;
    await expect.poll(() => job?.isFailed(), WAIT).toBe(true);
    expect(begun).toBe(2);
    expect(await queue.getJob('call-0')).toMatchObject({ attemptsMade: 2, failedReason: 'no line' });
  });

  test('that was retried by hand after its last attempt can be put back as well', async () => {
    const queue = stage.connect();
    let times = 0;
    queue.process('call', 1, async (job) => {
      times += 1;
      if (times === 1) throw new Error('the last attempt');
      if (times === 2) throw putBack(job, 'no room');
    });
    const [job] = await addCalls(queue, 1);
    await expect.poll(() => job?.isFailed(), WAIT).toBe(true);
    await job?.retry();
    await expect.poll(() => job?.isCompleted(), WAIT).toBe(true);
    expect(times).toBe(3);
    expect((await queue.getJob('call-0'))?.attemptsMade).toBe(1);
  });
});

describe('Workers that are killed while they put jobs back', { timeout: 120_000 }, () => {
  test('lose none and double none', async () => {
    const queue = stage.connect(SOON_FOUND);
    const jobs = await addCalls(queue, 40);
    for (const afterMs of [0, 3, 17, 40]) {
      const child = startProcess('test/admission/full-worker-process.ts', stage.redis.url);
      await expect.poll(child.out, WAIT).toContain('puts back');
      await sleep(afterMs);
      await child.kill();
    }

    const done = work(queue, admissionOf(stage.limits(), { memoryMb: AT_REST_MB }, 60_000), 10);
    await expect.poll(() => queue.getCompletedCount(), { timeout: 60_000 }).toBe(jobs.length);
    expect(done.toSorted()).toEqual(idsOf(jobs));
    for (const { id } of jobs) expect((await queue.getJob(id))?.attemptsMade).toBe(0);
  });
});
