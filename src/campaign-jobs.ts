/**
 * Removes the jobs of campaigns that are over. Called when a practice has answered and when a campaign fails.
 * Never touches the job of the step that is being done, and never rejects: a job that stays finds its campaign
 * over and does nothing.
 */
import pTimeout from 'p-timeout';
import { campaignQueue } from './campaign-queue.js';
import { logger } from './libraries/utils/logger.js';
import type { CampaignModelPopulated } from './mongoose/models/Campaign.js';

/** Bull waits for Redis without a bound. */
const QUEUE_TIMEOUT_MS = 5_000;

/** Removes the jobs of the steps after `step`. */
export async function removeRemainingSteps(campaign: CampaignModelPopulated, step: number): Promise<void> {
  const later = campaign.batch.sequence.steps.map((_, index) => index).filter((index) => index > step);
  await Promise.all(later.map((index) => removeJob(`${campaign._id.toString()}-${index}`, step)));
}

/** False when the job is there and could not be removed. */
export async function removeJob(jobId: string, exceptStep: number): Promise<boolean> {
  const remove = async (): Promise<void> => {
    const job = await campaignQueue().getJob(jobId);
    if (job === null || job.data.step === exceptStep) return;
    await job.remove();
    logger.info('Removed job of an ended campaign', { jobId });
  };
  try {
    await pTimeout(remove(), { milliseconds: QUEUE_TIMEOUT_MS, message: 'Redis does not answer' });
    return true;
  } catch (error) {
    logger.error('Error removing job', { jobId, error });
    return false;
  }
}
