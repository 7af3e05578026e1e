/** Creates what a phone job needs, or finds it where it is there already, and puts the job on the queue. */
import { campaignQueue } from '../../src/campaign-queue.js';
import mongoConnect from '../../src/mongoose/connection.js';
import Batch from '../../src/mongoose/models/Batch.js';
import Campaign from '../../src/mongoose/models/Campaign.js';
import Contact from '../../src/mongoose/models/Contact.js';
import Sequence from '../../src/mongoose/models/Sequence.js';
import type { SeedRequest } from './seed-request.js';

export interface Seeded {
  readonly contactId: string;
  readonly sequenceId: string;
  readonly batchId: string;
  readonly campaignId: string;
  readonly jobId: string;
  /** What was there before and is used again. */
  readonly reused: readonly ('contact' | 'sequence' | 'batch' | 'campaign')[];
  /** False: this very job is on the queue already, so it was not added twice. */
  readonly queued: boolean;
}

const STEP = 0;

export async function seedCampaign(request: SeedRequest): Promise<Seeded> {
  await mongoConnect();
  const reused: Seeded['reused'][number][] = [];
  const noteReused = <T>(what: Seeded['reused'][number], found: T | null): T | null => {
    if (found) reused.push(what);
    return found;
  };

  const { email, ...details } = request.contact;
  const contact =
    noteReused('contact', await Contact.findOneAndUpdate({ email }, details, { returnDocument: 'after' })) ??
    (await Contact.create(request.contact));

  const { name, subject, prompt } = request.sequence;
  const step = { channel: 'phone' as const, message: prompt, delayDays: 0, sendAt: 0 };
  const sameSequence = {
    name,
    subject,
    steps: { $size: 1 },
    'steps.0.channel': 'phone',
    'steps.0.message': prompt,
  };
  const sequence =
    noteReused('sequence', await Sequence.findOne(sameSequence)) ??
    (await Sequence.create({ name, subject, steps: [step] }));

  const sameBatch = { ...request.batch, sequence: sequence._id, status: 'in_progress' as const };
  const batch = noteReused('batch', await Batch.findOne(sameBatch)) ?? (await Batch.create(sameBatch));

  // A campaign that has been phoned is history: a new call is a new campaign.
  const sameCampaign = {
    contact: contact._id,
    batch: batch._id,
    status: 'in_progress' as const,
    lastCompletedStep: -1,
  };
  const campaign =
    noteReused('campaign', await Campaign.findOne({ ...sameCampaign, messageHistory: { $size: 0 } })) ??
    (await Campaign.create(sameCampaign));

  const campaignId = campaign._id.toString();
  const jobId = `${campaignId}-${STEP}`;
  const queue = campaignQueue();
  const before = await queue.getJob(jobId);
  if (!before) {
    const data = { campaignId, step: STEP, finalStep: true };
    await queue.add('sendMessage', data, { jobId, delay: request.delayMs });
  }
  return {
    contactId: contact._id.toString(),
    sequenceId: sequence._id.toString(),
    batchId: batch._id.toString(),
    campaignId,
    jobId,
    reused,
    queued: !before,
  };
}
