import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { campaignQueue } from '../../src/campaign-queue.js';
import Call, { type CallRecord } from '../../src/mongoose/models/Call.js';
import { step } from '../calls/campaigns.js';
import { hangsUpAtOnce, staysOnTheLine } from '../calls/practices.js';
import { endOf, type Rehearsal, startRehearsal } from '../calls/rehearsal.js';

const WAIT = { timeout: 30_000 };

let roundTripMs = 3;
let rehearsal: Rehearsal;

beforeAll(async () => {
  rehearsal = await startRehearsal({
    roundTripMs: async () => roundTripMs,
    env: { CALLS_PER_TRUNK: '2', CALL_STARTS_PER_SECOND: '1', CALL_SILENCE_SECONDS: '60' },
  });
});
afterAll(() => rehearsal.close());

describe('A worker whose line answers late', () => {
  test('phones nobody until it answers soon again, sends emails, and says so once', async () => {
    roundTripMs = 900;
    const logged = async (jobId: string): Promise<unknown[]> =>
      (await rehearsal.log()).filter((line) => line['jobId'] === jobId).map(({ message }) => message);
    const standing = async (): Promise<unknown[]> =>
      (await rehearsal.log())
        .map(({ message }) => message)
        .filter((message) => /Calls? are taken/i.test(`${message}`));

    const first = await rehearsal.seed(hangsUpAtOnce);
    const second = await rehearsal.seed(hangsUpAtOnce);
    const jobs = [
      await rehearsal.queue(first.campaignId),
      await rehearsal.queue(second.campaignId, { name: 'call' }),
    ];
    await expect.poll(standing, WAIT).toEqual(['No calls are taken for now, they are left to other workers']);
    const email = await rehearsal.seed(hangsUpAtOnce, { steps: [step('email')] });
    expect(await endOf(await rehearsal.queue(email.campaignId))).toContain('src/channels/email.ts');

    expect(rehearsal.line.open).toEqual([]);
    expect(await standing()).toHaveLength(1);
    for (const { callId } of [first, second]) expect(await logged(callId)).toEqual([]);

    roundTripMs = 3;
    for (const job of jobs) {
      expect(await endOf(job)).toBeNull();
      expect((await campaignQueue().getJob(job.id))?.attemptsMade).toBe(0);
    }
    for (const { callId } of [first, second]) expect(rehearsal.line.dials(callId)).toEqual(['answered']);
    expect(await standing()).toEqual([
      'No calls are taken for now, they are left to other workers',
      'Calls are taken again',
    ]);
  });
});

test('Calls are started CALL_STARTS_PER_SECOND apart, CALLS_PER_TRUNK at a time, and the next one waits', async () => {
  const { line } = rehearsal;
  const seeded = await Promise.all([0, 1, 2].map(() => rehearsal.seed(staysOnTheLine)));
  const jobs = await Promise.all(seeded.map(({ campaignId }) => rehearsal.queue(campaignId)));
  await expect
    .poll(async () => (await rehearsal.log()).map(({ why }) => `${why}`).join(), WAIT)
    .toContain('CALLS_PER_TRUNK');
  expect(line.open).toHaveLength(2);

  const [first, second] = line.open;
  line.breakLine(first ?? '');
  await expect.poll(() => line.open.filter((callId) => callId !== first), WAIT).toHaveLength(2);
  for (const callId of line.open) line.breakLine(callId);
  for (const job of jobs) expect(await endOf(job)).toBeNull();

  const placedAtMs = async (callId = ''): Promise<number> =>
    (await Call.findById(callId).lean<CallRecord>())?.placedAt?.getTime() ?? 0;
  expect((await placedAtMs(second)) - (await placedAtMs(first))).toBeGreaterThan(900);
});
