import { beforeEach, describe, expect, test } from 'vitest';
import { createCampaignRecords } from '../../src/mongoose/campaign-records.js';
import { aSettlement, MEETING } from './settlements.js';
import { storeCampaign, storedCampaign, storedContact, storedHistory, useMongo } from './stored-campaigns.js';

useMongo();

const records = createCampaignRecords();
const { attendee, ...meeting } = MEETING;
const TRANSCRIPT = { bucket: 'transcripts', key: 'calls/1/0/transcript.json', source: 'recording' } as const;
let call: { callId: string; campaignId: string; stepIndex: number };

beforeEach(async () => {
  const campaignId = await storeCampaign();
  call = { callId: `${campaignId}-0`, campaignId, stepIndex: 0 };
});

describe('the campaign’s record of a call', () => {
  test('holds a booking at once, and the campaign has its positive response', async () => {
    await records.recordBooking(aSettlement(call).plan, MEETING);
    expect(await storedHistory(call.campaignId)).toEqual([
      {
        messageId: '',
        sentAt: expect.any(Date),
        opens: 0,
        clicks: 0,
        channel: 'phone',
        callId: call.callId,
        outcome: 'meeting_booked',
        meeting,
        attendee,
      },
    ]);
    expect(await storedCampaign(call.campaignId)).toMatchObject({ status: 'complete_positive_response' });
  });

  test('is one complete entry after booking and settlement, however often they are recorded', async () => {
    const settlement = aSettlement(
      call,
      { ending: 'meeting_booked', meeting: MEETING },
      { transcript: TRANSCRIPT, notDone: [{ what: 'crm', why: 'HTTP 503' }] },
    );
    await records.recordBooking(settlement.plan, MEETING);
    await records.recordSettlement(settlement);
    await records.recordSettlement(settlement);
    await records.recordBooking(settlement.plan, MEETING);
    expect(await storedHistory(call.campaignId)).toEqual([
      {
        messageId: '',
        sentAt: new Date(1_000),
        opens: 0,
        clicks: 0,
        channel: 'phone',
        callId: call.callId,
        outcome: 'meeting_booked',
        meeting,
        attendee,
        transcript: TRANSCRIPT,
        answeredAt: new Date(2_000),
        endedAt: new Date(3_000),
        notDone: [{ what: 'crm', why: 'HTTP 503' }],
      },
    ]);
  });

  test('gives the campaign its positive response also when only the settlement could be recorded', async () => {
    await records.recordSettlement(aSettlement(call, { ending: 'meeting_booked', meeting: MEETING }));
    expect(await storedCampaign(call.campaignId)).toMatchObject({ status: 'complete_positive_response' });
  });

  test.each(['hung_up', 'line_lost', 'no_meeting', 'unknown'] as const)(
    'keeps a booking when the call is later settled as %s',
    async (ending) => {
      await records.recordBooking(aSettlement(call).plan, MEETING);
      await records.recordSettlement(aSettlement(call, { ending, reason: 'Another account of it.' }));
      const [entry] = await storedHistory(call.campaignId);
      expect(entry).toMatchObject({
        outcome: 'meeting_booked',
        meeting,
        attendee,
        answeredAt: new Date(2_000),
      });
      expect(entry).not.toHaveProperty('reason');
      expect(await storedCampaign(call.campaignId)).toMatchObject({ status: 'complete_positive_response' });
    },
  );

  test('has a booking that is found after another outcome was recorded', async () => {
    await records.recordSettlement(aSettlement(call, { ending: 'line_lost', reason: 'The line broke.' }));
    await records.recordBooking(aSettlement(call).plan, MEETING);
    const [entry] = await storedHistory(call.campaignId);
    expect(entry).toMatchObject({ outcome: 'meeting_booked', meeting, attendee });
    expect(entry).not.toHaveProperty('reason');
  });

  test('keeps the practice’s reason for declining, and does not complete the step', async () => {
    await records.recordSettlement(
      aSettlement(call, { ending: 'no_meeting', reason: 'happy with the insurer' }),
    );
    expect(await storedCampaign(call.campaignId)).toMatchObject({
      decline_reason: 'happy with the insurer',
      lastCompletedStep: -1,
      status: 'in_progress',
    });
  });

  test('does not take the reason of a broken call for a reason to decline', async () => {
    await records.recordSettlement(aSettlement(call, { ending: 'line_lost', reason: 'The line broke.' }));
    expect(await storedCampaign(call.campaignId)).not.toHaveProperty('decline_reason');
    expect(await storedHistory(call.campaignId)).toMatchObject([{ reason: 'The line broke.' }]);
  });

  test('has who decides and what proves the outcome, and nothing of what is not proven', async () => {
    const decisionMaker = { name: 'Amy Jones', email: '' };
    const evidence = { ending: { utteranceIds: ['u4'], source: null } };
    await records.recordSettlement(aSettlement(call, { ending: 'declined', decisionMaker, evidence }));
    expect(await storedHistory(call.campaignId)).toMatchObject([{ decisionMaker, evidence }]);
    await records.recordSettlement(aSettlement(call, { ending: 'declined' }));
    expect(await storedHistory(call.campaignId)).toMatchObject([{ decisionMaker, evidence }]);

    const other = await storeCampaign();
    await records.recordSettlement(aSettlement({ ...call, campaignId: other }));
    const [entry] = await storedHistory(other);
    expect(entry).not.toHaveProperty('decisionMaker');
    expect(entry).not.toHaveProperty('evidence');
  });

  test('does not keep the proof of an outcome that another has replaced', async () => {
    const evidence = { ending: { utteranceIds: [], source: 'the line: lost' } };
    await records.recordSettlement(aSettlement(call, { ending: 'line_lost', evidence }));
    await records.recordBooking(aSettlement(call).plan, MEETING);
    const [entry] = await storedHistory(call.campaignId);
    expect(entry).toMatchObject({ outcome: 'meeting_booked' });
    expect(entry).not.toHaveProperty('evidence');
  });

  test('rejects when the campaign is gone', async () => {
    const gone = { ...call, campaignId: '65f0c0ffee0000000000dead' };
    await expect(records.recordSettlement(aSettlement(gone))).rejects.toThrow('not found');
  });
});

describe('a refusal', () => {
  test('ends the campaign with the reason in the practice’s own words', async () => {
    const reason = 'the doctor is happy with his current insurer';
    await records.recordSettlement(aSettlement(call, { ending: 'declined', reason }));
    expect(await storedCampaign(call.campaignId)).toMatchObject({
      status: 'complete_negative_response',
      decline_reason: reason,
      lastCompletedStep: -1,
    });
    expect(await storedHistory(call.campaignId)).toMatchObject([{ outcome: 'declined', reason }]);
    expect(await storedContact(call.campaignId)).not.toHaveProperty('doNotCall');
  });

  test('without a reason leaves none', async () => {
    await records.recordSettlement(aSettlement(call, { ending: 'declined' }));
    const campaign = await storedCampaign(call.campaignId);
    expect(campaign).toMatchObject({ status: 'complete_negative_response' });
    expect(campaign).not.toHaveProperty('decline_reason');
  });

  test('does not take a booking back, and its call is recorded all the same', async () => {
    await records.recordSettlement(aSettlement(call, { ending: 'meeting_booked', meeting: MEETING }));
    const later = { ...call, callId: `${call.campaignId}-1`, stepIndex: 1 };
    await records.recordSettlement(aSettlement(later, { ending: 'declined', reason: 'no time' }));
    expect(await storedCampaign(call.campaignId)).toMatchObject({ status: 'complete_positive_response' });
    expect(await storedHistory(call.campaignId)).toMatchObject([
      { outcome: 'meeting_booked' },
      { outcome: 'declined', reason: 'no time' },
    ]);
  });
});

test.each([
  'voicemail_left',
  'voicemail_reached',
  'not_put_through',
  'hung_up',
  'silent',
  'no_answer',
] as const)('a call that ended with %s leaves its entry and the campaign as it is', async (ending) => {
  await records.recordSettlement(aSettlement(call, { ending, reason: 'as the line has it' }));
  expect(await storedHistory(call.campaignId)).toMatchObject([{ outcome: ending }]);
  const campaign = await storedCampaign(call.campaignId);
  expect(campaign).toMatchObject({ status: 'in_progress' });
  expect(campaign).not.toHaveProperty('decline_reason');
  expect(await storedContact(call.campaignId)).not.toHaveProperty('doNotCall');
});
