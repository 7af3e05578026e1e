/** The campaign of a scenario, stored as the sequencing tool would have stored it. Used by `rehearsal-room.ts`. */
import { readFile } from 'node:fs/promises';
import mongoose from 'mongoose';
import { withoutFrontMatter } from '../../src/call/prompts.js';
import Batch from '../../src/mongoose/models/Batch.js';
import Campaign, { type CampaignModel } from '../../src/mongoose/models/Campaign.js';
import Contact, { type ContactModel } from '../../src/mongoose/models/Contact.js';
import Sequence, { type Step } from '../../src/mongoose/models/Sequence.js';
import type { Scenario } from './scenario-schema.js';

const SAMPLE_PROMPT = new URL('../../prompts/sequences/docshield.md', import.meta.url);
const SAMPLE_EMAIL = 'Did you get our call?';
const SAMPLE_PRACTICE = 'Smith Family Medicine';

/** Resolves with the campaign's id. `phone` is the number unless the scenario has another one. */
export async function storeCampaign(
  { contact, prompt, job }: Scenario,
  { phone, initiator }: { readonly phone: string; readonly initiator: string },
): Promise<string> {
  const [fName = '', ...lastNames] = contact.doctor.split(/\s+/);
  const to = await Contact.create({
    fName,
    lName: lastNames.join(' '),
    state: contact.state,
    phone: contact.phone ?? phone,
    practiceName: SAMPLE_PRACTICE,
    email: `${new mongoose.Types.ObjectId()}@smithfamily.com`,
  });
  const message = prompt ?? withoutFrontMatter(await readFile(SAMPLE_PROMPT, 'utf8'));
  const steps = job.steps.map(
    (channel, index): Step => ({
      channel,
      // A job of the type `call` phones with the prompt of a step of any channel.
      message: channel === 'email' && index > 0 ? SAMPLE_EMAIL : message,
      delayDays: 0,
      sendAt: 9,
    }),
  );
  const sequence = await Sequence.create({ name: 'Rehearsal', subject: 'Malpractice insurance', steps });
  const batch = await Batch.create({ name: 'Rehearsal', sequence: sequence._id, initiator });
  const stored = await Campaign.create({ contact: to._id, batch: batch._id });
  return stored._id.toString();
}

export interface StoredCampaign {
  readonly campaign: CampaignModel;
  readonly contact: ContactModel;
}

export async function storedCampaign(id: string): Promise<StoredCampaign> {
  const campaign = await Campaign.findById(id).lean<CampaignModel>();
  const contact = campaign && (await Contact.findById(campaign.contact).lean<ContactModel>());
  if (!campaign || !contact) throw new Error(`Campaign ${id} or its contact is gone.`);
  return { campaign, contact };
}
