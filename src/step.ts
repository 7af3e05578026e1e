/**
 * One step of a campaign's sequence: the channel is picked, the step is done and noted on the campaign.
 * Called by the worker for every job; the channels themselves live in `src/channels/`.
 */
import type { Settlement } from '../machines/call.ports.js';
import { removeRemainingSteps } from './campaign-jobs.js';
import { updateCampaign } from './campaignController.js';
import { sendEmail } from './channels/email.js';
import { callPhone } from './channels/phone.js';
import { loggedOperation, logger } from './libraries/utils/logger.js';
import { isAnswered, statusAfter } from './mongoose/campaign-status.js';
import type { CampaignModelPopulated, CampaignStatus, Message } from './mongoose/models/Campaign.js';

export interface StepResult {
  readonly success: boolean;
  readonly data?: CampaignModelPopulated;
  readonly error?: string;
}

/** What a channel leaves on the campaign, beside the step being complete. */
interface ChannelResult {
  readonly threadId?: string;
  readonly message?: Message;
  readonly status?: CampaignStatus;
}

export interface StepOptions {
  /** Overrules the sequence's own word: a job of type `call` is a phone call whatever the step says. */
  readonly channel?: 'phone' | undefined;
  /** A call was made whose outcome could not be written: whoever has the job must keep it. */
  readonly onUnsettled: (settlement: Settlement) => Promise<void>;
}

/** The channel of a step; undefined when the sequence has no such step. */
export function channelOf(campaign: CampaignModelPopulated, stepIndex: number): string | undefined {
  const channel = campaign.batch.sequence.steps[stepIndex]?.channel;
  // What older sequences call the phone.
  return channel === 'voicemail' ? 'phone' : channel;
}

export const completeStep = (
  campaign: CampaignModelPopulated,
  stepIndex: number,
  finalStep: boolean,
  options: StepOptions,
): Promise<StepResult> => {
  const channel = options.channel ?? channelOf(campaign, stepIndex);
  return loggedOperation(
    async () => {
      switch (channel) {
        case 'email':
          return noteStep(campaign, stepIndex, finalStep, await doEmail(campaign, stepIndex));
        case 'phone': {
          const settlement = await doPhone(campaign, stepIndex, options);
          if (settlement === null) return noteRefusal(campaign, stepIndex);
          return noteStep(campaign, stepIndex, finalStep, phoneResult(settlement));
        }
        default:
          throw new Error(`Invalid channel "${channel}" in step ${stepIndex}: use "email" or "phone"`);
      }
    },
    'CompleteStep',
    { campaignId: campaign._id.toString(), step: stepIndex, channel, finalStep },
  );
};

async function doEmail(campaign: CampaignModelPopulated, stepIndex: number): Promise<ChannelResult> {
  const sent = await loggedOperation(() => sendEmail(campaign, stepIndex), 'SendEmail', {
    campaignId: campaign._id.toString(),
    step: stepIndex,
  });
  if (!sent.success) throw new Error(sent.error);
  return {
    threadId: sent.data?.threadId ?? '',
    message: { messageId: sent.data?.messageId ?? '', sentAt: new Date(), opens: 0, clicks: 0 },
  };
}

/** The call has written its own history entry: what is left is the step. Null: the number is not to be called. */
async function doPhone(
  campaign: CampaignModelPopulated,
  stepIndex: number,
  options: StepOptions,
): Promise<Settlement | null> {
  const called = await loggedOperation(
    async () => {
      const result = await callPhone(campaign, stepIndex);
      const { settlement, unsettled } = result.data ?? {};
      if (settlement && unsettled) await options.onUnsettled(settlement);
      return result;
    },
    'CallPhone',
    { campaignId: campaign._id.toString(), step: stepIndex },
  );
  if (!called.success) throw new Error(called.error);
  return called.data?.settlement ?? null;
}

/** What a settled call leaves to be noted with its step. */
export const phoneResult = ({ outcome }: Settlement): ChannelResult => {
  const status = statusAfter(outcome);
  return status === undefined ? {} : { status };
};

/** The step is complete: a campaign whose last step this was, and that is still in progress, is complete as well. */
export async function noteStep(
  campaign: CampaignModelPopulated,
  stepIndex: number,
  finalStep: boolean,
  { threadId, message, status }: ChannelResult,
): Promise<StepResult> {
  const ended = status ?? (finalStep ? ('complete_no_response' as const) : undefined);
  const noted = await noteOn(campaign, stepIndex, {
    lastCompletedStep: stepIndex,
    lastCompletedDate: new Date(),
    ...(threadId === undefined ? {} : { threadId }),
    ...(ended === undefined ? {} : { status: ended }),
    ...(message === undefined ? {} : { messageHistory: [...campaign.messageHistory, message] }),
  });
  if (ended === 'complete_no_response' && noted.data?.status === ended) {
    logger.info('Campaign completed with no response', { campaignId: campaign._id.toString() });
  }
  return noted;
}

/** The number is not to be called: the step stays undone, and the campaign is over as after any refusal. */
function noteRefusal(campaign: CampaignModelPopulated, stepIndex: number): Promise<StepResult> {
  logger.info('The contact, or another with its number, asked not to be called: nobody is phoned', {
    campaignId: campaign._id.toString(),
    step: stepIndex,
  });
  return noteOn(campaign, stepIndex, { status: 'complete_negative_response' });
}

/** Once the practice has answered, the steps after this one are not done. */
async function noteOn(
  campaign: CampaignModelPopulated,
  stepIndex: number,
  changes: Parameters<typeof updateCampaign>[1],
): Promise<StepResult> {
  const response = await updateCampaign(campaign._id.toString(), changes);
  if (!response.ok) return { success: false, error: 'Failed to update campaign' };
  const noted = await response.json();
  if (isAnswered(noted.status)) await removeRemainingSteps(campaign, stepIndex);
  return { success: true, data: noted };
}
