/**
 * What the worker does with a job: it looks whether the step is still to be done, applies the user's rules,
 * and has it done. A job that cannot be done now is failed with the reason and stays to be retried.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from 'bull';
import { removeRemainingSteps } from './campaign-jobs.js';
import type { CampaignJob } from './campaign-queue.js';
import { getCampaign, setCampaignFail, updateCampaign } from './campaignController.js';
import { describeJob, MalformedJobError, parseJob } from './job.js';
import { loggedOperation, logger } from './libraries/utils/logger.js';
import { isAnswered } from './mongoose/campaign-status.js';
import mongoConnect from './mongoose/connection.js';
import type { CampaignModelPopulated } from './mongoose/models/Campaign.js';
import type { CheckForResponses } from './responses.js';
import { completeStep, type StepOptions, type StepResult } from './step.js';

/** Emails are sent no faster than this, for Gmail's sake. */
const EMAIL_PAUSE_MS = 3_000;
/** A sequence whose emails nobody opens is given up after so many. */
const UNOPENED_EMAILS = 3;

export interface ProcessingOptions extends StepOptions {
  readonly checkForResponses: CheckForResponses;
}

export async function processMessage(job: Job<CampaignJob>, options: ProcessingOptions): Promise<StepResult> {
  const result = await loggedOperation(() => doJob(job, options), 'ProcessMessage', describeJob(job));
  if (!result.success) throw new Error(result.error);
  return result;
}

async function doJob(job: Job<CampaignJob>, options: ProcessingOptions): Promise<StepResult> {
  const { campaignId, step, finalStep } = await parseOrDiscard(job);
  await mongoConnect();
  const response = await getCampaign(campaignId);
  if (!response.ok) throw new Error((await response.json()).error);
  const campaign = await response.json();

  const obstacle = await obstacleTo(campaign, step, job);
  if (obstacle) {
    logger.info('Step is not done', { ...describeJob(job), obstacle });
    return { success: true };
  }

  if (await options.checkForResponses(campaign)) {
    logger.info('Campaign has response, marking as complete', { campaignId, step });
    const noted = await updateCampaign(campaignId, { status: 'complete_with_response' });
    if (!noted.ok) throw new Error((await noted.json()).error);
    await removeRemainingSteps(campaign, step);
    return { success: true };
  }

  if (hasNoOpens(campaign)) {
    logger.info('Campaign has no opens, marking as complete_no_response', { campaignId, step });
    await setCampaignFail(campaignId, step, 'complete_no_response');
    return { success: true };
  }

  const result = await completeStep(campaign, step, finalStep, options);
  if (campaign.batch.sequence.steps[step]?.channel === 'email') await sleep(EMAIL_PAUSE_MS);
  return result;
}

/** No retry helps a malformed job, so Bull is told to make none. */
async function parseOrDiscard(job: Job<CampaignJob>): Promise<CampaignJob> {
  try {
    return parseJob(job.data);
  } catch (error) {
    if (error instanceof MalformedJobError) await job.discard();
    throw error;
  }
}

/** Why the step has nothing left to do. Throws where it could not be done now, so that the job stays to be retried. */
async function obstacleTo(
  campaign: CampaignModelPopulated,
  step: number,
  job: Job<CampaignJob>,
): Promise<string | null> {
  const { steps } = campaign.batch.sequence;
  if (step >= steps.length) {
    await job.discard();
    throw new Error(
      `Step ${step} is out of range: sequence "${campaign.batch.sequence.name}" has ${steps.length} steps`,
    );
  }
  if (campaign.lastCompletedStep >= step) return `step ${step} was completed before`;
  if (campaign.status === 'paused') throw new Error('The campaign is paused: resume it and retry this job');
  if (campaign.batch.status === 'paused')
    throw new Error('The batch is paused: resume it and retry this job');
  // Answered in this very step, to a worker that was lost before it could complete the step.
  const callId = `${campaign._id.toString()}-${step}`;
  const isIncomplete = campaign.messageHistory.some((message) => message.callId === callId);
  if (isAnswered(campaign.status) && isIncomplete) return null;
  return campaign.status === 'in_progress' ? null : `the campaign is over (${campaign.status})`;
}

/** Emails only: a phone call has no opens. */
function hasNoOpens({ lastCompletedStep, messageHistory }: CampaignModelPopulated): boolean {
  const emails = messageHistory.filter(({ channel }) => channel === undefined || channel === 'email');
  return (
    lastCompletedStep >= UNOPENED_EMAILS - 1 &&
    emails.length >= UNOPENED_EMAILS &&
    emails.every(({ opens }) => !opens)
  );
}
