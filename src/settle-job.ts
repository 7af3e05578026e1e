/**
 * The last resort for an outcome: when the database does not take it after a call, it waits on the queue
 * as a job of its own and is written later, by any worker. Nobody is phoned for it.
 */
import type { Job } from 'bull';
import type { Settlement } from '../machines/call.ports.js';
import { type SettlingPorts, settleCall } from './call/settle.js';
import { type CampaignJob, campaignQueue } from './campaign-queue.js';
import { getCampaign } from './campaignController.js';
import { logger } from './libraries/utils/logger.js';
import { noteStep, phoneResult, type StepResult } from './step.js';

const SECOND = 1_000;
/** With its doubling pauses, for about a year. */
const RETRIES = { delay: 30 * SECOND, attempts: 20, backoff: { type: 'exponential', delay: 30 * SECOND } };

export interface SettleJob extends CampaignJob {
  readonly settlement: Settlement;
}

/** Keeps the outcome on the queue, and at the very least in the log. */
export async function keepSettlement(job: CampaignJob, settlement: Settlement): Promise<void> {
  const jobId = `${settlement.plan.callId}-settle`;
  logger.error('The outcome of a call could not be written and is kept on the queue', {
    jobId,
    outcome: settlement.outcome,
    transcript: settlement.transcript,
  });
  const data: SettleJob = { ...job, settlement };
  await campaignQueue().add('settleCall', data, { jobId, ...RETRIES });
}

export async function processSettlement(job: Job<SettleJob>, ports: SettlingPorts): Promise<StepResult> {
  const { campaignId, step, finalStep, settlement } = job.data;
  await settleCall(ports, settlement);
  const response = await getCampaign(campaignId);
  if (!response.ok) throw new Error((await response.json()).error);
  return noteStep(await response.json(), step, finalStep, phoneResult(settlement));
}
