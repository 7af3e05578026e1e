import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CallOutcome } from '../../src/domain/call-outcome.js';
import { createCampaignRecords } from '../../src/mongoose/campaign-records.js';
import { isNotToBeCalled, markDoNotCall } from '../../src/mongoose/do-not-call.js';
import Campaign, { type CampaignStatus } from '../../src/mongoose/models/Campaign.js';
import Contact from '../../src/mongoose/models/Contact.js';
import { aSettlement, MEETING } from './settlements.js';
import { storeCampaign, storedCampaign, storedContact, storedHistory, useMongo } from './stored-campaigns.js';

useMongo();

const records = createCampaignRecords();
let call: { callId: string; campaignId: string; stepIndex: number };

beforeEach(async () => {
  const campaignId = await storeCampaign();
  call = { callId: `${campaignId}-0`, campaignId, stepIndex: 0 };
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a call that is to be the last', () => {
  const forbidden: readonly [what: string, outcome: Partial<CallOutcome>, status: CampaignStatus][] = [
    ['by its ending', { ending: 'do_not_call', doNotCall: true }, 'complete_negative_response'],
    [
      'after which the practice hung up',
      { ending: 'hung_up', doNotCall: true },
      'complete_negative_response',
    ],
    ['that broke off', { ending: 'line_lost', doNotCall: true }, 'complete_negative_response'],
    [
      'though it booked a meeting',
      { ending: 'meeting_booked', meeting: MEETING, doNotCall: true },
      'complete_positive_response',
    ],
  ];

  test.each(forbidden)('%s marks the contact', async (_, outcome, status) => {
    expect(await storedContact(call.campaignId)).not.toHaveProperty('doNotCall');
    await records.recordSettlement(aSettlement(call, outcome));
    expect(await storedContact(call.campaignId)).toMatchObject({
      doNotCall: true,
      doNotCallAt: new Date(3_000),
    });
    expect(await storedCampaign(call.campaignId)).toMatchObject({ status });
  });

  test('is marked once: repetitions and later calls leave the first time', async () => {
    const settlement = aSettlement(call, { ending: 'do_not_call', doNotCall: true });
    await records.recordSettlement(settlement);
    await records.recordSettlement({ ...settlement, outcome: { ...settlement.outcome, endedAtMs: 9_000 } });
    expect(await storedContact(call.campaignId)).toMatchObject({ doNotCallAt: new Date(3_000) });
    expect(await storedHistory(call.campaignId)).toHaveLength(1);
  });

  test('keeps its mark when the call is later settled otherwise', async () => {
    await records.recordSettlement(aSettlement(call, { ending: 'do_not_call', doNotCall: true }));
    await records.recordSettlement(aSettlement(call, { ending: 'unknown' }));
    expect(await storedContact(call.campaignId)).toMatchObject({ doNotCall: true });
    expect(await storedCampaign(call.campaignId)).toMatchObject({ status: 'complete_negative_response' });
    expect(await storedHistory(call.campaignId)).toMatchObject([{ outcome: 'do_not_call' }]);
  });

  test('is known to whoever asks from then on', async () => {
    const contactId = (await Campaign.findById(call.campaignId))?.contact;
    if (!contactId) throw new Error('The campaign has no contact.');
    expect(await isNotToBeCalled(contactId)).toBe(false);
    await markDoNotCall(call.campaignId, new Date(1_000));
    expect(await isNotToBeCalled(contactId)).toBe(true);
  });

  test('marks nobody when the campaign is gone', async () => {
    await expect(markDoNotCall('65f0c0ffee0000000000dead', new Date(1_000))).resolves.toBeUndefined();
  });

  test('is marked also when the call could not be recorded after it, and is recorded by a repetition', async () => {
    const settlement = aSettlement(call, { ending: 'do_not_call', doNotCall: true });
    const write = vi.spyOn(Campaign, 'updateOne').mockRejectedValueOnce(new Error('no primary'));
    await expect(records.recordSettlement(settlement)).rejects.toThrow('no primary');
    expect(write).toHaveBeenCalled();
    expect(await storedContact(call.campaignId)).toMatchObject({ doNotCall: true });
    expect(await storedHistory(call.campaignId)).toEqual([]);

    await records.recordSettlement(settlement);
    expect(await storedCampaign(call.campaignId)).toMatchObject({ status: 'complete_negative_response' });
    expect(await storedHistory(call.campaignId)).toHaveLength(1);
  });

  test('is not recorded without its mark: a contact that could not be marked is marked by a repetition', async () => {
    const settlement = aSettlement(call, { ending: 'hung_up', doNotCall: true });
    vi.spyOn(Contact, 'updateOne').mockRejectedValueOnce(new Error('no primary'));
    await expect(records.recordSettlement(settlement)).rejects.toThrow('no primary');
    expect(await storedCampaign(call.campaignId)).toMatchObject({
      status: 'in_progress',
      messageHistory: [],
    });

    await records.recordSettlement(settlement);
    expect(await storedContact(call.campaignId)).toMatchObject({ doNotCall: true });
    expect(await storedHistory(call.campaignId)).toMatchObject([{ outcome: 'hung_up' }]);
  });
});
