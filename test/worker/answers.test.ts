/** What the answer of a practice, given in any way and at any time, means for the rest of its campaign. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { campaignQueue } from '../../src/campaign-queue.js';
import type { CallEnding, CallOutcome } from '../../src/domain/call-outcome.js';
import { createCallLedger } from '../../src/mongoose/call-ledger.js';
import { createCampaignRecords } from '../../src/mongoose/campaign-records.js';
import { markDoNotCall } from '../../src/mongoose/do-not-call.js';
import Call from '../../src/mongoose/models/Call.js';
import type { CampaignStatus } from '../../src/mongoose/models/Campaign.js';
import { keepSettlement } from '../../src/settle-job.js';
import { step, storedCampaign } from '../calls/campaigns.js';
import { hangsUpAtOnce } from '../calls/practices.js';
import { endOf, type Rehearsal, startRehearsal } from '../calls/rehearsal.js';
import { aSettlement, MEETING } from '../mongoose/settlements.js';
import { storedContact } from '../mongoose/stored-campaigns.js';

const HOUR = 3_600_000;

let rehearsal: Rehearsal;

beforeAll(async () => {
  rehearsal = await startRehearsal({ env: { CALL_CONCURRENCY: '10' } });
});
afterAll(() => rehearsal.close());

const wasNotPhoned = (callId: string): void => expect(rehearsal.line.call(callId)).toBeNull();

describe('What the practice answered in a call', () => {
  const answers: readonly [ending: CallEnding, outcome: Partial<CallOutcome>, status: CampaignStatus][] = [
    ['meeting_booked', { meeting: MEETING }, 'complete_positive_response'],
    ['declined', { reason: 'happy with the insurer' }, 'complete_negative_response'],
    ['do_not_call', { doNotCall: true }, 'complete_negative_response'],
    ['hung_up', { doNotCall: true }, 'complete_negative_response'],
  ];

  /** A phone step that is due, and a step of each channel after it. */
  const seedThreeSteps = async () => {
    const steps = [step('phone'), step('email'), step('phone')];
    const seeded = await rehearsal.seed(hangsUpAtOnce, { steps });
    await rehearsal.queue(seeded.campaignId, { step: 1, finalStep: false, delayMs: HOUR });
    await rehearsal.queue(seeded.campaignId, { step: 2, delayMs: HOUR });
    return seeded;
  };
  const laterSteps = async (campaignId: string) => {
    const jobs = await Promise.all([1, 2].map((later) => campaignQueue().getJob(`${campaignId}-${later}`)));
    return jobs.filter((job) => job !== null);
  };

  test.each(answers)(
    '(%s %j) ends the campaign as %s, without its later steps',
    async (ending, outcome, status) => {
      const { campaignId, callId } = await seedThreeSteps();
      const call = { callId, campaignId, stepIndex: 0 };
      const settlement = aSettlement(call, { ...outcome, ending });
      await createCallLedger().settled(settlement);
      expect(await endOf(await rehearsal.queue(campaignId, { finalStep: false }))).toBeNull();
      expect(await storedCampaign(campaignId)).toMatchObject({ status, lastCompletedStep: 0 });
      expect(await laterSteps(campaignId)).toEqual([]);
      wasNotPhoned(callId);
    },
  );

  test.each(answers)(
    '(%s %j) and was written from the queue ends it as %s, too, and once',
    async (ending, outcome, status) => {
      const { campaignId, callId } = await seedThreeSteps();
      const settlement = aSettlement({ callId, campaignId, stepIndex: 0 }, { ...outcome, ending });
      const job = { campaignId, step: 0, finalStep: false };
      await keepSettlement(job, settlement);
      const kept = await campaignQueue().getJob(`${callId}-settle`);
      await kept?.promote();
      expect(kept && (await endOf(kept))).toBeNull();
      const written = await storedCampaign(campaignId);
      expect(written).toMatchObject({ status, lastCompletedStep: 0 });
      expect(written.messageHistory).toMatchObject([{ callId, outcome: ending }]);
      expect(await laterSteps(campaignId)).toEqual([]);
      expect((await storedContact(campaignId))?.['doNotCall'] ?? false).toBe(outcome.doNotCall ?? false);

      expect(await endOf(await rehearsal.queue(campaignId, { finalStep: false }))).toBeNull();
      const { messageHistory } = await storedCampaign(campaignId);
      expect(messageHistory).toEqual(written.messageHistory);
      wasNotPhoned(callId);
    },
  );

  test('completes the step of a worker that was lost after it had recorded the answer', async () => {
    const { campaignId, callId } = await seedThreeSteps();
    const settlement = aSettlement({ callId, campaignId, stepIndex: 0 }, { ending: 'declined' });
    await createCampaignRecords().recordSettlement(settlement);
    await createCallLedger().settled(settlement);
    expect(await endOf(await rehearsal.queue(campaignId, { finalStep: false }))).toBeNull();
    expect(await storedCampaign(campaignId)).toMatchObject({
      status: 'complete_negative_response',
      lastCompletedStep: 0,
    });
    expect(await laterSteps(campaignId)).toEqual([]);
    wasNotPhoned(callId);
  });

  test('is none after a voicemail: the later steps stay', async () => {
    const { campaignId, callId } = await seedThreeSteps();
    const call = { callId, campaignId, stepIndex: 0 };
    await createCallLedger().settled(aSettlement(call, { ending: 'voicemail_left' }));
    expect(await endOf(await rehearsal.queue(campaignId, { finalStep: false }))).toBeNull();
    expect(await storedCampaign(campaignId)).toMatchObject({ status: 'in_progress', lastCompletedStep: 0 });
    const later = await laterSteps(campaignId);
    expect(later).toHaveLength(2);
    for (const job of later) await job.remove();
  });
});

describe('A contact that asked not to be called', () => {
  const forbid = (campaignId: string) => markDoNotCall(campaignId, new Date(1_000));

  test('is not phoned by any campaign, which is then over; its job completes', async () => {
    const steps = [step('phone'), step('email')];
    const { campaignId, callId } = await rehearsal.seed(hangsUpAtOnce, { steps });
    await rehearsal.queue(campaignId, { step: 1, delayMs: HOUR });
    await forbid(campaignId);

    const job = await rehearsal.queue(campaignId, { finalStep: false });
    expect(await endOf(job)).toBeNull();
    expect(await job.isCompleted()).toBe(true);
    wasNotPhoned(callId);
    expect(await storedCampaign(campaignId)).toMatchObject({
      status: 'complete_negative_response',
      lastCompletedStep: -1,
      messageHistory: [],
    });
    expect(await campaignQueue().getJob(`${campaignId}-1`)).toBeNull();
    expect(await Call.findById(callId)).toMatchObject({ state: 'intent' });
  });

  test('is not phoned under another name: no contact with the number is', async () => {
    const marked = await rehearsal.seed(hangsUpAtOnce, { contact: { phone: '(212) 555-0777 ext. 4' } });
    await forbid(marked.campaignId);
    const { campaignId, callId } = await rehearsal.seed(hangsUpAtOnce, {
      contact: { fName: 'Karen', phone: '+1 212.555.0777' },
    });
    expect(await endOf(await rehearsal.queue(campaignId))).toBeNull();
    wasNotPhoned(callId);
    expect(await storedCampaign(campaignId)).toMatchObject({ status: 'complete_negative_response' });
  });

  test('is not phoned by a job of the type "call" either', async () => {
    const { campaignId, callId } = await rehearsal.seed(hangsUpAtOnce, { steps: [step('email')] });
    await forbid(campaignId);
    expect(await endOf(await rehearsal.queue(campaignId, { name: 'call' }))).toBeNull();
    expect(await storedCampaign(campaignId)).toMatchObject({ status: 'complete_negative_response' });
    wasNotPhoned(callId);
  });

  test('in the very call that its worker did not live to settle, is not left in a campaign that goes on', async () => {
    const ledger = createCallLedger();
    const { campaignId, callId } = await rehearsal.seed(hangsUpAtOnce, {
      steps: [step('phone'), step('email')],
    });
    await rehearsal.queue(campaignId, { step: 1, delayMs: HOUR });
    const claim = await ledger.claim({ callId, campaignId, stepIndex: 0 });
    if (claim.kind === 'claimed') await ledger.dialing(callId, claim.token, Date.now());
    await forbid(campaignId);

    expect(await endOf(await rehearsal.queue(campaignId, { finalStep: false }))).toBeNull();
    wasNotPhoned(callId);
    const campaign = await storedCampaign(campaignId);
    expect(campaign).toMatchObject({ status: 'complete_negative_response', lastCompletedStep: 0 });
    expect(campaign.messageHistory).toMatchObject([
      {
        outcome: 'unknown',
        evidence: { doNotCall: { source: 'the contact, or its number, is marked as not to be called' } },
      },
    ]);
    expect(await campaignQueue().getJob(`${campaignId}-1`)).toBeNull();
  });
});
