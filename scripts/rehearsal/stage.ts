/**
 * The whole system with no account: every service that the worker talks to, on loopback, and the environment
 * that points the worker there. Used by the demo, the tests and the benchmarks.
 */

import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMongo } from './services/mongo.js';
import { startRedis } from './services/redis.js';
import { startClerkStandIn } from './stand-ins/clerk.js';
import { startCrmStandIn } from './stand-ins/crm.js';
import { startGoogleStandIn } from './stand-ins/google.js';
import { startLogtailStandIn } from './stand-ins/logtail.js';
import { type CoachMind, type Mind, startOpenAiStandIn } from './stand-ins/openai/index.js';
import { startS3StandIn } from './stand-ins/s3.js';
import { createCoachUnderstudy, createUnderstudy } from './understudy/index.js';

/** The user whose calendar takes the meetings of a rehearsal. */
export const INITIATOR = 'user_rehearsal';
const BUCKET = 'call-transcripts';
const AWS_ACCESS_KEY_ID = 'AKIAREHEARSAL';
const CLERK_SECRET_KEY = 'sk_test_rehearsal';
const CRM_SECRET = 'whsec_cmVoZWFyc2FsLXNlY3JldC1yZWhlYXJzYWw=';
const LOGTAIL_TOKEN = 'rehearsal-source-token';

/** The stage itself, in the process of the worker, takes memory; and rehearsed calls are begun all at once. */
const NO_LIMITS = { WORKER_MEMORY_MB: '8192', CALL_STARTS_PER_SECOND: '100', CALLS_PER_TRUNK: '1000' };

export interface StageOptions {
  /** How much faster than real time the line runs: the Realtime stand-in must speak faster than that. */
  readonly speed?: number;
  /** The model behind the Realtime stand-in; the understudy unless told. */
  readonly mind?: Mind;
  /** The model behind the chat stand-in; the coach's understudy unless told. */
  readonly coach?: CoachMind;
  /** Users with a Google calendar of their own; {@link INITIATOR} alone unless told. */
  readonly initiators?: readonly string[];
}

/** The coach looks as often in a call as it does in real time, or as often as its setting can be. */
const coachSeconds = (speed: number): number => Math.max(5, Math.round(15 / speed));

/** The Google token that Clerk hands out for a user of the stage. */
export const googleTokenOf = (initiator: string): string => `ya29.${initiator}`;

export type Stage = Awaited<ReturnType<typeof startStage>>;

export async function startStage(options: StageOptions = {}) {
  const { speed = 1, mind = createUnderstudy(), coach = createCoachUnderstudy() } = options;
  const { initiators = [INITIATOR] } = options;
  const users = Object.fromEntries(initiators.map((user) => [user, googleTokenOf(user)]));
  const tokens = Object.values(users);
  const services: Promise<{ close(): Promise<void> }>[] = [];
  const start = <T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    services.push(starting);
    return starting;
  };
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
  const close = async (): Promise<void> => {
    // Where one could not be started, another may still be on its way.
    const settled = await Promise.allSettled(services);
    await Promise.all(settled.map((service) => service.status === 'fulfilled' && service.value.close()));
    await rm(folder, { recursive: true, force: true });
  };

  try {
    const [redis, mongo, openai, clerk, google, s3, crm, logtail] = await Promise.all([
      start(startRedis()),
      start(startMongo()),
      start(startOpenAiStandIn({ mind, coach, speechRate: 4 * speed })),
      start(startClerkStandIn({ secretKey: CLERK_SECRET_KEY, users })),
      start(startGoogleStandIn({ tokens })),
      start(startS3StandIn({ buckets: [BUCKET], accessKeyId: AWS_ACCESS_KEY_ID })),
      start(startCrmStandIn({ secret: CRM_SECRET })),
      start(startLogtailStandIn({ sourceToken: LOGTAIL_TOKEN })),
    ]);
    const env = {
      ENV_FILE: '',
      REDIS_URL: redis.url,
      REDIS_QUEUE_NAME: 'message-queue',
      MONGODB_URI: mongo.uri,
      OPENAI_API_KEY: openai.apiKey,
      OPENAI_BASE_URL: openai.url,
      COACH_SECONDS: String(coachSeconds(speed)),
      CLERK_SECRET_KEY,
      CLERK_API_URL: clerk.url,
      GOOGLE_CALENDAR_URL: google.url,
      S3_BUCKET: BUCKET,
      S3_ENDPOINT: s3.url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID,
      AWS_SECRET_ACCESS_KEY: 'rehearsal-secret-access-key',
      CRM_WEBHOOK_URL: crm.url,
      CRM_WEBHOOK_SECRET: CRM_SECRET,
      LOGTAIL_SOURCE_TOKEN: LOGTAIL_TOKEN,
      LOGTAIL_ENDPOINT: logtail.url,
      ...NO_LIMITS,
      LOG_LEVEL: 'info',
      LOG_FILE: join(folder, 'worker.log'),
    };
    return { env, bucket: BUCKET, redis, mongo, openai, clerk, google, s3, crm, logtail, close };
  } catch (error) {
    await close();
    throw error;
  }
}
