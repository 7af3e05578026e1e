/**
 * A campaign: how far one contact has come in a sequence, and all that was sent and said.
 *
 * Everything about calls is optional, so a document stored before calls existed stays as it is. A call is an
 * entry of `messageHistory` like an email, with an empty `messageId` and no opens and clicks, so that code
 * which sums opens or joins message ids needs no change.
 */
import mongoose from 'mongoose';
import type { TranscriptRef } from '../../../machines/call.ports.js';
import type { CallEnding, CallOutcome, NotDone } from '../../domain/call-outcome.js';
import type { Attendee, BookedMeeting } from '../../domain/meeting.js';
import type { BatchModelPopulated } from './Batch.js';
import type { ContactModel } from './Contact.js';

export interface Message {
  messageId: string;
  /** For a call: when it was dialed. */
  sentAt: Date;
  opens: number;
  clicks: number;
  /** Absent: an email. */
  channel?: 'email' | 'voicemail' | 'phone';
  callId?: string;
  outcome?: CallEnding;
  reason?: string;
  transcript?: TranscriptRef;
  meeting?: Omit<BookedMeeting, 'attendee'>;
  attendee?: Attendee;
  /** Who decides about insurance there, as the practice named them. */
  decisionMaker?: Attendee;
  /** What proves the fields above: ids of utterances in the transcript, or what else says so. */
  evidence?: CallOutcome['evidence'];
  answeredAt?: Date;
  endedAt?: Date;
  notDone?: readonly NotDone[];
}

export type CampaignStatus =
  | 'in_progress'
  | 'complete_no_response'
  | 'complete_with_response'
  | 'complete_positive_response'
  | 'complete_negative_response'
  | 'failed'
  | 'paused';

/** What a campaign holds, whatever its references have been replaced by. */
interface CampaignFields {
  status: CampaignStatus;
  messageHistory: Message[];
  lastCompletedStep: number;
  lastCompletedDate: Date | null;
  threadId: string;
  /** Why the practice does not want a meeting, in its own words. Absent: it gave no reason. */
  decline_reason?: string;
  /** Why the campaign's status is `failed`. */
  fail_reason?: string;
  createdAt: Date;
  updatedAt: Date;
}

export interface CampaignType extends mongoose.Document, CampaignFields {
  contact: mongoose.Types.ObjectId;
  batch: mongoose.Types.ObjectId;
}

export interface CampaignModel extends CampaignFields {
  _id: mongoose.Types.ObjectId;
  contact: mongoose.Types.ObjectId;
  batch: mongoose.Types.ObjectId;
}

export interface CampaignModelPopulated extends CampaignFields {
  _id: mongoose.Types.ObjectId;
  contact: ContactModel;
  batch: BatchModelPopulated;
}

const CampaignSchema = new mongoose.Schema<CampaignType>(
  {
    contact: { type: mongoose.Schema.Types.ObjectId, ref: 'Contact', required: true },
    status: {
      type: String,
      enum: [
        'in_progress',
        'complete_no_response',
        'complete_with_response',
        'complete_positive_response',
        'complete_negative_response',
        'failed',
        'paused',
      ],
      required: true,
      default: 'in_progress',
    },
    batch: { type: mongoose.Schema.Types.ObjectId, ref: 'Batch', required: true },
    threadId: { type: String, required: false },
    messageHistory: { type: [Object], required: true, default: [] },
    lastCompletedStep: { type: Number, required: true, default: -1 }, // -1 indicates no steps completed yet
    lastCompletedDate: { type: Date, required: false },
    decline_reason: { type: String, required: false },
    fail_reason: { type: String, required: false },
  },
  { timestamps: true },
);

export default (mongoose.models?.['Campaign'] as mongoose.Model<CampaignType> | undefined) ||
  mongoose.model<CampaignType>('Campaign', CampaignSchema);
