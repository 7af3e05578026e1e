import { afterAll, beforeAll, expect, test } from 'vitest';
import { staysOnTheLine } from '../calls/practices.js';
import { endOf, type Rehearsal, startRehearsal } from '../calls/rehearsal.js';

const WAIT = { timeout: 30_000 };

let rehearsal: Rehearsal;

beforeAll(async () => {
  rehearsal = await startRehearsal({ env: { CALL_CONCURRENCY: '2', CALL_SILENCE_SECONDS: '60' } });
});
afterAll(() => rehearsal.close());

test('A worker holds CALL_CONCURRENCY calls at a time, of both job types together, and the next one waits', async () => {
  const { line } = rehearsal;
  const seeded = await Promise.all([0, 1, 2].map(() => rehearsal.seed(staysOnTheLine)));
  const [first, second, third] = await Promise.all(
    seeded.map(({ campaignId }, index) =>
      rehearsal.queue(campaignId, { name: index === 1 ? 'call' : 'sendMessage' }),
    ),
  );
  const waiting = async () => {
    const states = await Promise.all([first, second, third].map((job) => job?.getState()));
    return states.filter((state) => state === 'waiting').length;
  };

  await expect.poll(() => line.open.length, WAIT).toBe(2);
  expect(await waiting()).toBe(1);

  const [free] = line.open;
  line.breakLine(free ?? '');
  await expect.poll(() => seeded.filter(({ callId }) => line.call(callId) !== null).length, WAIT).toBe(3);
  await expect.poll(() => line.open.length, WAIT).toBe(2);
  expect(line.open).not.toContain(free);

  for (const callId of line.open) line.breakLine(callId);
  for (const job of [first, second, third]) expect(job && (await endOf(job))).toBeNull();
});
