/**
 * The worker: takes jobs from the Redis queue and does one step of a campaign for each.
 * The composition root: the only place that makes the real services and hands them on.
 *
 *   sendMessage {campaignId, step, finalStep}   the step, by the sequence's own channel
 *   call        {campaignId, step, finalStep}   the step, as a phone call
 *   settleCall  {..., settlement}               writes the outcome of a call that could not be written before
 */
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Job } from 'bull';
import pTimeout from 'p-timeout';
import type { InspectionEvent } from 'xstate';
import type { Telephony } from '../machines/call.ports.js';
import { whenAdmitted } from './admit-job.js';
import type { ObserveCall } from './call/observation.js';
import { loadPrompts } from './call/prompts.js';
import type { CallClock } from './call/run-call.js';
import { type CampaignJob, campaignQueue, closeCampaignQueue } from './campaign-queue.js';
import { openPhoneChannel } from './channels/phone.js';
import { loadConfig } from './config.js';
import { describeJob } from './job.js';
import { logger } from './libraries/utils/logger.js';
import mongoConnect, { mongoDisconnect } from './mongoose/connection.js';
import { type ProcessingOptions, processMessage } from './process-message.js';
import { PutBackError, putBack } from './put-back.js';
import { removeAbandonedRecordings } from './recording/abandoned-recordings.js';
import { createCheckForResponses } from './responses.js';
import { boundsOf, createLine, createServices, limitCalls } from './services.js';
import { keepSettlement, processSettlement, type SettleJob } from './settle-job.js';

/** Heroku ends a process 30 s after it was asked to end: calls may finish by themselves until then. */
const STOP_GRACE_MS = 12_000;
/** No single thing is waited for any longer while closing. */
const RELEASE_LIMIT_MS = 13_000;
const REDIS_LIMIT_MS = 10_000;

export interface WorkerOptions {
  /** The phone line; default: LiveKit's, by the settings. */
  readonly telephony?: Telephony;
  /** Sees what happens in every call. */
  readonly observe?: ObserveCall;
  /** XState's inspector, e.g. that of `@statelyai/inspect`. */
  readonly inspect?: (event: InspectionEvent) => void;
  /** What the deadlines of calls are measured by; default: real time. */
  readonly clock?: CallClock;
}

export interface RunningWorker {
  /** Takes no more jobs, lets calls finish for a while, ends the rest, and closes everything. Idempotent. */
  close(): Promise<void>;
}

/** Resolves when the worker takes jobs. Rejects, with what to do, when it cannot. */
async function startWorker(options: WorkerOptions = {}): Promise<RunningWorker> {
  const { observe, inspect, clock } = options;
  const config = loadConfig(process.env, options.telephony ? 'optional' : 'required');
  const line = options.telephony ?? createLine(config);
  if (!line) throw new Error('There is no phone line: set the LIVEKIT_ variables.');
  const stopping = new AbortController();
  const prompts = await loadPrompts();
  const services = createServices(config, prompts);
  await removeAbandonedRecordings();
  await mongoConnect();

  const queue = campaignQueue();
  const { admission, telephony } = limitCalls(config, line, queue.client);
  openPhoneChannel({
    ports: { ...services.ports, telephony },
    prompts,
    bounds: boundsOf(config),
    meetingMinutes: config.calls.meetingMinutes,
    stopping: stopping.signal,
    observe,
    inspect,
    clock,
  });

  const checkForResponses = createCheckForResponses({
    googleToken: services.googleToken,
    rootUrl: config.google.calendarUrl,
  });
  const optionsFor = (job: Job<CampaignJob>, channel?: 'phone'): ProcessingOptions => ({
    checkForResponses,
    channel,
    onUnsettled: (settlement) => keepSettlement(job.data, settlement),
  });

  queue.on('completed', (job) => logger.info('Job completed successfully', describeJob(job)));
  queue.on('failed', (job, error) => {
    if (error instanceof PutBackError) logger.debug('Job put back', { ...describeJob(job), error });
    else logger.error('Job processing failed', { ...describeJob(job), error });
  });
  const leaving = new AbortController();
  // Every call listens to them: many are no leak.
  setMaxListeners(0, stopping.signal, leaving.signal);
  const take = (name: string, concurrency: number, handler: (job: Job<CampaignJob>) => Promise<unknown>) => {
    const unlessLeaving = async (job: Job<CampaignJob>): Promise<unknown> => {
      // Bull hands jobs out for up to half a second after it was paused.
      if (leaving.signal.aborted) throw putBack(job, 'This worker is stopping');
      return handler(job);
    };
    // Settles when the queue is closed.
    queue
      .process(name, concurrency, unlessLeaving)
      .catch((error) => logger.error('Queue error occurred', { error }));
  };
  const step = (job: Job<CampaignJob>, channel?: 'phone'): Promise<unknown> =>
    whenAdmitted(job, admission, leaving.signal, () => processMessage(job, optionsFor(job, channel)));
  // Bull adds up the concurrencies of a queue's processors: the others share the first one's.
  take('sendMessage', config.calls.concurrency, (job) => step(job));
  take('call', 0, (job) => step(job, 'phone'));
  take('settleCall', 0, (job) => processSettlement(job as Job<SettleJob>, services.ports));
  await pTimeout(queue.client.ping(), {
    milliseconds: REDIS_LIMIT_MS,
    message: 'Redis cannot be reached: check REDIS_URL, and that the server is up.',
  });
  logger.info('Worker is ready', {
    queueName: config.redis.queueName,
    concurrency: config.calls.concurrency,
  });

  /** In this order; a service that is gone keeps none of the others open. */
  const releasers: readonly (() => unknown)[] = [
    () => queue.pause(true, true),
    () => Promise.race([queue.whenCurrentJobsFinished(), sleep(STOP_GRACE_MS, undefined, { ref: false })]),
    () => stopping.abort(),
    () => queue.whenCurrentJobsFinished(),
    () => openPhoneChannel(null),
    closeCampaignQueue,
    services.close,
    () => line.close(),
    mongoDisconnect,
    logger.flush,
  ];
  const close = async (): Promise<void> => {
    leaving.abort();
    for (const release of releasers) {
      try {
        await pTimeout(Promise.resolve(release()), { milliseconds: RELEASE_LIMIT_MS });
      } catch (error) {
        logger.error('The worker could not close everything', { error });
      }
    }
  };
  let closing: Promise<void> | undefined;
  return {
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** Ends the process once the worker is closed; a second signal ends it at once. */
export function closeOnSignal(worker: RunningWorker): void {
  let asked = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (asked) process.exit(1);
    asked = true;
    logger.info('Worker is stopping', { signal });
    worker.close().then(
      () => process.exit(0),
      (error) => {
        logger.error('Worker did not stop well', { error });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

// This runs by default when the application runs.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  startWorker().then(closeOnSignal, async (error) => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    logger.error('Worker failed to start', { error });
    await logger.flush();
    process.exit(1);
  });
}

export default startWorker;

export type StartWorker = typeof startWorker;
