/**
 * Whether the contact has answered by email: looks into the campaign's Gmail thread with the initiator's token.
 * Called by the worker before every step. A look that fails counts as no answer, so it never stops a sequence.
 */
import type { gmail_v1 } from 'googleapis';
import { logger } from './libraries/utils/logger.js';
import { timeLimit } from './libraries/utils/time-limit.js';
import type { CampaignModelPopulated } from './mongoose/models/Campaign.js';

const LOOK_LIMIT_MS = 15_000;

/** Gmail reads `a.b+c@x` and `ab@x` as one address, so they are compared without dots and suffix. */
export function normalizeEmail(email: string): string {
  const [local, domain] = email.split('@');
  if (!local || !domain) return email.toLowerCase();
  return `${local.replace(/\./g, '').split('+')[0]?.toLowerCase()}@${domain.toLowerCase()}`;
}

export interface ResponseCheckOptions {
  readonly googleToken: (initiator: string, signal: AbortSignal) => Promise<string>;
  /** Where Gmail is, when not at Google. */
  readonly rootUrl?: string | undefined;
}

export type CheckForResponses = (campaign: CampaignModelPopulated) => Promise<boolean>;

export function createCheckForResponses({ googleToken, rootUrl }: ResponseCheckOptions): CheckForResponses {
  return async (campaign) => {
    if (!campaign.threadId) return false;
    try {
      const signal = timeLimit(LOOK_LIMIT_MS);
      const token = await googleToken(campaign.batch.initiator, signal);
      // 16 MB, and only sequences with emails need it. The package's root would cost 107 MB.
      const { gmail } = await import('googleapis/build/src/apis/gmail/index.js');
      const client = gmail({
        version: 'v1',
        headers: { Authorization: `Bearer ${token}` },
        ...(rootUrl ? { rootUrl } : {}),
      });
      const thread = await client.users.threads.get({ userId: 'me', id: campaign.threadId }, { signal });
      // The first message is the sequence's own.
      const answers = (thread.data.messages ?? []).slice(1);
      return answers.some((message) => isFrom(message, campaign.contact.email));
    } catch (error) {
      logger.error('Error checking for responses', { campaignId: campaign._id.toString(), error });
      return false;
    }
  };
}

function isFrom(message: gmail_v1.Schema$Message, email: string): boolean {
  const from = message.payload?.headers?.find((header) => header.name?.toLowerCase() === 'from')?.value;
  if (!from) return false;
  const sender = from.match(/<(.+?)>/)?.[1] ?? from;
  return normalizeEmail(sender) === normalizeEmail(email);
}
