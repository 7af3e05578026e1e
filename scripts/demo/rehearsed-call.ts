/**
 * The sample call on the rehearsal's stage: services, line and worker started, the practice seeded, the job on Redis.
 * Used by `npm run demo` and `npm run inspect`. What is shown of the call is theirs.
 */
import { fileURLToPath } from 'node:url';
import type { Job } from 'bull';
import { campaignQueue } from '../../src/campaign-queue.js';
import Campaign from '../../src/mongoose/models/Campaign.js';
import type { WorkerOptions } from '../../src/worker.js';
import type { LineName } from '../rehearsal/lines/rehearsal-line.js';
import type { PracticeScript } from '../rehearsal/practice/practice-script.js';
import { booksThroughAMenu } from '../rehearsal/practices.js';
import { INITIATOR, type Stage } from '../rehearsal/stage.js';
import { startStagedWorker } from '../rehearsal/staged-worker.js';
import { type Seeded, seedCampaign } from '../seed/seed-campaign.js';
import { readSeedRequest, type SeedRequest } from '../seed/seed-request.js';

/** The number is kept for fiction: 555-0100 to 555-0199 reach nobody. */
const SAMPLE = {
  phone: '(212) 555-0123',
  practice: 'Smith Family Medicine',
  doctor: 'John Smith',
  email: 'john@smithfamily.com',
  state: 'NY',
  prompt: fileURLToPath(new URL('../../prompts/sequences/docshield.md', import.meta.url)),
  sequence: 'DocShield',
  subject: 'Malpractice insurance',
  batch: 'Demo',
  delay: '0',
  initiator: INITIATOR,
};

export interface RehearsedCallOptions extends Pick<WorkerOptions, 'observe' | 'inspect'> {
  /** The line that carries it; default `memory`. */
  readonly line?: LineName;
  /** The line's seconds for each real one. */
  readonly speed: number;
  /** Who answers; by default a practice that takes a meeting, behind a phone tree. */
  readonly practice?: PracticeScript;
  /** Where the worker's log goes; by default to a file that goes with the stage. */
  readonly logFile?: string;
}

export interface RehearsedCall {
  readonly stage: Stage;
  readonly request: SeedRequest;
  /** Puts the job on the queue. */
  queue(): Promise<Seeded>;
  /** Resolves when the job is over, with the reason when it failed. */
  finished(): Promise<{ readonly error: string | null }>;
  /** The campaign as it is stored. */
  campaign(): Promise<StoredCampaign | null>;
  /** Ends what is still going on, call included, and frees everything. Idempotent. */
  close(): Promise<void>;
}

export type StoredCampaign = NonNullable<Awaited<ReturnType<typeof findCampaign>>>;

const findCampaign = (id: string) => Campaign.findById(id).lean();

/** Rejects, with everything closed again, when something cannot be started. */
export async function startRehearsedCall(options: RehearsedCallOptions): Promise<RehearsedCall> {
  const { line = 'memory', speed, practice = booksThroughAMenu, logFile, observe, inspect } = options;
  const request = await readSeedRequest(SAMPLE);
  const { stage, close } = await startStagedWorker({
    line,
    speed,
    answer: () => practice,
    ...(logFile ? { env: { LOG_FILE: logFile } } : {}),
    worker: { ...(observe ? { observe } : {}), ...(inspect ? { inspect } : {}) },
  });

  let seeded: Seeded | null = null;
  const over = new Promise<{ readonly error: string | null }>((resolve) => {
    const isOurs = (job: Job) => job.id === seeded?.jobId;
    campaignQueue()
      .on('completed', (job) => {
        if (isOurs(job)) resolve({ error: null });
      })
      .on('failed', (job, error) => {
        if (isOurs(job)) resolve({ error: error.message });
      });
  });
  return {
    stage,
    request,
    async queue() {
      seeded = await seedCampaign(request);
      return seeded;
    },
    finished: () => over,
    campaign: async () => (seeded ? findCampaign(seeded.campaignId) : null),
    close,
  };
}
