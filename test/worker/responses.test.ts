import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { GmailThread } from '../../scripts/rehearsal/stand-ins/google/gmail.js';
import { campaignQueue } from '../../src/campaign-queue.js';
import type { Message } from '../../src/mongoose/models/Campaign.js';
import Contact from '../../src/mongoose/models/Contact.js';
import { processMessage } from '../../src/process-message.js';
import { step, storedCampaign } from '../calls/campaigns.js';
import { hangsUpAtOnce } from '../calls/practices.js';
import { endOf, type Rehearsal, startRehearsal } from '../calls/rehearsal.js';

const HOUR = 3_600_000;

let rehearsal: Rehearsal;

beforeAll(async () => {
  rehearsal = await startRehearsal();
});
afterEach(() => {
  rehearsal.stage.google.fail(null);
  rehearsal.stage.clerk.fail(null);
});
afterAll(() => rehearsal.close());

const thread = (id: string, ...senders: string[]): GmailThread => ({
  id,
  messages: ['Sales <sales@docshield.com>', ...senders].map((from, index) => ({
    id: `${id}-${index}`,
    from,
  })),
});

/** A campaign with an email thread and two phone steps, the second one queued for later. */
const seedWithThread = async (threadId: string, email: string) => {
  const seeded = await rehearsal.seed(hangsUpAtOnce, {
    contact: { email },
    steps: [step('phone'), step('phone')],
    campaign: { threadId },
  });
  await rehearsal.queue(seeded.campaignId, { step: 1, delayMs: HOUR });
  return seeded;
};

describe('Before a step, the campaign’s email thread is looked at:', () => {
  test.each([
    ['the contact’s own address', 'john@smithpractice.com', 'John Smith <john@smithpractice.com>'],
    ['the same mailbox written otherwise', 'jo.hn@gmail.com', 'john+docshield@GMAIL.com'],
  ])('an answer from %s completes the campaign, and nobody is phoned', async (_, email, sender) => {
    rehearsal.stage.google.addThread(thread(`thread-${email}`, sender));
    const { campaignId, callId } = await seedWithThread(`thread-${email}`, email);
    expect(await endOf(await rehearsal.queue(campaignId, { finalStep: false }))).toBeNull();
    expect(await storedCampaign(campaignId)).toMatchObject({
      status: 'complete_with_response',
      lastCompletedStep: -1,
      messageHistory: [],
    });
    expect(await campaignQueue().getJob(`${campaignId}-1`)).toBeNull();
    expect(rehearsal.line.call(callId)).toBeNull();
  });

  test('a message of somebody else is no answer, and the step is done', async () => {
    rehearsal.stage.google.addThread(thread('thread-other', 'Mail Delivery <mailer-daemon@google.com>'));
    const { campaignId, callId } = await seedWithThread('thread-other', 'amy@smithpractice.com');
    expect(await endOf(await rehearsal.queue(campaignId, { finalStep: false }))).toBeNull();
    expect(await storedCampaign(campaignId)).toMatchObject({ status: 'in_progress', lastCompletedStep: 0 });
    expect(rehearsal.line.dials(callId)).toEqual(['answered']);
    await (await campaignQueue().getJob(`${campaignId}-1`))?.remove();
  });

  test.each([
    ['Gmail answers with an error', () => rehearsal.stage.google.fail('error')],
    ['the initiator has not connected Google', () => rehearsal.stage.clerk.fail('no-token')],
    ['the thread is gone', () => undefined],
  ])('where %s, the step is done all the same', async (why, fail) => {
    fail();
    const { campaignId, callId } = await seedWithThread(`gone-${why.length}`, `${why.length}@practice.com`);
    expect(await endOf(await rehearsal.queue(campaignId, { finalStep: false }))).toBeNull();
    expect(rehearsal.line.dials(callId)).toEqual(['answered']);
    await (await campaignQueue().getJob(`${campaignId}-1`))?.remove();
  });
});

test('An answer that cannot be noted on the campaign fails the job, and the later jobs stay', async () => {
  const { campaignId } = await rehearsal.seed(hangsUpAtOnce, { steps: [step('phone'), step('phone')] });
  const [job, later] = [
    await rehearsal.queue(campaignId, { finalStep: false, delayMs: HOUR }),
    await rehearsal.queue(campaignId, { step: 1, delayMs: HOUR }),
  ];
  const answered = processMessage(job, {
    async checkForResponses({ contact }) {
      await Contact.deleteOne({ email: contact.email });
      return true;
    },
    onUnsettled: async () => undefined,
  });
  await expect(answered).rejects.toThrow(`The contact of campaign ${campaignId} does not exist`);
  expect(await campaignQueue().getJob(later.id)).not.toBeNull();
  for (const waiting of [job, later]) await waiting.remove();
});

describe('A sequence whose emails nobody opens', () => {
  const email = (opens: number, index: number): Message => ({
    messageId: `<${index}@docshield.com>`,
    sentAt: new Date(index * 1_000),
    opens,
    clicks: 0,
  });
  const call: Message = {
    messageId: '',
    sentAt: new Date(9_000),
    opens: 0,
    clicks: 0,
    channel: 'phone',
    callId: 'earlier',
    outcome: 'no_answer',
  };
  const steps = () => [step('email'), step('email'), step('email'), step('phone'), step('phone')];

  /** Three steps are done; the fourth is due and the fifth is queued. */
  const doFourthStep = async (messageHistory: Message[]) => {
    const { campaignId } = await rehearsal.seed(hangsUpAtOnce, {
      steps: steps(),
      campaign: { lastCompletedStep: 2, messageHistory },
    });
    await rehearsal.queue(campaignId, { step: 4, delayMs: HOUR });
    expect(await endOf(await rehearsal.queue(campaignId, { step: 3, finalStep: false }))).toBeNull();
    const later = await campaignQueue().getJob(`${campaignId}-4`);
    await later?.remove();
    const campaign = await storedCampaign(campaignId);
    return { campaign, later, dials: rehearsal.line.dials(`${campaignId}-3`) };
  };

  test('is given up after three of them, and nobody is phoned', async () => {
    const { campaign, later, dials } = await doFourthStep([0, 0, 0].map(email));
    expect(campaign).toMatchObject({ status: 'complete_no_response', lastCompletedStep: 2 });
    expect(later).toBeNull();
    expect(dials).toEqual([]);
  });

  test('goes on when one of them was opened', async () => {
    const { campaign, later, dials } = await doFourthStep([0, 1, 0].map(email));
    expect(campaign).toMatchObject({ status: 'in_progress', lastCompletedStep: 3 });
    expect(later).not.toBeNull();
    expect(dials).toEqual(['answered']);
  });

  test('goes on after two of them and a phone call, which has no opens', async () => {
    const { campaign, dials } = await doFourthStep([...[0, 0].map(email), call]);
    expect(campaign).toMatchObject({ status: 'in_progress', lastCompletedStep: 3 });
    expect(dials).toEqual(['answered']);
  });
});
