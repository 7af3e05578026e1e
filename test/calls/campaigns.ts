/** Campaigns for calls: stores one with its contact, sequence and batch, as the sequencing tool would have. */
import { readFileSync } from 'node:fs';
import mongoose from 'mongoose';
import { INITIATOR } from '../../scripts/rehearsal/stage.js';
import { withoutFrontMatter } from '../../src/call/prompts.js';
import Batch, { type BatchModel } from '../../src/mongoose/models/Batch.js';
import Campaign, { type CampaignModel } from '../../src/mongoose/models/Campaign.js';
import Contact, { type ContactModel } from '../../src/mongoose/models/Contact.js';
import Sequence, { type Step } from '../../src/mongoose/models/Sequence.js';

/** What differs from a campaign of one phone step with the sample prompt, for Dr. John Smith in New York. */
export interface CampaignSeed {
  readonly contact?: Partial<ContactModel>;
  readonly steps?: Step[];
  readonly batch?: Partial<BatchModel>;
  readonly campaign?: Partial<CampaignModel>;
}

const SAMPLE_PROMPT = withoutFrontMatter(
  readFileSync(new URL('../../prompts/sequences/docshield.md', import.meta.url), 'utf8'),
);

/** A step of a sequence. `channel` may be one that no worker knows. */
export const step = (channel: string, message = SAMPLE_PROMPT): Step =>
  ({ channel, message, delayDays: 0, sendAt: 9 }) as Step;

/** Resolves with the campaign's id. */
export async function storeCampaign(
  practice: { readonly phone: string; readonly practiceName: string },
  { contact, steps = [step('phone')], batch, campaign }: CampaignSeed,
): Promise<string> {
  const email = `${new mongoose.Types.ObjectId()}@smithfamily.com`;
  const person = { fName: 'John', lName: 'Smith', state: 'NY', email };
  const to = await Contact.create({ ...person, ...practice, ...contact });
  const sequence = await Sequence.create({ name: 'Spring', subject: 'Malpractice insurance', steps });
  const of = await Batch.create({ name: 'March', sequence: sequence._id, initiator: INITIATOR, ...batch });
  const stored = await Campaign.create({ contact: to._id, batch: of._id, ...campaign });
  return stored._id.toString();
}

/** The campaign as it is stored now. */
export async function storedCampaign(id: string): Promise<CampaignModel> {
  const campaign = await Campaign.findById(id).lean<CampaignModel>();
  if (!campaign) throw new Error(`There is no campaign ${id}.`);
  return campaign;
}
