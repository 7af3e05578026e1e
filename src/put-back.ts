/**
 * Gives a job back to the queue for any worker to take: it goes to the end of the line, and the attempt does not
 * count. Used by the worker, for jobs that it was handed and does not begin.
 */
import type { Job } from 'bull';

/** Raised by a job's handler instead of doing the job: it says why. The job is not a failed one. */
export class PutBackError extends Error {
  override readonly name = 'PutBackError';

  constructor(message: string) {
    super(message);
    // Bull keeps each stack with the job, which may be put back many times.
    this.stack = '';
  }
}

/**
 * The error for the handler of `job` to raise. Bull then retries the job in one transaction, which frees its lock
 * and puts it into the line; a worker that dies before that leaves it to be found, like any other job. What the
 * job itself says about attempts, pauses and its place in line is overruled in this worker's copy alone.
 */
export function putBack(job: Job<unknown>, why: string): PutBackError {
  job.attemptsMade -= 1;
  job.opts.attempts = job.attemptsMade + 2;
  job.opts.backoff = 0;
  job.opts.lifo = false;
  return new PutBackError(why);
}
