/**
 * Which status a call gives its campaign, and which status may take the place of which. Called by
 * `campaignController.ts` for every status that it writes, and by whoever settles a call. Pure.
 */
import { type CallOutcome, forbidsCalls } from '../domain/call-outcome.js';
import type { CampaignStatus } from './models/Campaign.js';

const OVER_OR_PAUSED: readonly CampaignStatus[] = [
  'complete_with_response',
  'complete_positive_response',
  'complete_negative_response',
  'failed',
  'paused',
];

/**
 * The statuses that stay when `status` would be written. A booking is never taken back, a refusal gives way to
 * a booking alone, and that nobody responded is only said of a campaign that is in progress.
 */
export function notReplacedBy(status: CampaignStatus): readonly CampaignStatus[] {
  switch (status) {
    case 'complete_positive_response':
      return [];
    case 'complete_negative_response':
      return ['complete_positive_response'];
    case 'complete_no_response':
      return OVER_OR_PAUSED;
    default:
      return ['complete_positive_response', 'complete_negative_response'];
  }
}

/** The status of a campaign whose practice has answered on the phone; undefined while it has not. */
export function statusAfter(outcome: CallOutcome): CampaignStatus | undefined {
  if (outcome.meeting !== null) return 'complete_positive_response';
  const isRefusal = outcome.ending === 'declined' || forbidsCalls(outcome);
  return isRefusal ? 'complete_negative_response' : undefined;
}

/** Whether a call has ended the campaign: none of its later steps is done. */
export const isAnswered = (status: CampaignStatus): boolean =>
  status === 'complete_positive_response' || status === 'complete_negative_response';
