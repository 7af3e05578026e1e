/** Creates what a phone job needs, or finds it where it is there already, and puts the job on the queue. */
import pTimeout from 'p-timeout';
import { campaignQueue } from '../../src/campaign-queue.js';
import { parsePhoneNumber } from '../../src/domain/phone-number.js';
import mongoConnect from '../../src/mongoose/connection.js';
import Batch from '../../src/mongoose/models/Batch.js';
import Campaign from '../../src/mongoose/models/Campaign.js';
import Contact, { type ContactType } from '../../src/mongoose/models/Contact.js';
import Sequence from '../../src/mongoose/models/Sequence.js';
import { SeedError, type SeedRequest } from './seed-request.js';

export interface Seeded {
  readonly contactId: string;
  readonly sequenceId: string;
  readonly batchId: string;
  readonly campaignId: string;
  readonly jobId: string;
  /** What was there before and is used again. */
  readonly reused: readonly ('contact' | 'sequence' | 'batch' | 'campaign')[];
  /** `again`: the job had failed and is retried, at once. `already`: it was there, so it was not added twice. */
  readonly queued: 'new' | 'again' | 'already';
}

const STEP = 0;
const REDIS_TIMEOUT_MS = 5_000;

/**
 * Rejects with {@link SeedError}, and has written nothing, where Redis or MongoDB is away or another contact
 * has that email.
 */
export async function seedCampaign(request: SeedRequest): Promise<Seeded> {
  await requireServices();
  const reused: Seeded['reused'][number][] = [];
  const noteReused = <T>(what: Seeded['reused'][number], found: T | null): T | null => {
    if (found) reused.push(what);
    return found;
  };

  const contact =
    noteReused('contact', await findContact(request.contact)) ?? (await Contact.create(request.contact));

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
  return {
    contactId: contact._id.toString(),
    sequenceId: sequence._id.toString(),
    batchId: batch._id.toString(),
    campaignId,
    jobId,
    reused,
    queued: await queueJob(jobId, campaignId, request.delayMs),
  };
}

async function requireServices(): Promise<void> {
  const problems: string[] = [];
  const note = (error: unknown): void => {
    problems.push(error instanceof Error ? error.message : String(error));
  };
  await Promise.all([mongoConnect().catch(note), requireRedis().catch(note)]);
  if (problems.length > 0) throw new SeedError(problems);
}

/** A ping, since Bull counts a queue as ready before it is connected. */
async function requireRedis(): Promise<void> {
  await pTimeout(campaignQueue().client.ping(), {
    milliseconds: REDIS_TIMEOUT_MS,
    message: 'Redis cannot be reached. Check REDIS_URL, and that the server is up.',
  });
}

/** The option that gives a field of the contact. */
const OPTIONS = {
  fName: '--doctor',
  lName: '--doctor',
  phone: '--phone',
  practiceName: '--practice',
  state: '--state',
} as const;

/** The contact with that email, which is never changed: it may be one that others work with. */
async function findContact(given: SeedRequest['contact']): Promise<ContactType | null> {
  const stored = await Contact.findOne({ email: given.email });
  if (!stored) return null;
  const fields = Object.keys(OPTIONS) as (keyof typeof OPTIONS)[];
  const differing = fields.filter((field) => given[field] !== undefined && !isSame(field, stored, given));
  if (differing.length === 0) return stored;
  const named = differing.map((field) => `${field} (${OPTIONS[field]})`).join(', ');
  throw new SeedError([
    `The contact with the email ${given.email} is there already and differs in ${named}. ` +
      'Give what is stored, or use another --email.',
  ]);
}

function isSame(field: keyof typeof OPTIONS, stored: ContactType, given: SeedRequest['contact']): boolean {
  if (field !== 'phone') return stored[field] === given[field];
  const phone = parsePhoneNumber(stored.phone);
  return phone.ok && phone.e164 === given.phone;
}

async function queueJob(jobId: string, campaignId: string, delay: number): Promise<Seeded['queued']> {
  const queue = campaignQueue();
  const before = await queue.getJob(jobId);
  if (!before) {
    await queue.add('sendMessage', { campaignId, step: STEP, finalStep: true }, { jobId, delay });
    return 'new';
  }
  if (!(await before.isFailed())) return 'already';
  await before.retry();
  return 'again';
}
