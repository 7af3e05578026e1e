/** One call in the ledger; `call-ledger.ts` alone reads and writes it. */
import mongoose from 'mongoose';
import type { Settlement } from '../../../machines/call.ports.js';
import type { CallEnding } from '../../domain/call-outcome.js';

export interface CallRecord {
  /** The call id: `${campaignId}-${stepIndex}`. */
  _id: string;
  campaign: mongoose.Types.ObjectId;
  step: number;
  state: 'intent' | 'dialing' | 'placed' | 'settled';
  /** Fencing token of the worker that has the call; absent when nobody has it. */
  owner?: string;
  /** How often the call was claimed. */
  attempts: number;
  dialedAt?: Date;
  placedAt?: Date;
  settledAt?: Date;
  outcome?: CallEnding;
  /** All of what the call came to, for the job that is delivered again. */
  settlement?: Settlement;
}

const CallSchema = new mongoose.Schema<CallRecord>(
  {
    _id: { type: String, required: true },
    campaign: { type: mongoose.Schema.Types.ObjectId, ref: 'Campaign', required: true },
    step: { type: Number, required: true },
    state: { type: String, enum: ['intent', 'dialing', 'placed', 'settled'], required: true },
    owner: { type: String },
    attempts: { type: Number, required: true, default: 0 },
    dialedAt: { type: Date },
    placedAt: { type: Date },
    settledAt: { type: Date },
    outcome: { type: String },
    settlement: { type: Object },
  },
  { timestamps: true, minimize: false },
);

export default (mongoose.models?.['Call'] as mongoose.Model<CallRecord> | undefined) ||
  mongoose.model<CallRecord>('Call', CallSchema);
