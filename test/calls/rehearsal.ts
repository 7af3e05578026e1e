/**
 * Whole calls for a test file: the stage, a worker with an in-memory line, and what a call leaves behind in each
 * service. Start one in `beforeAll` and close it in `afterAll`: closing fails the file when a call was dialed twice,
 * when a practice was talked over, or when anything of a call was left open.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from 'bull';
import { expect } from 'vitest';
import { setEnvironment } from '../../scripts/rehearsal/environment.js';
import type { LineCall } from '../../scripts/rehearsal/lines/line-call.js';
import { createMemoryLine } from '../../scripts/rehearsal/lines/memory-line.js';
import type { PracticeScript } from '../../scripts/rehearsal/practice/practice-script.js';
import { type Stage, startStage } from '../../scripts/rehearsal/stage.js';
import type { Mind, RealtimeConnection } from '../../scripts/rehearsal/stand-ins/openai/index.js';
import type { CallObservation } from '../../src/call/observation.js';
import { callIdOf } from '../../src/call/plan.js';
import { type CampaignJob, campaignQueue, closeCampaignQueue } from '../../src/campaign-queue.js';
import mongoConnect, { mongoDisconnect } from '../../src/mongoose/connection.js';
import type { CampaignModel, Message } from '../../src/mongoose/models/Campaign.js';
import startWorker, { type RunningWorker } from '../../src/worker.js';
import { type CampaignSeed, storeCampaign, storedCampaign } from './campaigns.js';
import { type WatchedLine, watchLine } from './watched-line.js';

export interface RehearsalOptions {
  /** The model behind the Realtime stand-in; the understudy unless told. */
  readonly mind?: Mind;
  /** The line's ms for each real one. */
  readonly speed?: number;
  /** Added to the stage's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** `none`: the test brings its own. */
  readonly worker?: 'with-line' | 'none';
  /** How long the line says that it takes to answer the worker; unless told, it cannot say. */
  readonly roundTripMs?: () => Promise<number | null>;
}

export interface Rehearsal {
  readonly stage: Stage;
  readonly line: WatchedLine;
  /** Where the worker records: one folder a call. */
  readonly recordings: string;
  /** Stores a campaign; `script` answers at its number. */
  seed(script: PracticeScript, seed?: CampaignSeed): Promise<SeededCampaign>;
  queue(campaignId: string, job?: Partial<QueuedJob>): Promise<Job<CampaignJob>>;
  /** Stores a campaign, queues its first step and waits for the job's end. */
  phone(script: PracticeScript, seed?: CampaignSeed, job?: Partial<QueuedJob>): Promise<PhonedCampaign>;
  /** What happened in a call, in order. */
  observations(callId: string): readonly CallObservation[];
  /** The Realtime sessions of the calls to a practice. */
  sessions(practiceName: string): RealtimeConnection[];
  /** An object of the bucket as text; throws when there is none. */
  object(key: string): string;
  /** The worker's log lines so far. */
  log(): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export interface SeededCampaign {
  readonly campaignId: string;
  /** The id of the call of its first step. */
  readonly callId: string;
  readonly practiceName: string;
}

export interface PhonedCampaign extends SeededCampaign {
  readonly job: Job<CampaignJob>;
  /** Why the job failed; null when it completed. */
  readonly error: string | null;
  /** Null when the call was never dialed. */
  readonly call: LineCall | null;
  readonly campaign: CampaignModel;
  /** The call's history entry. */
  readonly entry: Message | undefined;
}

interface QueuedJob {
  readonly name: 'sendMessage' | 'call';
  readonly step: number;
  readonly finalStep: boolean;
  readonly delayMs: number;
}

/** Waits for a job's end: why it failed, or null. */
export const endOf = (job: Job): Promise<string | null> =>
  job.finished().then(
    () => null,
    (error: Error) => error.message,
  );

export async function startRehearsal(options: RehearsalOptions = {}): Promise<Rehearsal> {
  const { mind, speed = 8, env = {}, worker: kind = 'with-line' } = options;
  const stage = await startStage({ speed, ...(mind ? { mind } : {}) });
  const recordings = await mkdtemp(join(tmpdir(), 'recordings-'));
  const restoreEnvironment = setEnvironment({ ...stage.env, TMPDIR: recordings, ...env });

  const scripts = new Map<string, PracticeScript>();
  const line = watchLine(createMemoryLine({ speed, answer: (number) => scriptOf(scripts, number) }));
  const observations = new Map<string, CallObservation[]>();
  const observe = (callId: string, observation: CallObservation): void =>
    void observations.set(callId, [...(observations.get(callId) ?? []), observation]);
  await mongoConnect();
  const telephony = options.roundTripMs ? { ...line, roundTripMs: options.roundTripMs } : line;
  const worker = kind === 'none' ? null : await startWorker({ telephony, observe });

  const seed: Rehearsal['seed'] = async (script, seedOf = {}) => {
    const phone = `+1212555${String(scripts.size + 100).padStart(4, '0')}`;
    const practiceName = `Smith Practice ${scripts.size + 1}`;
    scripts.set(phone, script);
    const campaignId = await storeCampaign({ phone, practiceName }, seedOf);
    return { campaignId, callId: callIdOf(campaignId, 0), practiceName };
  };

  const queue: Rehearsal['queue'] = (campaignId, job = {}) => {
    const { name = 'sendMessage', step = 0, finalStep = true, delayMs = 0 } = job;
    const jobId = callIdOf(campaignId, step);
    return campaignQueue().add(name, { campaignId, step, finalStep }, { jobId, delay: delayMs });
  };

  return {
    stage,
    line,
    recordings,
    seed,
    queue,
    async phone(script, seedOf, jobOf) {
      const seeded = await seed(script, seedOf);
      const { campaignId, callId } = seeded;
      const job = await queue(campaignId, jobOf);
      const error = await endOf(job);
      const campaign = await storedCampaign(campaignId);
      const entry = campaign.messageHistory.find((message) => message.callId === callId);
      return { ...seeded, job, error, call: line.call(callId), campaign, entry };
    },
    observations: (callId) => observations.get(callId) ?? [],
    sessions: (practiceName) =>
      stage.openai.connections.filter(({ session }) =>
        session.instructions?.includes(`on the phone with ${practiceName},`),
      ),
    object(key) {
      const object = stage.s3.objects(stage.bucket).get(key);
      if (!object) throw new Error(`There is no object ${key}.`);
      return object.body.toString();
    },
    log: async () => linesOf(await readFile(stage.env.LOG_FILE, 'utf8')),
    async close() {
      await closeWorker(worker);
      restoreEnvironment();
      const recorded = (await readdir(recordings)).filter((folder) => folder.startsWith('call-'));
      const open = stage.openai.connections.filter(({ isOpen }) => isOpen).length;
      await stage.close();
      await rm(recordings, { recursive: true, force: true });
      expect(line.problems()).toEqual([]);
      expect(recorded, 'recordings that were not removed').toEqual([]);
      expect(open, 'Realtime sockets that were not closed').toBe(0);
    },
  };
}

/** Without a worker, what the test itself has opened. */
async function closeWorker(worker: RunningWorker | null): Promise<void> {
  if (worker) return worker.close();
  await closeCampaignQueue();
  await mongoDisconnect();
}

function scriptOf(scripts: ReadonlyMap<string, PracticeScript>, number: string): PracticeScript {
  const script = scripts.get(number);
  if (!script) throw new Error(`Nobody was seeded at ${number}.`);
  return script;
}

const linesOf = (log: string): Record<string, unknown>[] =>
  log
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
