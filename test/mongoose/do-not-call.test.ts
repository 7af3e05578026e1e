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

const withPhone = async (phone: string) => {
  const campaignId = await storeCampaign({ phone });
  const contactId = (await Campaign.findById(campaignId))?.contact;
  if (!contactId) throw new Error('The campaign has no contact.');
  return { campaignId, contactId };
};

describe('a number at which somebody asked not to be called', () => {
  test.each([
    ['+1 (212) 555-0111', '+12125550111'],
    ['212.555.0112', '+12125550112'],
    ['1-212-555-0113 ext. 42', '+12125550113'],
    ['  (212)5550114 x7', '+12125550114'],
    ['011 44 20 7946 0018', '+442079460018'],
  ])('and that is stored as “%s” bars every other contact with it', async (stored, e164) => {
    const marked = await withPhone(stored);
    const other = await withPhone(e164);
    expect(await isNotToBeCalled(other.contactId, e164)).toBe(false);
    await markDoNotCall(marked.campaignId, new Date(1_000));
    expect(await isNotToBeCalled(other.contactId, e164)).toBe(true);
  });

  test('is free again when a person takes the mark away', async () => {
    const marked = await withPhone('212 555 0121');
    const other = await withPhone('+12125550121');
    await markDoNotCall(marked.campaignId, new Date(1_000));
    await Contact.updateOne({ _id: marked.contactId }, { $unset: { doNotCall: 1 } });
    expect(await isNotToBeCalled(other.contactId, '+12125550121')).toBe(false);
  });

  test('bars no other: neither another area, nor what cannot be read as one number', async () => {
    const other = await withPhone('+12125550131');
    for (const phone of ['(914) 555-0131', '555-0131', '+44 20 2555 0131', '212-555-0131 or 212-555-0132']) {
      await markDoNotCall((await withPhone(phone)).campaignId, new Date(1_000));
    }
    expect(await isNotToBeCalled(other.contactId, '+12125550131')).toBe(false);
  });

  test('is looked for among the marked contacts alone, in an index of theirs', () => {
    expect(Contact.schema.indexes()).toContainEqual([
      { doNotCall: 1, phone: 1 },
      expect.objectContaining({ partialFilterExpression: { doNotCall: true } }),
    ]);
  });
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
    const { campaignId, contactId } = await withPhone('+12125550100');
    expect(await isNotToBeCalled(contactId, '+12125550100')).toBe(false);
    await markDoNotCall(campaignId, new Date(1_000));
    expect(await isNotToBeCalled(contactId, '+12125550100')).toBe(true);
    // Also where the contact has another number by now.
    expect(await isNotToBeCalled(contactId, '+12125550199')).toBe(true);
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
