/**
 * How entries come into a campaign's `messageHistory` when several writers add to it at once.
 * Called by `campaignController.ts` only. Builds filters and updates; reads and writes nothing itself.
 */
import type { QueryFilter, UpdateQuery } from 'mongoose';
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
    | 'decisionMaker'
    | 'evidence'
    | 'answeredAt'
    | 'endedAt'
    | 'notDone']?: Message[K] | null;
};

/** A call as a new entry. Without `sentAt`, the present time stands there until the call is settled. */
function newCallMessage(entry: CallHistoryEntry): Message {
  return {
    messageId: '',
    sentAt: new Date(),
    opens: 0,
    clicks: 0,
    channel: 'phone',
    ...known(entry),
  };
}

/** A write of one entry, for the campaigns whose history is as the filter says. */
interface CallMessageWrite {
  readonly filter: QueryFilter<CampaignType>;
  readonly update: Pick<UpdateQuery<CampaignType>, '$push' | '$set' | '$unset'>;
}

/**
 * The writes that add the entry of a call or complete the stored one, to be tried in this order until one finds
 * its campaign. Only what is known is written. An outcome is replaced together with its reason and what proves them; 'meeting_booked'
 * is replaced by nothing, and nothing is replaced by 'unknown', which tells less than any other.
 */
export function callMessageWrites(entry: CallHistoryEntry): CallMessageWrite[] {
  const {
    callId,
    outcome,
    reason,
    evidence,
    meeting: _meeting,
    attendee: _attendee,
    decisionMaker: _decisionMaker,
    ...rest
  } = entry;
  const storedWith = (wanted: object): QueryFilter<CampaignType> => ({
    messageHistory: { $elemMatch: { callId, ...wanted } },
  });
  const addition: CallMessageWrite = {
    filter: { 'messageHistory.callId': { $ne: callId } },
    update: { $push: { messageHistory: newCallMessage(entry) } },
  };
  const replacement: CallMessageWrite = {
    filter: storedWith({ outcome: { $nin: [outcome, 'meeting_booked'] } }),
    update: { $set: inEntry(entry), ...without({ reason, evidence }) },
  };
  return [
    addition,
    ...(outcome === 'unknown' ? [] : [replacement]),
    { filter: storedWith({ outcome }), update: { $set: inEntry(entry) } },
    { filter: storedWith({}), update: { $set: inEntry(rest) } },
  ];
}

const inEntry = (fields: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(known(fields)).map(([key, value]) => [`messageHistory.$.${key}`, value]));

/** Takes away the fields that are null or absent. */
const without = (fields: object): Pick<CallMessageWrite['update'], '$unset'> => {
  const gone = Object.entries(fields).filter(([, value]) => value === null || value === undefined);
  if (gone.length === 0) return {};
  return { $unset: Object.fromEntries(gone.map(([key]) => [`messageHistory.$.${key}`, 1])) };
};

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
