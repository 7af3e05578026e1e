import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRedis } from '../scripts/rehearsal/services/redis.js';
import { seedCampaign } from '../scripts/seed/seed-campaign.js';
import { readSeedRequest, SeedError, type SeedOptions } from '../scripts/seed/seed-request.js';
import { campaignQueue, closeCampaignQueue } from '../src/campaign-queue.js';
import Batch from '../src/mongoose/models/Batch.js';
import Campaign from '../src/mongoose/models/Campaign.js';
import Contact from '../src/mongoose/models/Contact.js';
import Sequence from '../src/mongoose/models/Sequence.js';
import { useMongo } from './mongoose/stored-campaigns.js';

process.env['LOG_LEVEL'] = 'silent';
useMongo();

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const MINUTE = 60_000;

let redis: Awaited<ReturnType<typeof startRedis>>;
/** Where a Redis was and is no more. */
let redisAway: string;
let folder: string;

beforeAll(async () => {
  redis = await startRedis();
  process.env['REDIS_URL'] = redis.url;
  const stopped = await startRedis();
  await stopped.close();
  redisAway = stopped.url;
  folder = await mkdtemp(join(tmpdir(), 'seed-'));
});
afterAll(async () => {
  await closeCampaignQueue();
  await redis.close();
  await rm(folder, { recursive: true });
});

const options = (changes: Partial<SeedOptions> = {}): SeedOptions => ({
  phone: '(212) 555-0123',
  practice: 'Smith Family Medicine',
  doctor: 'John Smith',
  initiator: 'user_1',
  state: 'NY',
  prompt: join(ROOT, 'prompts/sequences/docshield.md'),
  subject: 'Malpractice insurance',
  delay: '0',
  ...changes,
});

const problemsOf = async (changes: Partial<SeedOptions>): Promise<readonly string[]> => {
  const error = await readSeedRequest(options(changes)).catch((thrown) => thrown);
  return error instanceof SeedError ? error.problems : [];
};

const counts = async () => ({
  contacts: await Contact.countDocuments(),
  sequences: await Sequence.countDocuments(),
  batches: await Batch.countDocuments(),
  campaigns: await Campaign.countDocuments(),
  jobs: (await campaignQueue().getJobs(['waiting', 'delayed'])).length,
});

/** The command as a person runs it. */
const seedCommand = (...args: string[]) => seedCommandWith({}, ...args);

const seedCommandWith = (
  env: NodeJS.ProcessEnv,
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const command = ['--import', 'tsx', 'scripts/seed.ts', ...args];
    execFile(process.execPath, command, { cwd: ROOT, env: { ...process.env, ...env } }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

describe('readSeedRequest', () => {
  test('takes what a person gives, with a checked number and the prompt’s own words', async () => {
    const request = await readSeedRequest(options({ delay: '5', email: 'John@SmithFamily.com' }));
    expect(request).toMatchObject({
      contact: {
        fName: 'John',
        lName: 'Smith',
        email: 'john@smithfamily.com',
        phone: '+12125550123',
        practiceName: 'Smith Family Medicine',
        state: 'NY',
      },
      batch: { initiator: 'user_1' },
      delayMs: 5 * MINUTE,
    });
    expect(request.sequence.prompt).toContain('Harvard-funded');
    expect(request.sequence.prompt).not.toMatch(/^---/);
  });

  test('gives a contact without an email one that reaches nobody and is always the same', async () => {
    const { contact } = await readSeedRequest(options());
    expect(contact.email).toBe('phone-12125550123@example.invalid');
  });

  test('lists every problem at once', async () => {
    const empty = join(folder, 'empty.md');
    await writeFile(empty, '---\ntitle: Nothing\n---\n');
    const problems = await problemsOf({
      practice: ' ',
      doctor: '',
      initiator: '',
      phone: '12345',
      email: 'nobody',
      state: 'Atlantis',
      delay: 'soon',
      prompt: empty,
    });
    const flags = [
      '--practice',
      '--doctor',
      '--initiator',
      '--phone',
      '--email',
      '--state',
      '--delay',
      '--prompt',
    ];
    for (const flag of flags) {
      expect(problems.filter((problem) => problem.startsWith(flag))).toHaveLength(1);
    }
    expect(problems).toHaveLength(flags.length);
  });

  test.each([
    ['a prompt file that is not there', { prompt: '/nowhere.md' }, '--prompt: /nowhere.md cannot be read'],
    ['a delay in the past', { delay: '-1' }, '--delay'],
    ['a doctor with one name', { doctor: 'Smith' }, '--doctor needs a first and a last name'],
    ['a missing number', { phone: '' }, '--phone is missing'],
  ])('refuses %s', async (_, changes, problem) => {
    const problems = await problemsOf(changes);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });
});

describe('seedCampaign', () => {
  test('creates what a call needs and queues its job under the call’s id', async () => {
    const before = await counts();
    const seeded = await seedCampaign(await readSeedRequest(options({ phone: '(212) 555-0101' })));
    expect(seeded).toMatchObject({
      jobId: `${seeded.campaignId}-0`,
      reused: [],
      queued: 'new',
    });
    expect(await counts()).toEqual({
      contacts: before.contacts + 1,
      sequences: before.sequences + 1,
      batches: before.batches + 1,
      campaigns: before.campaigns + 1,
      jobs: before.jobs + 1,
    });
    const job = await campaignQueue().getJob(seeded.jobId);
    expect(job?.name).toBe('sendMessage');
    expect(job?.data).toEqual({ campaignId: seeded.campaignId, step: 0, finalStep: true });
    expect(await Sequence.findById(seeded.sequenceId)).toMatchObject({ steps: [{ channel: 'phone' }] });
  });

  test('uses again what is there already, and adds no job twice', async () => {
    const request = await readSeedRequest(options({ phone: '(212) 555-0102' }));
    const first = await seedCampaign(request);
    const before = await counts();
    const second = await seedCampaign(request);
    expect(second).toEqual({
      ...first,
      reused: ['contact', 'sequence', 'batch', 'campaign'],
      queued: 'already',
    });
    expect(await counts()).toEqual(before);
  });

  test('refuses a contact that is stored with other details, and writes nothing', async () => {
    const email = 'john@smithfamily.com';
    const { contactId } = await seedCampaign(
      await readSeedRequest(options({ email, phone: '(212) 555-0103' })),
    );
    const before = await counts();
    const other = options({ email, phone: '(212) 555-0113', practice: 'Smith & Jones', doctor: 'Ann Smith' });
    const error = await seedCampaign(await readSeedRequest(other)).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(SeedError);
    expect(error.message).toContain(
      'differs in fName (--doctor), phone (--phone), practiceName (--practice).',
    );
    expect(error.message).toContain('another --email');
    expect(await counts()).toEqual(before);
    expect(await Contact.findById(contactId)).toMatchObject({
      fName: 'John',
      phone: '+12125550103',
      practiceName: 'Smith Family Medicine',
    });
  });

  test('uses a contact as it is stored, however its number is written', async () => {
    const request = await readSeedRequest(options({ phone: '(212) 555-0108' }));
    const contact = await Contact.create({ ...request.contact, phone: '212.555.0108' });
    expect(await seedCampaign(request)).toMatchObject({
      contactId: contact._id.toString(),
      reused: ['contact', 'sequence', 'batch'],
    });
    expect(await Contact.findById(contact._id)).toMatchObject({ phone: '212.555.0108' });
  });

  test('queues a job again that had failed', async () => {
    await campaignQueue().empty();
    const request = await readSeedRequest(options({ phone: '(212) 555-0109' }));
    const first = await seedCampaign(request);
    const job = await campaignQueue().getNextJob();
    expect(job?.id).toBe(first.jobId);
    await job?.moveToFailed({ message: 'The line broke.' });
    expect(await job?.isFailed()).toBe(true);

    expect(await seedCampaign(request)).toMatchObject({ jobId: first.jobId, queued: 'again' });
    expect(await job?.isWaiting()).toBe(true);
    expect(await seedCampaign(request)).toMatchObject({ queued: 'already' });
  });

  test('makes a new campaign where the last one has been phoned', async () => {
    const request = await readSeedRequest(options({ phone: '(212) 555-0104' }));
    const first = await seedCampaign(request);
    await Campaign.updateOne({ _id: first.campaignId }, { $set: { lastCompletedStep: 0 } });
    const second = await seedCampaign(request);
    expect(second.campaignId).not.toBe(first.campaignId);
    expect(second).toMatchObject({ reused: ['contact', 'sequence', 'batch'], queued: 'new' });
  });

  test('makes a new sequence where the prompt is another', async () => {
    const prompt = join(folder, 'other.md');
    await writeFile(prompt, 'Say hello to Dr. {{ lName }}.');
    const phone = '(212) 555-0105';
    const sequence = 'Spring';
    const first = await seedCampaign(await readSeedRequest(options({ phone, sequence })));
    const second = await seedCampaign(await readSeedRequest(options({ phone, sequence, prompt })));
    expect(second.sequenceId).not.toBe(first.sequenceId);
    expect(second.reused).toEqual(['contact']);
  });

  test('delays the job as long as it was asked to', async () => {
    const seeded = await seedCampaign(
      await readSeedRequest(options({ phone: '(212) 555-0106', delay: '90' })),
    );
    const job = await campaignQueue().getJob(seeded.jobId);
    expect(job?.opts.delay).toBe(90 * MINUTE);
    expect(await job?.isDelayed()).toBe(true);
  });
});

describe('npm run seed', () => {
  const given = [
    ...['--phone', '+12125550107', '--practice', 'Smith Family Medicine', '--doctor', 'John Smith'],
    ...['--initiator', 'user_1', '--json'],
  ];

  test('with --dry-run shows the plan of the call and writes nothing', async () => {
    const before = await counts();
    const { code, out } = await seedCommand(...given, '--dry-run');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      dryRun: true,
      request: { contact: { phone: '+12125550107' } },
      instructions: { greeting: expect.stringContaining('Chelsea') },
    });
    expect(await counts()).toEqual(before);
  });

  test('writes the campaign and its job, and says what it made', async () => {
    const before = await counts();
    const { code, out } = await seedCommand(...given);
    expect(code).toBe(0);
    const { campaignId, jobId } = JSON.parse(out) as { campaignId: string; jobId: string };
    expect(jobId).toBe(`${campaignId}-0`);
    expect(await counts()).toMatchObject({ campaigns: before.campaigns + 1, jobs: before.jobs + 1 });
  });

  test('ends with 1 and every problem, and writes nothing, when something is missing', async () => {
    const before = await counts();
    const { code, err } = await seedCommand('--phone', '12345');
    expect(code).toBe(1);
    for (const flag of ['--practice', '--doctor', '--initiator', '--phone']) expect(err).toContain(flag);
    expect(await counts()).toEqual(before);
  });

  test.each(['REDIS_URL', 'MONGODB_URI'])('writes nothing where no server is at %s', async (name) => {
    const before = await counts();
    const away = { REDIS_URL: redisAway, MONGODB_URI: redisAway.replace('redis:', 'mongodb:') }[name];
    const args = ['--phone', '+12125550110', '--practice', 'Smith Family Medicine'];
    const { code, err } = await seedCommandWith(
      { [name]: away },
      ...[...args, '--doctor', 'John Smith', '--initiator', 'user_1'],
    );
    expect(code).toBe(1);
    expect(err).toContain('Nothing was written');
    expect(err).toContain(`Check ${name}`);
    expect(await counts()).toEqual(before);
  });
});
