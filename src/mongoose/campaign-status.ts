/**
 * Which status of a campaign may take the place of which. Called by `campaignController.ts` for every status
 * that it writes. Pure.
 */
import type { CampaignStatus } from './models/Campaign.js';

const OVER_OR_PAUSED: readonly CampaignStatus[] = [
  'complete_with_response',
  'complete_positive_response',
  'complete_negative_response',
  'failed',
  'paused',
];

/**
 * The statuses that stay when `status` would be written. A booking is never taken back, and that nobody
 * responded is only said of a campaign that is in progress.
 */
export function notReplacedBy(status: CampaignStatus): readonly CampaignStatus[] {
  switch (status) {
    case 'complete_positive_response':
      return [];
    case 'complete_no_response':
      return OVER_OR_PAUSED;
    default:
      return ['complete_positive_response'];
  }
}
