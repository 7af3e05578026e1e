import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hangsUpAtOnce } from './practices.js';
import { endOf, type Rehearsal, startRehearsal } from './rehearsal.js';

let rehearsal: Rehearsal;

beforeAll(async () => {
  rehearsal = await startRehearsal();
});
afterEach(() => {
  const { openai, crm, logtail } = rehearsal.stage;
  for (const service of [openai, crm, logtail]) service.fail(null);
});
afterAll(() => rehearsal.close());

describe('Where the transcription API', () => {
  test.each([
    ['breaks off', 'refuse'],
    ['answers with an error', 'error'],
    ['has no credit', 'insufficient-quota'],
  ] as const)('%s, the live transcript is stored in its place and says so', async (_, failure) => {
    rehearsal.stage.openai.fail(failure, 'transcriptions');
    const { error, entry, campaignId } = await rehearsal.phone(hangsUpAtOnce);
    expect(error).toBeNull();
    expect(entry).toMatchObject({
      outcome: 'hung_up',
      transcript: { source: 'live' },
      notDone: [{ what: 'transcription', why: expect.stringContaining('not transcribed') }],
    });
    const text = rehearsal.object(`calls/${campaignId}/0/transcript.txt`);
    expect(text).toContain('Source: taken down during the call');
    expect(text).toContain('Practice: Smith Family Medicine, how can I help you?');
    expect(text).toContain('Agent: Hello, this is Chelsea');
  });
});

describe('Where the CRM', () => {
  test.each([
    ['breaks off', 'refuse'],
    ['answers with an error', 'error'],
    ['hangs', 'hang'],
  ] as const)('%s, the outcome is stored and says that the CRM was not told', async (_, failure) => {
    rehearsal.stage.crm.fail(failure);
    const { error, entry, campaign } = await rehearsal.phone(hangsUpAtOnce);
    expect(error).toBeNull();
    expect(campaign).toMatchObject({ lastCompletedStep: 0 });
    expect(entry).toMatchObject({
      outcome: 'hung_up',
      transcript: { source: 'recording' },
      notDone: [{ what: 'crm', why: expect.stringContaining('was not told') }],
    });
  });
});

describe('Where the log drain', () => {
  test.each([
    ['breaks off', 'refuse'],
    ['answers with an error', 'error'],
    ['hangs', 'hang'],
  ] as const)('%s, nothing else changes', async (_, failure) => {
    rehearsal.stage.logtail.fail(failure);
    const { error, entry } = await rehearsal.phone(hangsUpAtOnce);
    expect(error).toBeNull();
    expect(entry).toMatchObject({
      outcome: 'hung_up',
      transcript: { source: 'recording' },
      notDone: [],
    });
  });
});

describe('Where the agent’s voice cannot be had', () => {
  test('nobody is phoned and the job fails, and a retry phones once', async () => {
    rehearsal.stage.openai.fail('unauthorized', 'realtime');
    const { error, job, callId, campaign, call } = await rehearsal.phone(hangsUpAtOnce);
    expect(error).toContain('Nobody was phoned (voice_unavailable)');
    expect(call).toBeNull();
    expect(campaign).toMatchObject({ status: 'in_progress', lastCompletedStep: -1 });

    rehearsal.stage.openai.fail(null);
    await job.retry();
    expect(await endOf(job)).toBeNull();
    expect(rehearsal.line.dials(callId)).toEqual(['answered']);
  });
});
