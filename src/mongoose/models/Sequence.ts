/** A sequence: the steps that a campaign goes through, each with the prompt or text that its channel uses. */
import mongoose from 'mongoose';

export interface SequenceType extends mongoose.Document {
  name: string;
  steps: Step[];
  createdAt: Date;
  updatedAt: Date;
  subject: string;
}

export interface SequenceModel {
  _id: mongoose.Types.ObjectId;
  name: string;
  steps: Step[];
  createdAt: Date;
  updatedAt: Date;
  subject: string;
}

export interface Step {
  channel: 'email' | 'voicemail' | 'phone';
  /** For `phone`, the prompt of the call. */
  message: string;
  delayDays: number;
  sendAt: number;
}

const SequenceSchema = new mongoose.Schema<SequenceType>(
  {
    name: { type: String, required: true },
    steps: { type: [Object], required: true },
    subject: { type: String, required: true },
  },
  { timestamps: true },
);

export default (mongoose.models?.['Sequence'] as mongoose.Model<SequenceType> | undefined) ||
  mongoose.model<SequenceType>('Sequence', SequenceSchema);
