import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doesNotAnswer, hangsUp, isBusy } from '../../scripts/rehearsal/practices.js';
import { campaignQueue } from '../../src/campaign-queue.js';
import type { CallEnding } from '../../src/domain/call-outcome.js';
import { step, storedCampaign } from './campaigns.js';
import {
  declinesTheCall,
  hangsUpAtOnce,
  isNobody,
  saysNothing,
  staysOnTheLine,
  takesAMeeting,
} from './practices.js';
import { endOf, type Rehearsal, startRehearsal } from './rehearsal.js';

const HOUR = 3_600_000;

let rehearsal: Rehearsal;

beforeAll(async () => {
  rehearsal = await startRehearsal({
    env: { CALL_RING_SECONDS: '5', CALL_SILENCE_SECONDS: '5', CALL_CONCURRENCY: '10' },
  });
});
afterAll(() => rehearsal.close());

const crmMessages = (callId: string, ending: CallEnding) =>
  rehearsal.stage.crm.deliveries.get(`call-settled-${callId}-${ending}`);

describe.concurrent('A call without a meeting', () => {
  test('that the practice ends is settled as hung up, with its transcript, and the step is complete', async () => {
    const { error, entry, campaign, callId, campaignId } = await rehearsal.phone(hangsUp);
    expect(error).toBeNull();
    expect(entry).toMatchObject({ outcome: 'hung_up', transcript: { source: 'recording' }, notDone: [] });
    expect(campaign).toMatchObject({ status: 'complete_no_response', lastCompletedStep: 0 });
    expect(rehearsal.object(`calls/${campaignId}/0/transcript.txt`)).toContain('Practice: I have to go.');
    expect(crmMessages(callId, 'hung_up')).toMatchObject({
      attempts: 1,
      payload: { data: { ending: 'hung_up' } },
    });
  });

  test('leaves a campaign with later steps in progress, and their jobs on the queue', async () => {
    const { campaignId } = await rehearsal.seed(hangsUpAtOnce, { steps: [step('phone'), step('phone')] });
    await rehearsal.queue(campaignId, { step: 1, delayMs: HOUR });
    expect(await endOf(await rehearsal.queue(campaignId, { finalStep: false }))).toBeNull();
    expect(await storedCampaign(campaignId)).toMatchObject({ status: 'in_progress', lastCompletedStep: 0 });
    const later = await campaignQueue().getJob(`${campaignId}-1`);
    expect(later).not.toBeNull();
    await later?.remove();
  });

  test.each([
    ['that rings out', 'no_answer', doesNotAnswer],
    ['to a busy number', 'busy', isBusy],
    ['that is declined while it rings', 'call_rejected', declinesTheCall],
  ] as const)('%s is settled as %s, without a transcript', async (_, outcome, script) => {
    const { error, entry, campaign, callId, campaignId } = await rehearsal.phone(script);
    expect(error).toBeNull();
    expect(entry).toMatchObject({ outcome, notDone: [] });
    expect(entry).not.toHaveProperty('transcript');
    expect(entry).not.toHaveProperty('answeredAt');
    expect(campaign).toMatchObject({ lastCompletedStep: 0 });
    expect(rehearsal.line.dials(callId)).toHaveLength(1);
    expect(crmMessages(callId, outcome)).toMatchObject({
      payload: { data: { ending: outcome, transcript: null } },
    });
    expect(() => rehearsal.object(`calls/${campaignId}/0/transcript.json`)).toThrow('no object');
  });

  test('in which nobody speaks is ended after the agent has asked', async () => {
    const { error, entry, call } = await rehearsal.phone(saysNothing);
    expect(error).toBeNull();
    expect(entry).toMatchObject({ outcome: 'silent', transcript: { source: 'recording' } });
    expect(call?.practice.heard.map(({ text }) => text).join(' ')).toContain('Chelsea');
    expect(call?.practice.said).toEqual([]);
  });

  test('whose line breaks is settled as lost, with what was said until then', async () => {
    const { campaignId, callId } = await rehearsal.seed(staysOnTheLine);
    const job = await rehearsal.queue(campaignId);
    await expect
      .poll(() => rehearsal.line.call(callId)?.practice.heard.length, { timeout: 30_000 })
      .toBeGreaterThan(0);
    rehearsal.line.breakLine(callId);
    expect(await endOf(job)).toBeNull();
    const { messageHistory } = await storedCampaign(campaignId);
    expect(messageHistory).toMatchObject([{ outcome: 'line_lost', transcript: { source: 'recording' } }]);
  });
});

describe('A call that breaks off while its meeting is being booked', () => {
  test('has booked it all the same', async () => {
    const { campaignId, callId, practiceName } = await rehearsal.seed(takesAMeeting);
    const job = await rehearsal.queue(campaignId, { finalStep: false });
    const isBooking = () =>
      rehearsal
        .sessions(practiceName)
        .some(({ items }) => items.some(({ mind }) => mind.kind === 'call' && mind.name === 'book_meeting'));
    await expect.poll(isBooking, { timeout: 40_000, interval: 2 }).toBe(true);
    rehearsal.line.breakLine(callId);

    expect(await endOf(job)).toBeNull();
    expect(rehearsal.stage.google.events).toHaveLength(1);
    const campaign = await storedCampaign(campaignId);
    expect(campaign.status).toBe('complete_positive_response');
    expect(campaign.messageHistory).toMatchObject([
      {
        callId,
        outcome: 'meeting_booked',
        meeting: { eventId: rehearsal.stage.google.events[0]?.id },
        attendee: { email: 'amy@smithfamily.com' },
      },
    ]);
  });
});

describe.concurrent('A call that cannot be placed', () => {
  test('because the line is down fails its job, and a retry phones once and completes', async () => {
    let isDown = true;
    const { campaignId, callId } = await rehearsal.seed({
      ...hangsUpAtOnce,
      get pickup() {
        return isDown ? ('line-down' as const) : ('answers' as const);
      },
    });
    const job = await rehearsal.queue(campaignId);
    expect(await endOf(job)).toContain('Nobody was phoned (line_unavailable)');
    expect(await storedCampaign(campaignId)).toMatchObject({
      status: 'in_progress',
      lastCompletedStep: -1,
    });

    isDown = false;
    await job.retry();
    expect(await endOf(job)).toBeNull();
    const campaign = await storedCampaign(campaignId);
    expect(campaign).toMatchObject({ lastCompletedStep: 0 });
    expect(campaign.messageHistory).toMatchObject([{ callId, outcome: 'hung_up' }]);
    expect(campaign.messageHistory[0]).not.toHaveProperty('reason');
    expect(crmMessages(callId, 'line_unavailable')).toMatchObject({ attempts: 1 });
    expect(crmMessages(callId, 'hung_up')).toMatchObject({ attempts: 1 });
    expect(rehearsal.line.dials(callId)).toEqual(['line-unavailable', 'answered']);
  });

  test('because the number cannot be one never reaches the line, and fails the campaign with the reason', async () => {
    const { campaignId, callId } = await rehearsal.seed(hangsUpAtOnce, {
      contact: { phone: '12345' },
      steps: [step('phone'), step('email'), step('phone')],
    });
    for (const later of [1, 2]) await rehearsal.queue(campaignId, { step: later, delayMs: HOUR });
    const job = await rehearsal.queue(campaignId, { finalStep: false });

    expect(await endOf(job)).toContain('too short');
    const campaign = await storedCampaign(campaignId);
    expect(campaign).toMatchObject({ status: 'failed', fail_reason: expect.stringContaining('too short') });
    expect(campaign.messageHistory).toMatchObject([
      {
        callId,
        outcome: 'invalid_number',
        reason: expect.stringContaining('too short'),
      },
    ]);
    expect(await campaignQueue().getJob(`${campaignId}-1`)).toBeNull();
    expect(await campaignQueue().getJob(`${campaignId}-2`)).toBeNull();
    expect(rehearsal.line.call(callId)).toBeNull();
    expect(crmMessages(callId, 'invalid_number')).toMatchObject({
      attempts: 1,
      payload: { data: { reason: expect.stringContaining('too short'), dialedAtMs: null, endedAtMs: null } },
    });
  });

  test('because the network knows no such number fails the campaign in the same way', async () => {
    const { campaignId, callId } = await rehearsal.seed(isNobody, { steps: [step('phone'), step('phone')] });
    await rehearsal.queue(campaignId, { step: 1, delayMs: HOUR });
    await endOf(await rehearsal.queue(campaignId, { finalStep: false }));
    const campaign = await storedCampaign(campaignId);
    expect(campaign).toMatchObject({ status: 'failed', fail_reason: expect.stringContaining('number') });
    expect(campaign.messageHistory).toMatchObject([{ outcome: 'invalid_number' }]);
    expect(await campaignQueue().getJob(`${campaignId}-1`)).toBeNull();
    expect(rehearsal.line.dials(callId)).toEqual(['invalid-number']);
  });
});
