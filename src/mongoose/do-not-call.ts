/**
 * Contacts that asked not to be called again. Marked by `campaign-records.ts` when a call is settled, asked
 * about by the phone channel before it places a call. Whoever asks means the telephone: a marked contact bars its number
 * for every other contact that has it. Never takes a mark away: that is a person's to do, and frees the number.
 */
import type mongoose from 'mongoose';
import { parsePhoneNumber } from '../domain/phone-number.js';
import mongoConnect from './connection.js';
import Campaign from './models/Campaign.js';
import Contact, { type ContactModel } from './models/Contact.js';

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
 * Whether the contact, or another with the same number however it is written, is marked by now, whatever was read of
 * it before: another campaign may have called since.
 *
 * @throws Error when the database cannot be reached; nobody may be phoned then
 */
export async function isNotToBeCalled(contactId: mongoose.Types.ObjectId, toE164: string): Promise<boolean> {
  await mongoConnect();
  const [contact, isNumberMarked] = await Promise.all([
    Contact.exists({ _id: contactId, doNotCall: true }),
    isMarked(toE164),
  ]);
  return contact !== null || isNumberMarked;
}

/** So many digits at the end are alike in every way to write a number, with or without its country. */
const LAST_DIGITS = 7;

/** The database finds those whose number may be the same, in the index of marked contacts; reading it decides. */
async function isMarked(toE164: string): Promise<boolean> {
  const digits = [...toE164.slice(-LAST_DIGITS)].join('\\D*');
  const marked = await Contact.find({ doNotCall: true, phone: new RegExp(digits) })
    .select('phone -_id')
    .lean<Pick<ContactModel, 'phone'>[]>();
  return marked.some(({ phone }) => {
    const number = parsePhoneNumber(phone);
    return number.ok && number.e164 === toE164;
  });
}
