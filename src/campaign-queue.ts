/**
 * The job queue, shared by the worker (which takes jobs) and the controller (which removes them).
 * Opened with the first use, so importing this opens nothing.
 */
import Queue from 'bull';
import pTimeout from 'p-timeout';
import { logger } from './libraries/utils/logger.js';

/** What a job of the sequencing tool says; its id is `${campaignId}-${step}`. */
export interface CampaignJob {
  campaignId: string;
  step: number;
  finalStep: boolean;
}

/** How long closing waits for a Redis that does not answer. */
const CLOSE_TIMEOUT_MS = 2_000;

let queue: Queue.Queue<CampaignJob> | null = null;

/** The queue of REDIS_QUEUE_NAME at REDIS_URL. Connects in the background; errors of the connection are logged. */
export function campaignQueue(): Queue.Queue<CampaignJob> {
  queue ??= openQueue(
    process.env['REDIS_QUEUE_NAME']?.trim() || 'message-queue',
    process.env['REDIS_URL']?.trim() || 'redis://localhost:6379',
  );
  return queue;
}

/** Closes the queue if it is open, after the jobs that run. The next {@link campaignQueue} opens it again. */
export async function closeCampaignQueue(): Promise<void> {
  const open = queue;
  queue = null;
  if (open === null) return;
  try {
    await pTimeout(open.isReady(), { milliseconds: CLOSE_TIMEOUT_MS });
    await open.close();
  } catch {
    // There is no connection to say goodbye on.
    open.client.disconnect();
  }
}

/** A queue of its own at that address, whose errors are the caller's to hear. `redis` goes to its connection. */
export function campaignQueueAt(
  name: string,
  url: string,
  redis: Queue.QueueOptions['redis'] & object = {},
): Queue.Queue<CampaignJob> {
  // Bull reads host, port and password from the URL and overlooks that `rediss:` means TLS.
  return new Queue<CampaignJob>(name, url, {
    redis: { ...redis, ...(url.startsWith('rediss:') ? { tls: {} } : {}) },
  });
}

function openQueue(name: string, url: string): Queue.Queue<CampaignJob> {
  const opened = campaignQueueAt(name, url);
  opened.on('error', (error) => logger.error('Queue error occurred', { error, queueName: name }));
  return opened;
}
