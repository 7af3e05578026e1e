/** Campaigns for the tests that need a database: a MongoDB for the file, and documents in it. */
import mongoose from 'mongoose';
import { afterAll, beforeAll } from 'vitest';
import { startMongo } from '../../scripts/rehearsal/services/mongo.js';
import mongoConnect from '../../src/mongoose/connection.js';
import Batch from '../../src/mongoose/models/Batch.js';
import Campaign, { type Message } from '../../src/mongoose/models/Campaign.js';
import Contact from '../../src/mongoose/models/Contact.js';
import Sequence, { type Step } from '../../src/mongoose/models/Sequence.js';

/** Starts a MongoDB for the test file and connects the models to it. */
export function useMongo(): void {
  let close: () => Promise<void>;
  beforeAll(async () => {
    const mongo = await startMongo();
    close = mongo.close;
    process.env['MONGODB_URI'] = mongo.uri;
    await mongoConnect();
  });
  afterAll(async () => {
    await mongoose.disconnect();
    await close();
  });
}

const STEP: Step = { channel: 'phone', message: 'Greet them.', delayDays: 0, sendAt: 9 };

/** Stores a campaign with its contact, batch and sequence; the answer is its id. */
export async function storeCampaign({
  steps = 2,
  messageHistory = [],
  phone = '+19148205734',
}: {
  steps?: number;
  phone?: string;
  messageHistory?: Message[];
} = {}): Promise<string> {
  const contact = await Contact.create({
    fName: 'Amy',
    lName: 'Jones',
    email: `${new mongoose.Types.ObjectId()}@smithpractice.com`,
    phone,
    state: 'NY',
    practiceName: 'Smith Practice',
  });
  const sequence = await Sequence.create({
    name: 'Spring',
    subject: 'Malpractice insurance',
    steps: Array.from({ length: steps }, () => STEP),
  });
  const batch = await Batch.create({ name: 'March', sequence: sequence._id, initiator: 'user_1' });
  const campaign = await Campaign.create({ contact: contact._id, batch: batch._id, messageHistory });
  return campaign._id.toString();
}

/** The campaign as it is stored, without defaults. */
export function storedCampaign(id: string): Promise<Record<string, unknown> | null> {
  return Campaign.collection.findOne({ _id: new mongoose.Types.ObjectId(id) });
}

/** What the history of a stored campaign holds. */
export async function storedHistory(id: string): Promise<Message[]> {
  return ((await storedCampaign(id))?.['messageHistory'] ?? []) as Message[];
}

/** The contact of a stored campaign as it is stored, without defaults. */
export async function storedContact(campaignId: string): Promise<Record<string, unknown> | null> {
  const campaign = await Campaign.findById(campaignId);
  return campaign && Contact.collection.findOne({ _id: campaign.contact });
}
