/**
 * How entries come into a campaign's `messageHistory` when several writers add to it at once.
 * Called by `campaignController.ts` only. Builds filters and updates; reads and writes nothing itself.
 */
import type { QueryFilter } from 'mongoose';
import type { CampaignType, Message } from './models/Campaign.js';

/** One call in the history, as far as the writer knows it. What is absent or null is left as it is stored. */
export type CallHistoryEntry = {
  readonly callId: string;
  readonly outcome: NonNullable<Message['outcome']>;
} & {
  readonly [K in
    | 'sentAt'
    | 'reason'
    | 'transcript'
    | 'meeting'
    | 'attendee'
    | 'answeredAt'
    | 'endedAt'
    | 'notDone']?: Message[K] | null;
};

/** A call as a new entry. Without `sentAt`, the present time stands there until the call is settled. */
export function newCallMessage(entry: CallHistoryEntry): Message {
  return {
    messageId: '',
    sentAt: new Date(),
    opens: 0,
    clicks: 0,
    channel: 'phone',
    ...known(entry),
  };
}

/**
 * The `$set` that completes the entry which the filter has found: only what is known. 'unknown' tells less
 * than any outcome that is stored, so it changes neither the outcome nor its reason.
 */
export function callMessageChanges(entry: CallHistoryEntry): Record<string, unknown> {
  const { callId: _, outcome, reason, ...rest } = entry;
  const fields = outcome === 'unknown' ? rest : { ...rest, outcome, reason };
  return Object.fromEntries(
    Object.entries(known(fields)).map(([key, value]) => [`messageHistory.$.${key}`, value]),
  );
}

/** The fields that are neither null nor absent. */
export function known<T extends object>(fields: T): { [K in keyof T]: NonNullable<T[K]> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: NonNullable<T[K]> };
}

/** The entries of `wanted` that `stored` does not have yet, each once, with `sentAt` as a date. */
export function notStored(wanted: readonly Message[], stored: readonly Message[]): Message[] {
  const seen = new Set(stored.map(identity));
  const fresh: Message[] = [];
  for (const message of wanted) {
    if (seen.has(identity(message))) continue;
    seen.add(identity(message));
    fresh.push({ ...message, sentAt: new Date(message.sentAt) });
  }
  return fresh;
}

/** Finds the campaigns that have none of the entries. */
export function lacksAll(messages: readonly Message[]): QueryFilter<CampaignType> {
  if (messages.length === 0) return {};
  return {
    $nor: messages.map(({ callId, messageId, sentAt }) => ({
      messageHistory: { $elemMatch: callId === undefined ? { messageId, sentAt } : { callId } },
    })),
  };
}

/** A call is known by its id; an email by its message id and the time at which it was sent. */
function identity({ callId, messageId, sentAt }: Message): string {
  return callId === undefined ? `${messageId} ${new Date(sentAt).getTime()}` : `call ${callId}`;
}
