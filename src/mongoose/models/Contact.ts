/** A contact: the person at the practice whom a campaign addresses. */
import mongoose from 'mongoose';

export interface ContactType extends mongoose.Document {
  fName: string;
  lName: string;
  email: string;
  phone: string;
  state: string;
  practiceName: string;
  /** The practice asked not to be called again: no campaign phones this contact, or its number. Absent: it did not. */
  doNotCall?: boolean;
  /** When it first did. */
  doNotCallAt?: Date;
  createdAt: Date;
  updatedAt: Date;
}

export interface ContactModel {
  _id: mongoose.Types.ObjectId;
  fName: string;
  lName: string;
  email: string;
  phone: string;
  state: string;
  practiceName: string;
  /** The practice asked not to be called again: no campaign phones this contact, or its number. Absent: it did not. */
  doNotCall?: boolean;
  /** When it first did. */
  doNotCallAt?: Date;
  createdAt: Date;
  updatedAt: Date;
}

const ContactSchema = new mongoose.Schema<ContactType>(
  {
    fName: { type: String, required: true },
    lName: { type: String, required: true },
    practiceName: { type: String },
    email: { type: String, required: true, unique: true, lowercase: true, trim: true },
    phone: { type: String },
    state: { type: String },
    doNotCall: { type: Boolean },
    doNotCallAt: { type: Date },
  },
  { timestamps: true },
);

/** Of the marked contacts only, so it is small: see `do-not-call.ts`. */
ContactSchema.index({ doNotCall: 1, phone: 1 }, { partialFilterExpression: { doNotCall: true } });

export default (mongoose.models?.['Contact'] as mongoose.Model<ContactType> | undefined) ||
  mongoose.model<ContactType>('Contact', ContactSchema);
