import { createServer } from 'node:net';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRedis } from '../scripts/rehearsal/services/redis.js';
import { listenOnLoopback } from '../scripts/rehearsal/stand-ins/stand-in.js';
import {
  type CampaignResponse,
  campaignQueue,
  closeCampaignQueue,
  getCampaign,
  recordCall,
  setCampaignFail,
  updateCampaign,
} from '../src/campaignController.js';
import Batch from '../src/mongoose/models/Batch.js';
import Campaign, {
  type CampaignModelPopulated,
  type CampaignStatus,
  type Message,
} from '../src/mongoose/models/Campaign.js';
import Contact from '../src/mongoose/models/Contact.js';
import { storeCampaign, storedCampaign, storedHistory, useMongo } from './mongoose/stored-campaigns.js';

process.env['LOG_LEVEL'] = 'silent';
useMongo();

const UNKNOWN_ID = '65f0c0ffee0000000000dead';
const EMAIL: Message = { messageId: '<a@mail.example>', sentAt: new Date(1_000), opens: 2, clicks: 1 };

let redis: Awaited<ReturnType<typeof startRedis>>;

beforeAll(async () => {
  redis = await startRedis();
  process.env['REDIS_URL'] = redis.url;
  process.env['REDIS_QUEUE_NAME'] = 'controller-test';
});

afterAll(async () => {
  await closeCampaignQueue();
  await redis.close();
});

async function campaignOf(response: CampaignResponse): Promise<CampaignModelPopulated> {
  if (!response.ok) throw new Error((await response.json()).error);
  return response.json();
}

async function addJobs(campaignId: string, steps: readonly number[]): Promise<void> {
  for (const step of steps) {
    await campaignQueue().add(
      'sendMessage',
      { campaignId, step, finalStep: false },
      { jobId: `${campaignId}-${step}`, delay: 3_600_000 },
    );
  }
}

async function waitingSteps(campaignId: string): Promise<number[]> {
  const jobs = await campaignQueue().getDelayed();
  return jobs.filter((job) => job.data.campaignId === campaignId).map((job) => job.data.step);
}

describe('getCampaign', () => {
  test('gives the campaign with its contact, batch and sequence', async () => {
    const response = await getCampaign(await storeCampaign({ messageHistory: [EMAIL] }));
    expect(response).toMatchObject({ ok: true, status: 200 });
    const campaign = await campaignOf(response);
    expect(campaign.contact.phone).toBe('+19148205734');
    expect(campaign.batch.initiator).toBe('user_1');
    expect(campaign.batch.sequence.steps[0]?.channel).toBe('phone');
    expect(campaign.messageHistory).toEqual([EMAIL]);
  });

  test('gives a campaign that was stored without a history an empty one', async () => {
    const id = await storeCampaign();
    await Campaign.collection.updateOne(
      { _id: new mongoose.Types.ObjectId(id) },
      { $unset: { messageHistory: 1 } },
    );
    expect((await campaignOf(await getCampaign(id))).messageHistory).toEqual([]);
  });

  test.each([
    ['no-id', 400],
    ['', 400],
    ['twelve chars', 400],
    [UNKNOWN_ID, 404],
  ])('answers to the id "%s" with %i', async (id, status) => {
    const response = await getCampaign(id);
    expect(response).toMatchObject({ ok: false, status });
    expect(await response.json()).toEqual({ error: expect.any(String) });
  });

  test('answers 404 when the contact or the batch is gone', async () => {
    const withoutContact = await storeCampaign();
    await Contact.findByIdAndDelete((await Campaign.findById(withoutContact))?.contact);
    expect(await getCampaign(withoutContact)).toMatchObject({ ok: false, status: 404 });

    const withoutBatch = await storeCampaign();
    await Batch.findByIdAndDelete((await Campaign.findById(withoutBatch))?.batch);
    expect(await getCampaign(withoutBatch)).toMatchObject({ ok: false, status: 404 });
    expect(await updateCampaign(withoutBatch, { status: 'paused' })).toMatchObject({ status: 404 });
    expect(await storedCampaign(withoutBatch)).toMatchObject({ status: 'in_progress' });
  });
});

describe('updateCampaign', () => {
  test('sets fields and adds what is new in the history', async () => {
    const id = await storeCampaign({ messageHistory: [EMAIL] });
    const added: Message = { messageId: '', sentAt: new Date(2_000), opens: 0, clicks: 0 };
    const campaign = await campaignOf(
      await updateCampaign(id, { lastCompletedStep: 1, threadId: 't', messageHistory: [EMAIL, added] }),
    );
    expect(campaign).toMatchObject({ lastCompletedStep: 1, threadId: 't', messageHistory: [EMAIL, added] });
    expect(campaign.contact.fName).toBe('Amy');
  });

  test('loses nothing when twenty writers add to the history that they read before', async () => {
    const id = await storeCampaign({ messageHistory: [EMAIL] });
    const { messageHistory } = await campaignOf(await getCampaign(id));
    const entry = (n: number): Message => ({ messageId: `<${n}>`, sentAt: new Date(n), opens: 0, clicks: 0 });
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        updateCampaign(id, { messageHistory: [...messageHistory, entry(n)] }),
      ),
    );
    const ids = (await storedHistory(id)).map((message) => message.messageId);
    expect(ids.sort()).toEqual([EMAIL.messageId, ...Array.from({ length: 20 }, (_, n) => `<${n}>`)].sort());
  });

  test('adds an entry once that twenty writers add, also after a way through JSON', async () => {
    const id = await storeCampaign();
    const history = JSON.parse(JSON.stringify([EMAIL])) as Message[];
    await Promise.all(Array.from({ length: 20 }, () => updateCampaign(id, { messageHistory: history })));
    expect(await storedHistory(id)).toEqual([EMAIL]);
  });

  test('does not take back what others changed in a stored entry', async () => {
    const id = await storeCampaign({ messageHistory: [{ ...EMAIL, opens: 7 }] });
    await updateCampaign(id, { messageHistory: [EMAIL] });
    expect(await storedHistory(id)).toMatchObject([{ opens: 7 }]);
  });

  test('leaves the history alone when the payload has none', async () => {
    const id = await storeCampaign({ messageHistory: [EMAIL] });
    await updateCampaign(id, { status: 'complete_with_response' });
    expect(await storedCampaign(id)).toMatchObject({
      status: 'complete_with_response',
      messageHistory: [EMAIL],
    });
  });

  test('does not take a booking back, and writes the rest', async () => {
    const id = await storeCampaign();
    await updateCampaign(id, { status: 'complete_positive_response' });
    for (const status of ['complete_no_response', 'complete_with_response', 'failed'] as const) {
      const campaign = await campaignOf(await updateCampaign(id, { status, threadId: status }));
      expect(campaign).toMatchObject({ status: 'complete_positive_response', threadId: status });
    }
  });

  test('takes a refusal back for a booking alone', async () => {
    const id = await storeCampaign();
    await updateCampaign(id, { status: 'complete_negative_response' });
    for (const status of ['complete_no_response', 'complete_with_response', 'failed', 'paused'] as const) {
      await updateCampaign(id, { status });
      expect(await storedCampaign(id)).toMatchObject({ status: 'complete_negative_response' });
    }
    await updateCampaign(id, { status: 'complete_positive_response' });
    await updateCampaign(id, { status: 'complete_negative_response' });
    expect(await storedCampaign(id)).toMatchObject({ status: 'complete_positive_response' });
  });

  test('says that nobody responded only of a campaign in progress', async () => {
    const paused = await storeCampaign();
    await updateCampaign(paused, { status: 'paused' });
    await updateCampaign(paused, { status: 'complete_no_response' });
    expect(await storedCampaign(paused)).toMatchObject({ status: 'paused' });

    const open = await storeCampaign();
    await updateCampaign(open, { status: 'complete_no_response' });
    expect(await storedCampaign(open)).toMatchObject({ status: 'complete_no_response' });
  });

  test('keeps the booking of two writers of which the other says that nobody responded', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => storeCampaign()));
    await Promise.all(
      ids.flatMap((id) => [
        updateCampaign(id, { status: 'complete_no_response' }),
        updateCampaign(id, { status: 'complete_positive_response' }),
      ]),
    );
    for (const id of ids) {
      expect(await storedCampaign(id)).toMatchObject({ status: 'complete_positive_response' });
    }
  });

  test('does not take the last completed step back', async () => {
    const id = await storeCampaign();
    await updateCampaign(id, { lastCompletedStep: 1 });
    await updateCampaign(id, { lastCompletedStep: 0 });
    expect(await storedCampaign(id)).toMatchObject({ lastCompletedStep: 1 });
  });

  test('answers 400 to a status that does not exist, and writes nothing', async () => {
    const id = await storeCampaign();
    const response = await updateCampaign(id, { status: 'sold' as CampaignStatus, threadId: 't' });
    expect(response).toMatchObject({ ok: false, status: 400 });
    expect(await storedCampaign(id)).not.toHaveProperty('threadId');
  });

  test('answers 400 and 404 as getCampaign does', async () => {
    expect(await updateCampaign('no-id', {})).toMatchObject({ status: 400 });
    expect(await updateCampaign(UNKNOWN_ID, {})).toMatchObject({ status: 404 });
  });
});

describe('recordCall', () => {
  test('loses none of twenty calls that are recorded at once', async () => {
    const id = await storeCampaign({ messageHistory: [EMAIL] });
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => recordCall(id, { callId: `${id}-${n}`, outcome: 'no_answer' })),
    );
    const callIds = (await storedHistory(id)).map((message) => message.callId);
    expect(new Set(callIds)).toEqual(
      new Set([undefined, ...Array.from({ length: 20 }, (_, n) => `${id}-${n}`)]),
    );
    expect(callIds).toHaveLength(21);
  });

  test('adds one entry when twenty record the same call at once', async () => {
    const id = await storeCampaign();
    await Promise.all(
      Array.from({ length: 20 }, () => recordCall(id, { callId: `${id}-0`, outcome: 'busy' })),
    );
    expect(await storedHistory(id)).toHaveLength(1);
  });

  test('completes an entry and keeps what is known against null and absence', async () => {
    const id = await storeCampaign({ messageHistory: [EMAIL] });
    const callId = `${id}-0`;
    await recordCall(id, { callId, outcome: 'no_meeting', sentAt: new Date(1_000), reason: 'no time' });
    await recordCall(id, { callId, outcome: 'no_meeting', reason: null, endedAt: new Date(3_000) });
    expect(await storedHistory(id)).toEqual([
      EMAIL,
      expect.objectContaining({ sentAt: new Date(1_000), reason: 'no time', endedAt: new Date(3_000) }),
    ]);
  });

  test('does not put "unknown" in the place of a known outcome', async () => {
    const id = await storeCampaign();
    await recordCall(id, { callId: `${id}-0`, outcome: 'unknown' });
    await recordCall(id, { callId: `${id}-0`, outcome: 'hung_up' });
    await recordCall(id, { callId: `${id}-0`, outcome: 'unknown', reason: 'The worker died.' });
    const [entry] = await storedHistory(id);
    expect(entry).toMatchObject({ outcome: 'hung_up' });
    expect(entry).not.toHaveProperty('reason');
  });

  test('sets a status with the entry, unless another stays in its place', async () => {
    const id = await storeCampaign();
    const refused = { status: 'complete_negative_response', decline_reason: 'no time' } as const;
    await recordCall(id, { callId: `${id}-0`, outcome: 'declined' }, refused);
    expect(await storedCampaign(id)).toMatchObject(refused);

    const booked = await storeCampaign();
    await recordCall(booked, { callId: `${booked}-0`, outcome: 'hung_up' });
    await updateCampaign(booked, { status: 'complete_positive_response' });
    await recordCall(booked, { callId: `${booked}-0`, outcome: 'declined' }, refused);
    await recordCall(booked, { callId: `${booked}-1`, outcome: 'declined' }, refused);
    expect(await storedCampaign(booked)).toMatchObject({ status: 'complete_positive_response' });
    expect(await storedHistory(booked)).toMatchObject([{ outcome: 'declined' }, { outcome: 'declined' }]);
  });

  test('replaces an outcome together with its reason', async () => {
    const id = await storeCampaign();
    const callId = `${id}-0`;
    await recordCall(id, { callId, outcome: 'line_unavailable', reason: 'The line is down.' });
    await recordCall(id, { callId, outcome: 'voice_unavailable', reason: 'No answer from OpenAI.' });
    expect(await storedHistory(id)).toMatchObject([
      { outcome: 'voice_unavailable', reason: 'No answer from OpenAI.' },
    ]);
    await recordCall(id, { callId, outcome: 'hung_up', reason: null });
    const [entry] = await storedHistory(id);
    expect(entry).toMatchObject({ outcome: 'hung_up' });
    expect(entry).not.toHaveProperty('reason');
  });

  test('leaves a history that code for emails can sum up and refer to', async () => {
    const id = await storeCampaign({ messageHistory: [EMAIL] });
    await recordCall(id, { callId: `${id}-0`, outcome: 'no_answer' });
    const { messageHistory } = await campaignOf(await getCampaign(id));
    expect(messageHistory.reduce((sum, message) => sum + message.opens + message.clicks, 0)).toBe(3);
    expect(messageHistory.map((message) => message.messageId.replace(/[<>]/g, ''))).toEqual([
      'a@mail.example',
      '',
    ]);
  });
});

describe('setCampaignFail', () => {
  test('sets status and reason, and removes the jobs of all steps but the present one', async () => {
    const id = await storeCampaign({ steps: 12 });
    const other = await storeCampaign();
    await addJobs(id, [0, 1, 9, 11]);
    await addJobs(other, [1]);
    expect(await setCampaignFail(id, 1, 'failed', 'The number is not valid.')).toEqual({ success: true });
    expect(await storedCampaign(id)).toMatchObject({
      status: 'failed',
      fail_reason: 'The number is not valid.',
    });
    expect(await waitingSteps(id)).toEqual([1]);
    expect(await waitingSteps(other)).toEqual([1]);
  });

  test('removes the other jobs when one cannot be removed, and names that one', async () => {
    const id = await storeCampaign({ steps: 3 });
    await addJobs(id, [0, 1, 2]);
    const held = await campaignQueue().getJob(`${id}-0`);
    await held?.takeLock();
    const result = await setCampaignFail(id, 5, 'failed');
    expect(result.success).toBe(false);
    expect(result.error).toContain(`${id}-0`);
    expect(await waitingSteps(id)).toEqual([0]);
    await held?.releaseLock();
  });

  test('does not fail a campaign that has booked a meeting', async () => {
    const id = await storeCampaign();
    await updateCampaign(id, { status: 'complete_positive_response' });
    expect(await setCampaignFail(id, 0, 'failed', 'The number is not valid.')).toEqual({ success: true });
    expect(await storedCampaign(id)).toMatchObject({ status: 'complete_positive_response' });
    expect(await storedCampaign(id)).not.toHaveProperty('fail_reason');
  });

  test('says so when there is no such campaign', async () => {
    expect(await setCampaignFail(UNKNOWN_ID, 0, 'failed')).toMatchObject({ success: false });
    expect(await setCampaignFail('no-id', 0, 'failed')).toMatchObject({ success: false });
  });
});

describe('the queue', () => {
  test('is one for all, and a new one after it was closed', async () => {
    const first = campaignQueue();
    expect(campaignQueue()).toBe(first);
    await closeCampaignQueue();
    await closeCampaignQueue();
    expect(campaignQueue()).not.toBe(first);
    await campaignQueue().isReady();
  });

  test('does not keep setCampaignFail or closing waiting when Redis is not there', async () => {
    const id = await storeCampaign();
    const { port, close } = await listenOnLoopback(createServer());
    await close();
    await closeCampaignQueue();
    process.env['REDIS_URL'] = `redis://127.0.0.1:${port}`;
    try {
      expect(await setCampaignFail(id, 0, 'failed')).toMatchObject({ success: false });
      expect(await storedCampaign(id)).toMatchObject({ status: 'failed' });
      await closeCampaignQueue();
    } finally {
      process.env['REDIS_URL'] = redis.url;
    }
  });
});

test('answers 503 when the database cannot be reached', async () => {
  const id = await storeCampaign();
  const uri = process.env['MONGODB_URI'];
  await mongoose.disconnect();
  const { port, close } = await listenOnLoopback(createServer());
  await close();
  process.env['MONGODB_URI'] = `mongodb://127.0.0.1:${port}/test`;
  const answers = await Promise.all([
    getCampaign(id),
    updateCampaign(id, { status: 'paused' }),
    setCampaignFail(id, 0, 'failed'),
  ]);
  expect(answers).toMatchObject([{ ok: false, status: 503 }, { ok: false, status: 503 }, { success: false }]);
  process.env['MONGODB_URI'] = uri;
  expect(await getCampaign(id)).toMatchObject({ ok: true });
});
