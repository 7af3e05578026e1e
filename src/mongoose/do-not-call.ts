/**
 * Contacts that asked not to be called again. Marked by `campaign-records.ts` when a call is settled, asked
 * about by the phone channel right before it dials. Never takes a mark away: that is a person's to do.
 */
import type mongoose from 'mongoose';
import mongoConnect from './connection.js';
import Campaign from './models/Campaign.js';
import Contact from './models/Contact.js';

/**
 * Marks the contact of a campaign; `at` is when it asked. Idempotent: the first time it asked stays.
 * A campaign or contact that is gone has nothing left to mark.
 *
 * @throws Error when the database cannot be reached
 */
export async function markDoNotCall(campaignId: string, at: Date): Promise<void> {
  await mongoConnect();
  const campaign = await Campaign.findById(campaignId)
    .select('contact')
    .lean<{ contact: mongoose.Types.ObjectId }>();
  if (campaign === null) return;
  await Contact.updateOne(
    { _id: campaign.contact, doNotCall: { $ne: true } },
    { $set: { doNotCall: true, doNotCallAt: at } },
  );
}

/**
 * Whether the contact is marked by now, whatever was read of it before: another campaign may have called since.
 *
 * @throws Error when the database cannot be reached; nobody may be phoned then
 */
export async function isNotToBeCalled(contactId: mongoose.Types.ObjectId): Promise<boolean> {
  await mongoConnect();
  return (await Contact.exists({ _id: contactId, doNotCall: true })) !== null;
}
