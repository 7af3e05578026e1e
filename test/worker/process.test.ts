import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Job } from 'bull';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { campaignQueue } from '../../src/campaign-queue.js';
import Call from '../../src/mongoose/models/Call.js';
import { storedCampaign } from '../calls/campaigns.js';
import { staysOnTheLine } from '../calls/practices.js';
import { endOf, type Rehearsal, startRehearsal } from '../calls/rehearsal.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const WAIT = { timeout: 40_000 };
/** Two starts of a process and the 15 s that a stopping worker gives its calls. */
const LIMIT_MS = 120_000;

interface WorkerProcess {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

const processes: WorkerProcess[] = [];
afterEach(async () => {
  for (const { child, ended } of processes.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

function run(file: string, env: NodeJS.ProcessEnv): WorkerProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  const started = { child, out: () => out, err: () => err, ended };
  processes.push(started);
  return started;
}

describe('A worker without its settings', () => {
  test('ends with 1 and lists on its standard error what is to be set', async () => {
    const { ended, err } = run('src/worker.ts', { ENV_FILE: '/dev/null' });
    expect(await ended).toBe(1);
    const names = ['MONGODB_URI', 'OPENAI_API_KEY', 'CLERK_SECRET_KEY', 'S3_BUCKET', 'AWS_REGION'];
    const line = ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET', 'LIVEKIT_SIP_TRUNK_ID'];
    for (const name of [...names, ...line]) {
      expect(err()).toContain(`- ${name} is not set`);
    }
    expect(err()).not.toMatch(/^\s+at /m);
  });
});

describe('A worker process', { timeout: LIMIT_MS }, () => {
  let rehearsal: Rehearsal;

  beforeAll(async () => {
    rehearsal = await startRehearsal({ worker: 'none', env: { CALL_SILENCE_SECONDS: '60' } });
  });
  afterAll(() => rehearsal.close());

  const startWorkerProcess = (): WorkerProcess =>
    run('test/worker/worker-process.ts', {
      ...rehearsal.stage.env,
      CALL_SILENCE_SECONDS: '60',
      TMPDIR: rehearsal.recordings,
    });

  /** Queues a call and waits until the agent speaks in it. */
  const callInProgress = async ({ out }: WorkerProcess) => {
    const seeded = await rehearsal.seed(staysOnTheLine);
    const job = await rehearsal.queue(seeded.campaignId);
    await expect.poll(out, WAIT).toContain(`dials ${seeded.callId}`);
    await expect
      .poll(() => {
        const [session] = rehearsal.sessions(seeded.practiceName);
        return session?.events.some(({ type }) => type === 'response.output_audio.delta');
      }, WAIT)
      .toBe(true);
    return { ...seeded, job };
  };

  test('that is asked to end takes no more jobs, settles the call in progress and ends with 0', async () => {
    const worker = startWorkerProcess();
    const { campaignId, callId, job } = await callInProgress(worker);
    worker.child.kill('SIGTERM');
    await expect
      .poll(async () => (await rehearsal.log()).map(({ message }) => message), WAIT)
      .toContain('Worker is stopping');
    const next = await rehearsal.seed(staysOnTheLine);
    const waiting = await rehearsal.queue(next.campaignId);

    expect(await worker.ended).toBe(0);
    expect(worker.err()).toBe('');
    expect(await endOf(job)).toBeNull();
    const campaign = await storedCampaign(campaignId);
    expect(campaign).toMatchObject({ status: 'complete_no_response', lastCompletedStep: 0 });
    expect(campaign.messageHistory).toMatchObject([
      { callId, outcome: 'worker_stopped', transcript: { source: 'recording' }, notDone: [] },
    ]);
    expect(await (await campaignQueue().getJob(waiting.id))?.getState()).toBe('waiting');
    expect(worker.out()).not.toContain(next.callId);
    await waiting.remove();
  });

  const recorded = async (): Promise<string[]> =>
    (await readdir(rehearsal.recordings)).filter((name) => name.startsWith('call-'));

  /** What Bull does within a minute: the lock of the dead worker runs out and the job is found to be stalled. */
  const findStalled = async ({ id }: Job): Promise<void> => {
    const queue = campaignQueue();
    await queue.client.del(queue.toKey(`${id}:lock`), queue.toKey('stalled-check'));
    await queue.client.sadd(queue.toKey('stalled'), id);
  };

  test('that is killed while it opens the agent’s voice leaves the call to another, which dials it', async () => {
    const killed = startWorkerProcess();
    rehearsal.stage.openai.fail('hang', 'realtime');
    const { campaignId, callId } = await rehearsal.seed(staysOnTheLine);
    const job = await rehearsal.queue(campaignId);
    await expect.poll(async () => (await Call.findById(callId))?.state, WAIT).toBe('intent');
    killed.child.kill('SIGKILL');
    expect(await killed.ended).toBe('SIGKILL');
    expect(killed.out()).not.toContain(`dials ${callId}`);
    rehearsal.stage.openai.fail(null);

    await findStalled(job);
    const other = startWorkerProcess();
    await expect.poll(other.out, WAIT).toContain(`dials ${callId}`);
    await expect.poll(async () => (await Call.findById(callId))?.state, WAIT).toBe('placed');
    other.child.kill('SIGTERM');
    expect(await other.ended).toBe(0);
    expect(await Call.findById(callId)).toMatchObject({
      state: 'settled',
      outcome: 'worker_stopped',
      attempts: 2,
    });
  });

  test('that is killed in mid-call leaves it to another, which settles it as unknown and does not dial', async () => {
    const killed = startWorkerProcess();
    const { campaignId, callId, job } = await callInProgress(killed);
    killed.child.kill('SIGKILL');
    expect(await killed.ended).toBe('SIGKILL');
    expect(await recorded()).toHaveLength(1);
    expect(await Call.findById(callId)).toMatchObject({ state: 'placed' });

    await findStalled(job);
    const other = startWorkerProcess();
    expect(await endOf(job)).toBeNull();

    expect(await recorded()).toEqual([]);
    const campaign = await storedCampaign(campaignId);
    expect(campaign).toMatchObject({ status: 'complete_no_response', lastCompletedStep: 0 });
    expect(campaign.messageHistory).toMatchObject([{ callId, outcome: 'unknown' }]);
    expect(await Call.findById(callId)).toMatchObject({ state: 'settled', outcome: 'unknown', attempts: 1 });
    expect(other.out()).not.toContain(`dials ${callId}`);
    other.child.kill('SIGTERM');
    expect(await other.ended).toBe(0);
  });
});
