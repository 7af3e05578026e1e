import mongoose from 'mongoose';
import { describe, expect, test } from 'vitest';
import Campaign from '../../src/mongoose/models/Campaign.js';
import { storeCampaign, useMongo } from './stored-campaigns.js';

useMongo();

const id = (): mongoose.Types.ObjectId => new mongoose.Types.ObjectId();
const LONG_AGO = new Date('2024-03-01T10:00:00.000Z');
const TIMES = { createdAt: LONG_AGO, updatedAt: LONG_AGO, __v: 0 };

/** Documents as the application stored them before it knew of calls. */
const STORED_BEFORE: readonly [model: string, document: Record<string, unknown>][] = [
  [
    'Sequence',
    {
      name: 'Spring',
      subject: 'Insurance',
      steps: [{ channel: 'voicemail', message: 'Hi {{ fName }}', delayDays: 2, sendAt: 9, note: 'kept' }],
    },
  ],
  ['Batch', { name: 'March', sequence: id(), initiator: 'user_1', status: 'paused' }],
  ['Contact', { fName: 'Amy', lName: 'Jones', email: 'amy@smithpractice.com', phone: '(914) 820-5734' }],
  [
    'Campaign',
    {
      contact: id(),
      batch: id(),
      status: 'in_progress',
      threadId: 'thread-1',
      lastCompletedStep: 0,
      lastCompletedDate: LONG_AGO,
      messageHistory: [{ messageId: '<a@mail.example>', sentAt: LONG_AGO, opens: 2, clicks: 1 }],
    },
  ],
];

describe('a document that was stored before calls existed', () => {
  test.each(STORED_BEFORE)('a %s loads and saves unchanged', async (name, fields) => {
    const model = mongoose.model(name);
    const stored = { _id: id(), ...fields, ...TIMES };
    await model.collection.insertOne(stored);
    const loaded = await model.findById(stored._id);
    await loaded?.save();
    expect(await model.collection.findOne({ _id: stored._id })).toEqual(stored);
    expect(loaded?.toObject()).toEqual(stored);
  });
});

describe('a campaign', () => {
  test('begins in progress, with no step done and nothing sent', async () => {
    const campaign = await Campaign.findById(await storeCampaign());
    expect(campaign?.toObject()).toMatchObject({
      status: 'in_progress',
      lastCompletedStep: -1,
      messageHistory: [],
    });
  });

  test('does not take a status that does not exist', async () => {
    const campaign = new Campaign({ contact: id(), batch: id() });
    campaign.set('status', 'sold');
    await expect(campaign.save()).rejects.toThrow('status');
  });
});
