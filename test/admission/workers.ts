/** Workers for the tests of admission: queues on one real Redis, each with connections of its own. */
import Queue from 'bull';
import { type RedisService, startRedis } from '../../scripts/rehearsal/services/redis.js';
import { type Admission, createAdmission } from '../../src/admission/admission.js';
import {
  type CallLimits,
  type CallLimitsOptions,
  createCallLimits,
} from '../../src/admission/call-limits.js';
import type { CampaignJob } from '../../src/campaign-queue.js';

export type CallQueue = Queue.Queue<CampaignJob>;

/** A dead worker's jobs are found within a second, and as often as it takes. */
export const SOON_FOUND = { lockDuration: 600, stalledInterval: 300, maxStalledCount: 1000 };

export interface WorkersStage {
  readonly redis: RedisService;
  /** Another worker's connection to the queue. */
  connect(settings?: Queue.AdvancedSettings): CallQueue;
  /** The limits as another worker has them. */
  limits(options?: Partial<CallLimitsOptions>): CallLimits;
  close(): Promise<void>;
}

export const connectTo = (url: string, settings: Queue.AdvancedSettings = {}): CallQueue =>
  new Queue('calls', url, { settings });

export const limitsOf = (queue: CallQueue, options: Partial<CallLimitsOptions> = {}): CallLimits =>
  createCallLimits({
    client: queue.client,
    trunk: 'ST_one',
    callsPerTrunk: 1000,
    startsPerSecond: 100,
    ...options,
  });

export async function startWorkersStage(): Promise<WorkersStage> {
  const redis = await startRedis();
  const queues: CallQueue[] = [];
  const connect = (settings?: Queue.AdvancedSettings): CallQueue => {
    const queue = connectTo(redis.url, settings);
    queues.push(queue);
    return queue;
  };
  return {
    redis,
    connect,
    limits: (options) => limitsOf(connect(), options),
    async close() {
      await Promise.all(queues.map((queue) => queue.close()));
      await redis.close();
    },
  };
}

/** A worker whose room the test decides on: it is full while `load.memoryMb` is that of a full one. */
export const FULL_MB = 500;
export function admissionOf(
  limits: Pick<CallLimits, 'take'>,
  load: { memoryMb: number; threads?: number | null; roundTripMs?: () => Promise<number | null> },
  patienceMs = 100,
): Admission {
  return createAdmission({
    memoryLimitMb: 512,
    memoryMb: () => load.memoryMb,
    threads: async () => load.threads ?? null,
    roundTripMs: load.roundTripMs ?? (async () => null),
    limits,
    patienceMs,
  });
}
