/**
 * One step of a campaign's sequence: the channel is picked, the step is done and noted on the campaign.
 * Called by the worker for every job; the channels themselves live in `src/channels/`.
 */
import type { Settlement } from '../machines/call.ports.js';
import { updateCampaign } from './campaignController.js';
import { sendEmail } from './channels/email.js';
import { callPhone } from './channels/phone.js';
import { loggedOperation, logger } from './libraries/utils/logger.js';
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

export const completeStep = (
  campaign: CampaignModelPopulated,
  stepIndex: number,
  finalStep: boolean,
  options: StepOptions,
): Promise<StepResult> => {
  const channel = options.channel ?? campaign.batch.sequence.steps[stepIndex]?.channel;
  return loggedOperation(
    async () => {
      switch (channel) {
        case 'email':
          return noteStep(campaign, stepIndex, finalStep, await doEmail(campaign, stepIndex));
        // "voicemail" is what older sequences call the phone.
        case 'phone':
        case 'voicemail':
          return noteStep(campaign, stepIndex, finalStep, await doPhone(campaign, stepIndex, options));
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

/** The call has written its own history entry: what is left is the step. */
async function doPhone(
  campaign: CampaignModelPopulated,
  stepIndex: number,
  options: StepOptions,
): Promise<ChannelResult> {
  const called = await loggedOperation(
    async () => {
      const result = await callPhone(campaign, stepIndex);
      if (result.data?.unsettled) await options.onUnsettled(result.data.settlement);
      return result;
    },
    'CallPhone',
    { campaignId: campaign._id.toString(), step: stepIndex },
  );
  if (!called.success) throw new Error(called.error);
  return called.data ? phoneResult(called.data.settlement) : {};
}

/** What a settled call leaves to be noted with its step. */
export const phoneResult = ({ outcome }: Settlement): ChannelResult =>
  outcome.meeting ? { status: 'complete_positive_response' } : {};

/** The step is complete: a campaign whose last step this was, and that is still in progress, is complete as well. */
export async function noteStep(
  campaign: CampaignModelPopulated,
  stepIndex: number,
  finalStep: boolean,
  { threadId, message, status }: ChannelResult,
): Promise<StepResult> {
  const campaignId = campaign._id.toString();
  const ended = status ?? (finalStep ? ('complete_no_response' as const) : undefined);
  const response = await updateCampaign(campaignId, {
    lastCompletedStep: stepIndex,
    lastCompletedDate: new Date(),
    ...(threadId === undefined ? {} : { threadId }),
    ...(ended === undefined ? {} : { status: ended }),
    ...(message === undefined ? {} : { messageHistory: [...campaign.messageHistory, message] }),
  });
  if (!response.ok) return { success: false, error: 'Failed to update campaign' };
  const noted = await response.json();
  if (ended === 'complete_no_response' && noted.status === ended) {
    logger.info('Campaign completed with no response', { campaignId });
  }
  return { success: true, data: noted };
}
