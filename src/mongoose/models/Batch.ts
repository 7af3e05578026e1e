/** A batch: which sequence is run, and for which user (`initiator`, a Clerk user id). */
import mongoose from 'mongoose';
import type { SequenceModel } from './Sequence.js';

export interface BatchType extends mongoose.Document {
  name: string;
  sequence: mongoose.Types.ObjectId;
  initiator: string;
  createdAt: Date;
  updatedAt: Date;
  status: 'in_progress' | 'completed' | 'paused';
}

export interface BatchModel {
  _id: mongoose.Types.ObjectId;
  sequence: mongoose.Types.ObjectId;
  name: string;
  initiator: string;
  createdAt: Date;
  updatedAt: Date;
  status: 'in_progress' | 'completed' | 'paused';
}

export interface BatchModelPopulated {
  _id: mongoose.Types.ObjectId;
  sequence: SequenceModel;
  name: string;
  initiator: string;
  createdAt: Date;
  updatedAt: Date;
  status: 'in_progress' | 'completed' | 'paused';
}

const BatchSchema = new mongoose.Schema<BatchType>(
  {
    name: { type: String, required: true },
    sequence: { type: mongoose.Schema.Types.ObjectId, ref: 'Sequence', required: true },
    initiator: { type: String, required: true },
    status: {
      type: String,
      enum: ['in_progress', 'completed', 'paused'],
      default: 'in_progress',
    },
  },
  { timestamps: true },
);

export default (mongoose.models?.['Batch'] as mongoose.Model<BatchType> | undefined) ||
  mongoose.model<BatchType>('Batch', BatchSchema);
