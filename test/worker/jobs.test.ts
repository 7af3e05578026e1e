import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CampaignJob, campaignQueue } from '../../src/campaign-queue.js';
import { createCallLedger } from '../../src/mongoose/call-ledger.js';
import Batch from '../../src/mongoose/models/Batch.js';
import Call from '../../src/mongoose/models/Call.js';
import Campaign from '../../src/mongoose/models/Campaign.js';
import Contact from '../../src/mongoose/models/Contact.js';
import Sequence from '../../src/mongoose/models/Sequence.js';
import { step, storedCampaign } from '../calls/campaigns.js';
import { hangsUpAtOnce } from '../calls/practices.js';
import { endOf, type Rehearsal, startRehearsal } from '../calls/rehearsal.js';
import { aSettlement, MEETING } from '../mongoose/settlements.js';

const UNKNOWN_ID = '65f0c0ffee0000000000dead';

let rehearsal: Rehearsal;

beforeAll(async () => {
  rehearsal = await startRehearsal({ env: { CALL_CONCURRENCY: '10' } });
});
afterAll(() => rehearsal.close());

/** Adds a job that may be tried three times, and waits for its end. */
async function addRaw(data: unknown, name = 'sendMessage') {
  const added = await campaignQueue().add(name, data as CampaignJob, { attempts: 3 });
  const error = await endOf(added);
  return { error, job: await campaignQueue().getJob(added.id) };
}

const wasNotPhoned = (callId: string): void => expect(rehearsal.line.call(callId)).toBeNull();

describe('A job whose data is malformed is discarded with a sentence that says what is wrong:', () => {
  const campaignId = UNKNOWN_ID;
  test.each([
    ['no data', null, 'Expected { campaignId, step, finalStep }'],
    ['a text', 'call them', 'Expected { campaignId, step, finalStep }'],
    ['nothing in it', {}, 'campaignId'],
    ['a campaign id that is none', { campaignId: 'abc', step: 0, finalStep: true }, '24 hexadecimal digits'],
    ['no step', { campaignId, finalStep: true }, 'step'],
    ['a negative step', { campaignId, step: -1, finalStep: true }, 'step'],
    ['half a step', { campaignId, step: 0.5, finalStep: true }, 'step'],
    ['a step in words', { campaignId, step: '0', finalStep: true }, 'step'],
    ['a final step in words', { campaignId, step: 0, finalStep: 'yes' }, 'finalStep'],
  ])('%s', async (_, data, problem) => {
    for (const name of ['sendMessage', 'call']) {
      const { error, job } = await addRaw(data, name);
      expect(error).toContain('malformed');
      expect(error).toContain(problem);
      expect(job?.attemptsMade).toBe(1);
      expect(await job?.isFailed()).toBe(true);
    }
  });
});

describe('A job cannot be done', () => {
  test('for a campaign that does not exist', async () => {
    const { error } = await addRaw({ campaignId: UNKNOWN_ID, step: 0, finalStep: true });
    expect(error).toBe(`Campaign ${UNKNOWN_ID} not found`);
  });

  test.each([
    ['contact', Contact],
    ['batch', Batch],
    ['sequence', Sequence],
  ] as const)('for a campaign whose %s is gone', async (what, model) => {
    const { campaignId, callId } = await rehearsal.seed(hangsUpAtOnce);
    const campaign = await Campaign.findById(campaignId).populate<{
      batch: { _id: unknown; sequence: unknown };
    }>('batch');
    const ids = {
      contact: campaign?.contact,
      batch: campaign?.batch._id,
      sequence: campaign?.batch.sequence,
    };
    await model.collection.deleteOne({ _id: ids[what] as never });
    const error = await endOf(await rehearsal.queue(campaignId));
    expect(error).toBe(`The ${what} of campaign ${campaignId} does not exist`);
    wasNotPhoned(callId);
  });

  test('for a step that the sequence does not have, and is discarded', async () => {
    const { campaignId } = await rehearsal.seed(hangsUpAtOnce);
    const { error, job } = await addRaw({ campaignId, step: 1, finalStep: true });
    expect(error).toContain('Step 1 is out of range: sequence "Spring" has 1 steps');
    expect(job?.attemptsMade).toBe(1);
    wasNotPhoned(`${campaignId}-1`);
  });

  test('for a channel that nobody knows, which the error names', async () => {
    const { error, callId } = await rehearsal.phone(hangsUpAtOnce, { steps: [step('fax')] });
    expect(error).toContain('Invalid channel "fax" in step 0');
    wasNotPhoned(callId);
  });

  test('by email until the application’s own sendEmail is there, and says so', async () => {
    const { error, campaign } = await rehearsal.phone(hangsUpAtOnce, { steps: [step('email')] });
    expect(error).toContain('src/channels/email.ts');
    expect(campaign).toMatchObject({ status: 'in_progress', lastCompletedStep: -1, messageHistory: [] });
  });

  test.each([
    ['campaign', { campaign: { status: 'paused' } }, 'The campaign is paused'],
    ['batch', { batch: { status: 'paused' } }, 'The batch is paused'],
  ] as const)('while the %s is paused, and is done by a retry after that', async (_, seed, problem) => {
    const { error, job, campaignId, callId } = await rehearsal.phone(hangsUpAtOnce, seed);
    expect(error).toContain(problem);
    wasNotPhoned(callId);

    await Campaign.updateMany({ _id: campaignId }, { status: 'in_progress' });
    await Batch.updateMany({ status: 'paused' }, { status: 'in_progress' });
    await job.retry();
    expect(await endOf(job)).toBeNull();
    expect(rehearsal.line.dials(callId)).toEqual(['answered']);
  });
});

describe('A job has nothing left to do', () => {
  test.each([
    'complete_no_response',
    'complete_with_response',
    'complete_positive_response',
    'complete_negative_response',
    'failed',
  ] as const)('for a campaign that is %s', async (status) => {
    const { error, campaign, callId } = await rehearsal.phone(hangsUpAtOnce, { campaign: { status } });
    expect(error).toBeNull();
    expect(campaign).toMatchObject({ status, lastCompletedStep: -1, messageHistory: [] });
    wasNotPhoned(callId);
  });

  test('for a step that was completed before', async () => {
    const { error, callId } = await rehearsal.phone(hangsUpAtOnce, { campaign: { lastCompletedStep: 0 } });
    expect(error).toBeNull();
    wasNotPhoned(callId);
  });
});

describe('A call that was claimed before', () => {
  test('and whose worker was lost after dialing is settled as unknown and not dialed', async () => {
    const ledger = createCallLedger();
    const { campaignId, callId } = await rehearsal.seed(hangsUpAtOnce);
    const claim = await ledger.claim({ callId, campaignId, stepIndex: 0 });
    const dialedAtMs = Date.now() - 60_000;
    if (claim.kind === 'claimed') await ledger.dialing(callId, claim.token, dialedAtMs);

    expect(await endOf(await rehearsal.queue(campaignId))).toBeNull();
    wasNotPhoned(callId);
    const campaign = await storedCampaign(campaignId);
    expect(campaign).toMatchObject({ status: 'complete_no_response', lastCompletedStep: 0 });
    expect(campaign.messageHistory).toMatchObject([
      { callId, outcome: 'unknown', sentAt: new Date(dialedAtMs), notDone: [] },
    ]);
    expect(await Call.findById(callId)).toMatchObject({ state: 'settled', outcome: 'unknown' });
    expect(rehearsal.stage.crm.deliveries.get(`call-settled-${callId}-unknown`)).toMatchObject({
      attempts: 1,
    });
  });

  test('and whose worker was lost before dialing is placed, once', async () => {
    const { campaignId, callId } = await rehearsal.seed(hangsUpAtOnce);
    await createCallLedger().claim({ callId, campaignId, stepIndex: 0 });
    expect(await endOf(await rehearsal.queue(campaignId))).toBeNull();
    expect(rehearsal.line.dials(callId)).toEqual(['answered']);
    expect(await Call.findById(callId)).toMatchObject({ state: 'settled', outcome: 'hung_up', attempts: 2 });
  });

  test.each([
    ['no_answer', 'complete_no_response'],
    ['hung_up', 'complete_no_response'],
    ['silent', 'complete_no_response'],
    ['no_meeting', 'complete_no_response'],
    ['voicemail_left', 'complete_no_response'],
    ['voicemail_reached', 'complete_no_response'],
    ['not_put_through', 'complete_no_response'],
    ['time_limit', 'complete_no_response'],
    ['declined', 'complete_negative_response'],
    ['do_not_call', 'complete_negative_response'],
    ['meeting_booked', 'complete_positive_response'],
  ] as const)(
    'and was settled as %s completes its step with that and is not dialed',
    async (ending, status) => {
      const { campaignId, callId } = await rehearsal.seed(hangsUpAtOnce);
      const meeting = ending === 'meeting_booked' ? MEETING : null;
      await createCallLedger().settled(
        aSettlement({ callId, campaignId, stepIndex: 0 }, { ending, meeting }),
      );
      expect(await endOf(await rehearsal.queue(campaignId))).toBeNull();
      expect(await storedCampaign(campaignId)).toMatchObject({ status, lastCompletedStep: 0 });
      wasNotPhoned(callId);
    },
  );
});

describe('A phone call is made', () => {
  test('for a step of the channel "voicemail", which is what older sequences call the phone', async () => {
    const { error, entry } = await rehearsal.phone(hangsUpAtOnce, { steps: [step('voicemail')] });
    expect(error).toBeNull();
    expect(entry).toMatchObject({ channel: 'phone', outcome: 'hung_up' });
  });

  test('for a job of the type "call", whatever channel the step has', async () => {
    const { error, entry, campaign } = await rehearsal.phone(
      hangsUpAtOnce,
      { steps: [step('email')] },
      { name: 'call' },
    );
    expect(error).toBeNull();
    expect(entry).toMatchObject({ channel: 'phone', outcome: 'hung_up' });
    expect(campaign.lastCompletedStep).toBe(0);
  });
});
