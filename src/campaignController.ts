/**
 * Reads and changes campaigns in MongoDB, and removes their jobs from the queue. Called by the worker and its
 * channels. `getCampaign` and `updateCampaign` answer like an HTTP response and never reject.
 */
import mongoose, { type UpdateQuery } from 'mongoose';
import { removeJob } from './campaign-jobs.js';
import { logger } from './libraries/utils/logger.js';
import { notReplacedBy } from './mongoose/campaign-status.js';
import mongoConnect from './mongoose/connection.js';
import {
  type CallHistoryEntry,
  callMessageWrites,
  known,
  lacksAll,
  notStored,
} from './mongoose/message-history.js';
import './mongoose/models/Batch.js';
import Campaign, {
  type CampaignModel,
  type CampaignModelPopulated,
  type CampaignStatus,
  type CampaignType,
} from './mongoose/models/Campaign.js';
import './mongoose/models/Contact.js';
import './mongoose/models/Sequence.js';

export { campaignQueue, closeCampaignQueue } from './campaign-queue.js';

export type CampaignResponse =
  | { readonly ok: true; readonly status: 200; json(): Promise<CampaignModelPopulated> }
  | { readonly ok: false; readonly status: 400 | 404 | 503; json(): Promise<{ error: string }> };

type CampaignDocument = mongoose.HydratedDocument<CampaignType>;
type CallFields = Partial<Pick<CampaignModel, 'status' | 'decline_reason' | 'fail_reason'>>;
type CampaignPayload = Partial<Omit<CampaignModel, '_id' | 'createdAt' | 'updatedAt'>>;

const POPULATED = [{ path: 'contact' }, { path: 'batch', populate: { path: 'sequence' } }];

/** The steps whose jobs are looked for even when the sequence has fewer: it may have been shortened. */
const FEWEST_STEPS = 10;

/**
 * The campaign with its contact, batch and sequence. 400: the id is malformed; 404: there is no such campaign,
 * or one of the three is gone; 503: the database cannot be reached.
 */
export function getCampaign(id: string): Promise<CampaignResponse> {
  return answer(id, () => Campaign.findById(id).populate(POPULATED).exec());
}

/**
 * Sets the fields of `payload` and answers with the campaign as it is then; statuses as in {@link getCampaign},
 * and 400 for a value that the campaign cannot take. Nothing is written unless the answer is 200.
 *
 * `messageHistory` is not replaced: callers pass what they read plus what is new, and meanwhile others may have
 * added to it. The entries that are not stored yet are added, in one atomic write with the other fields;
 * stored entries stay as they are. An entry is known by its `callId`, else by `messageId` and `sentAt`.
 * `lastCompletedStep` never goes back, and a status that {@link notReplacedBy} protects stays.
 */
export function updateCampaign(id: string, payload: CampaignPayload): Promise<CampaignResponse> {
  const { messageHistory = [], lastCompletedStep, status, ...fields } = payload;
  return answer(id, async () => {
    for (;;) {
      const stored = await Campaign.findById(id).populate(POPULATED);
      if (stored === null || missingReference(populated(stored)) !== null) return stored;
      const fresh = notStored(messageHistory, stored.messageHistory);
      const kept = status === undefined ? [] : notReplacedBy(status);
      const writable = status !== undefined && !kept.includes(stored.status);
      const update: UpdateQuery<CampaignType> = { $set: writable ? { ...fields, status } : fields };
      if (lastCompletedStep !== undefined) update.$max = { lastCompletedStep };
      if (fresh.length > 0) update.$push = { messageHistory: { $each: fresh } };
      const unchanged = { ...lacksAll(fresh), ...(writable ? { status: { $nin: kept } } : {}) };
      const updated = await Campaign.findOneAndUpdate({ _id: id, ...unchanged }, update, {
        returnDocument: 'after',
        runValidators: true,
      }).populate(POPULATED);
      if (updated !== null) return updated;
      // Another writer has stored one of the entries or a status since: look again, with less left to write.
    }
  });
}

/**
 * Records a call in the history, one entry to a call id: the first writer adds it, later ones complete it.
 * Repetitions add nothing, no known field is overwritten by null, and no booking by another outcome.
 * `fields` are set in the same write, except for a status in whose place {@link notReplacedBy} keeps another.
 *
 * @throws Error when the campaign is not there or the database cannot be reached
 */
export async function recordCall(
  campaignId: string,
  entry: CallHistoryEntry,
  { status, ...fields }: CallFields = {},
): Promise<void> {
  await mongoConnect();
  const kept = status === undefined ? [] : notReplacedBy(status);
  const withStatus = { filter: { status: { $nin: kept } }, set: known({ ...fields, status }) };
  const withoutStatus = { filter: {}, set: known(fields) };
  for (const fieldsOf of kept.length === 0 ? [withStatus] : [withStatus, withoutStatus]) {
    for (const { filter, update } of callMessageWrites(entry)) {
      const written = await Campaign.updateOne(
        { _id: campaignId, ...filter, ...fieldsOf.filter },
        { ...update, $set: { ...fieldsOf.set, ...update.$set } },
        { runValidators: true },
      );
      if (written.matchedCount > 0) return;
    }
  }
  throw new Error(`Campaign ${campaignId} not found`);
}

/**
 * Ends a campaign with `status` and removes its waiting jobs, except the one of the step that is being done.
 * A status that {@link notReplacedBy} protects stays.
 * A job that cannot be removed does not keep the others; it is named in the error. Never rejects.
 */
export const setCampaignFail = async (
  campaignId: string,
  stepIndex: number,
  status: CampaignStatus,
  reason?: string,
): Promise<{ success: boolean; error?: string }> => {
  try {
    await mongoConnect();
    await Campaign.updateOne(
      { _id: campaignId, status: { $nin: notReplacedBy(status) } },
      { $set: known({ status, fail_reason: reason }) },
      { runValidators: true },
    );
    const campaign = await Campaign.findById(campaignId).populate(POPULATED);
    if (campaign === null) return { success: false, error: `Campaign ${campaignId} not found` };
    const { batch }: Partial<CampaignModelPopulated> = populated(campaign);
    const steps = Math.max(batch?.sequence?.steps.length ?? 0, FEWEST_STEPS);
    const jobIds = Array.from({ length: steps }, (_, index) => `${campaignId}-${index}`);
    const removals = await Promise.all(jobIds.map((jobId) => removeJob(jobId, stepIndex)));
    const left = jobIds.filter((_, index) => removals[index] === false);
    return left.length === 0
      ? { success: true }
      : { success: false, error: `Error removing jobs ${left.join(', ')}: see the log` };
  } catch (error) {
    logger.error('Error setting campaign to failed', { campaignId, error });
    return { success: false, error: `Error setting campaign ${campaignId} to failed` };
  }
};

async function answer(id: string, find: () => Promise<CampaignDocument | null>): Promise<CampaignResponse> {
  if (!mongoose.isObjectIdOrHexString(id)) return refusal(400, 'The campaign id is malformed');
  try {
    await mongoConnect();
    const found = await find();
    if (found === null) return refusal(404, `Campaign ${id} not found`);
    const campaign = populated(found);
    const gone = missingReference(campaign);
    if (gone !== null) return refusal(404, `The ${gone} of campaign ${id} does not exist`);
    return { ok: true, status: 200, json: async () => campaign };
  } catch (error) {
    if (error instanceof mongoose.Error.ValidationError || error instanceof mongoose.Error.CastError) {
      return refusal(400, error.message);
    }
    logger.error('Campaigns cannot be read or written', { campaignId: id, error });
    return refusal(503, 'The database cannot be reached');
  }
}

/** A populated document as a plain object. A reference whose document is gone is null in it. */
function populated(document: CampaignDocument): CampaignModelPopulated {
  return document.toObject() as unknown as CampaignModelPopulated;
}

function missingReference(campaign: CampaignModelPopulated): string | null {
  const { contact, batch }: Partial<CampaignModelPopulated> = campaign;
  if (!contact) return 'contact';
  if (!batch) return 'batch';
  return batch.sequence ? null : 'sequence';
}

function refusal(status: 400 | 404 | 503, error: string): CampaignResponse {
  return { ok: false, status, json: async () => ({ error }) };
}
