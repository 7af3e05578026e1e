/**
 * The seam for email. The application's own `sendEmail` belongs in this file: the worker calls it for a step
 * whose channel is `email`. Until it is here, such a step fails with a clear error and nothing is sent.
 */
import type { CampaignModelPopulated } from '../mongoose/models/Campaign.js';

export interface EmailResult {
  success: boolean;
  data?: { messageId?: string; threadId?: string };
  error?: string;
}

/** Sends the email of step `stepIndex`. Expected failures are results, not exceptions. */
export const sendEmail = async (
  emailData: CampaignModelPopulated,
  stepIndex: number,
): Promise<EmailResult> => ({
  success: false,
  error:
    `Step ${stepIndex} of campaign ${emailData._id} is an email, and this worker has no sendEmail. ` +
    'Put the application’s own sendEmail into src/channels/email.ts.',
});
