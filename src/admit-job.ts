/** Lets the worker begin a phone job only once its call is admitted. Jobs of other kinds pass. */
import type { Job } from 'bull';
import type { Admission } from './admission/admission.js';
import type { CampaignJob } from './campaign-queue.js';
import { getCampaign } from './campaignController.js';
import { parseJob } from './job.js';
import { putBack } from './put-back.js';
import { channelOf } from './step.js';

/** Does the job with `handler`, or leaves it to another worker (PutBackError). */
export async function whenAdmitted<T>(
  job: Job<CampaignJob>,
  admission: Admission,
  signal: AbortSignal,
  handler: () => Promise<T>,
): Promise<T> {
  if (!(await isPhoneJob(job))) return handler();
  const admitted = await admission.admit(signal);
  if (admitted.kind === 'refused') throw putBack(job, `The call is left to another worker: ${admitted.why}`);
  try {
    return await handler();
  } finally {
    await admitted.leave();
  }
}

/** What cannot be told is no phone job: whoever begins it finds out what is wrong with it. */
async function isPhoneJob(job: Job<CampaignJob>): Promise<boolean> {
  if (job.name === 'call') return true;
  try {
    const { campaignId, step } = parseJob(job.data);
    const response = await getCampaign(campaignId);
    return response.ok && channelOf(await response.json(), step) === 'phone';
  } catch {
    return false;
  }
}
