/**
 * What the worker relies on in MongoDB, asked through mongoose. Runs against a real server where there is one
 * (MONGODB_URI or mongod), else against the stand-in: both must pass.
 */
import mongoose, { type Connection, Schema, Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MongoService, startMongo } from '../../scripts/rehearsal/services/mongo.js';

interface Contact {
  email: string;
  phone?: string;
  tags: string[];
  profile?: { city?: string; score?: number };
}

interface Campaign {
  contact: Types.ObjectId;
  status: string;
  step: number;
  owner?: string | null;
  callId?: string;
  messageHistory: { messageId: string; opens: number }[];
  lastCompletedDate?: Date;
  payload?: Buffer;
}

const contactSchema = new Schema<Contact>(
  {
    email: { type: String, required: true, unique: true },
    phone: String,
    tags: [String],
    profile: { city: String, score: Number },
  },
  { timestamps: true },
);

const campaignSchema = new Schema<Campaign>(
  {
    contact: { type: Schema.Types.ObjectId, ref: 'Contact' },
    status: { type: String, default: 'in_progress' },
    step: { type: Number, default: -1 },
    owner: String,
    callId: String,
    messageHistory: [{ _id: false, messageId: String, opens: Number }],
    lastCompletedDate: Date,
    payload: Buffer,
  },
  { timestamps: true },
);
campaignSchema.index(
  { callId: 1 },
  { unique: true, partialFilterExpression: { callId: { $type: 'string' } } },
);
campaignSchema.index({ contact: 1, step: 1 }, { unique: true });

let service: MongoService;
let connection: Connection;

beforeAll(async () => {
  service = await startMongo();
  connection = mongoose.createConnection(service.uri);
  await connection.asPromise();
});

afterAll(async () => {
  await connection.close();
  await service.close();
});

beforeEach(async () => {
  await connection.dropDatabase();
  await Promise.all([contacts().createIndexes(), campaigns().createIndexes()]);
});

function contacts() {
  return connection.model('Contact', contactSchema);
}

function campaigns() {
  return connection.model('Campaign', campaignSchema);
}

function createContact(email = 'front.desk@example.com') {
  return contacts().create({ email, tags: ['cardiology'] });
}

function createCampaign(fields: Partial<Campaign> = {}) {
  return new (campaigns())({ contact: new Types.ObjectId(), ...fields }).save();
}

const message = (messageId: string) => ({ messageId, opens: 0 });

describe('documents', () => {
  test('a document comes back with its types', async () => {
    const when = new Date('2026-03-04T05:06:07.089Z');
    const payload = Buffer.from([0, 1, 255]);
    const { _id } = await createCampaign({ lastCompletedDate: when, payload, step: 2.5 });

    const found = await campaigns().findById(_id);
    expect(found?._id).toBeInstanceOf(Types.ObjectId);
    expect(found?.get('lastCompletedDate')).toEqual(when);
    expect(Buffer.from(found?.get('payload') ?? [])).toEqual(payload);
    expect(found?.get('step')).toBe(2.5);
  });

  test('an id that nothing has is found as null', async () => {
    expect(await campaigns().findById(new Types.ObjectId())).toBeNull();
  });

  test('a reference is populated from its own collection', async () => {
    const contact = await createContact();
    const { _id } = await createCampaign({ contact: contact._id });
    const found = await campaigns().findById(_id).populate<{ contact: Contact }>('contact');
    expect(found?.contact.email).toBe('front.desk@example.com');
  });

  test('a lean query gives plain objects with only the projected fields', async () => {
    const { _id } = await createCampaign({ step: 3 });
    const found = await campaigns().findById(_id).select({ step: 1 }).lean();
    expect(found).toEqual({ _id, step: 3 });
  });

  test('queries compare, sort, skip and limit', async () => {
    for (const step of [3, 1, 4, 2]) await createCampaign({ step });
    const found = await campaigns()
      .find({ step: { $gte: 2 } })
      .sort({ step: -1 })
      .skip(1)
      .limit(2);
    expect(found.map((campaign) => campaign.get('step'))).toEqual([3, 2]);
  });

  test('a query for null finds null and missing alike', async () => {
    await createCampaign({ owner: null });
    await createCampaign();
    await createCampaign({ owner: 'worker-1' });
    expect(await campaigns().countDocuments({ owner: null })).toBe(2);
  });

  test('a result larger than a batch arrives whole and in order', async () => {
    await contacts().insertMany(
      Array.from({ length: 250 }, (_, at) => ({ email: `${String(at).padStart(3, '0')}@example.com` })),
    );
    const emails: string[] = [];
    for await (const { email } of contacts().find().sort({ email: 1 }).cursor({ batchSize: 40 }))
      emails.push(email);
    expect(emails).toHaveLength(250);
    expect(emails).toEqual([...emails].sort());
  });

  test('distinct gives each value once, also from arrays', async () => {
    await contacts().create([
      { email: 'a@example.com', tags: ['x', 'y'] },
      { email: 'b@example.com', tags: ['y'] },
    ]);
    expect((await contacts().distinct('tags')).sort()).toEqual(['x', 'y']);
  });

  test('deleteOne deletes one and deleteMany the rest', async () => {
    for (const step of [1, 2, 3]) await createCampaign({ step });
    expect((await campaigns().deleteOne({ step: { $gt: 0 } })).deletedCount).toBe(1);
    expect((await campaigns().deleteMany({})).deletedCount).toBe(2);
    expect(await campaigns().countDocuments()).toBe(0);
  });
});

describe('updates', () => {
  test('of many that compare and set, exactly one wins', async () => {
    const { _id } = await createCampaign({ status: 'intent' });
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        campaigns().findOneAndUpdate(
          { _id, status: 'intent' },
          { $set: { status: 'dialing', owner: `worker-${at}` } },
          { returnDocument: 'after' },
        ),
      ),
    );
    const winners = claims.filter((claim) => claim !== null);
    expect(winners).toHaveLength(1);
    expect(winners[0]?.get('owner')).toBe((await campaigns().findById(_id))?.get('owner'));
  });

  test('findOneAndUpdate gives the document as it was unless asked otherwise', async () => {
    const { _id } = await createCampaign({ step: 1 });
    const before = await campaigns().findOneAndUpdate({ _id }, { $inc: { step: 1 } });
    const after = await campaigns().findOneAndUpdate(
      { _id },
      { $inc: { step: 1 } },
      { returnDocument: 'after' },
    );
    expect([before?.get('step'), after?.get('step')]).toEqual([1, 3]);
  });

  test('no push of a race is lost', async () => {
    const { _id } = await createCampaign();
    await Promise.all(
      Array.from({ length: 30 }, (_, at) =>
        campaigns().updateOne({ _id }, { $push: { messageHistory: message(`m${at}`) } }),
      ),
    );
    expect((await campaigns().findById(_id))?.get('messageHistory')).toHaveLength(30);
  });

  test('a push that is guarded by its own key happens once', async () => {
    const { _id } = await createCampaign();
    const push = () =>
      campaigns().updateOne(
        { _id, 'messageHistory.messageId': { $ne: 'call-1' } },
        { $push: { messageHistory: message('call-1') } },
      );
    const results = await Promise.all([push(), push(), push()]);
    expect(results.map(({ modifiedCount }) => modifiedCount).sort()).toEqual([0, 0, 1]);
  });

  test('the positional operator changes the element that the filter matched', async () => {
    const { _id } = await createCampaign({ messageHistory: ['a', 'b', 'c'].map(message) });
    await campaigns().updateOne(
      { _id, 'messageHistory.messageId': 'b' },
      { $set: { 'messageHistory.$.opens': 7 } },
    );
    const found = await campaigns().findById(_id).lean<Campaign>();
    expect(found?.messageHistory.map(({ opens }) => opens)).toEqual([0, 7, 0]);
  });

  test('array filters change every element that fits', async () => {
    const { _id } = await createCampaign({ messageHistory: ['a', 'b', 'a'].map(message) });
    await campaigns().updateOne(
      { _id },
      { $inc: { 'messageHistory.$[entry].opens': 1 } },
      { arrayFilters: [{ 'entry.messageId': 'a' }] },
    );
    const found = await campaigns().findById(_id).lean<Campaign>();
    expect(found?.messageHistory.map(({ opens }) => opens)).toEqual([1, 0, 1]);
  });

  test('pull, addToSet and unset do what they say', async () => {
    const { _id } = await contacts().create({ email: 'a@example.com', phone: '+1', tags: ['x', 'y'] });
    await contacts().updateOne({ _id }, { $pull: { tags: 'x' }, $unset: { phone: '' } });
    await contacts().updateOne({ _id }, { $addToSet: { tags: { $each: ['y', 'z'] } } });
    const found = await contacts().findById(_id).lean<Contact>();
    expect(found?.tags).toEqual(['y', 'z']);
    expect(found).not.toHaveProperty('phone');
  });

  test('a dotted path creates what is missing on the way', async () => {
    const { _id } = await createContact();
    await contacts().updateOne({ _id }, { $set: { 'profile.city': 'Boston' } });
    expect((await contacts().findById(_id).lean<Contact>())?.profile).toEqual({ city: 'Boston' });
  });

  test('an update that changes nothing counts as matched and not as modified', async () => {
    const { _id } = await createCampaign({ step: 1 });
    const result = await campaigns().updateOne({ _id }, { $set: { step: 1 } }, { timestamps: false });
    expect(result).toMatchObject({ matchedCount: 1, modifiedCount: 0 });
  });

  test('a pipeline computes the new value from the old document', async () => {
    const { _id } = await createCampaign({ step: 4 });
    await campaigns().collection.updateOne({ _id }, [{ $set: { step: { $multiply: ['$step', 10] } } }]);
    expect((await campaigns().findById(_id))?.get('step')).toBe(40);
  });

  test('an upsert writes the equalities of its filter and its setOnInsert, once', async () => {
    const upsert = () =>
      contacts().updateOne(
        { email: 'new@example.com' },
        { $setOnInsert: { phone: '+1' }, $set: { 'profile.score': 2 } },
        { upsert: true },
      );
    expect((await upsert()).upsertedCount).toBe(1);
    expect((await upsert()).upsertedCount).toBe(0);
    const found = await contacts().find().lean<Contact[]>();
    expect(found).toMatchObject([{ email: 'new@example.com', phone: '+1', profile: { score: 2 } }]);
  });

  test('saving a stale document fails when its version moved on', async () => {
    const { _id } = await contacts().create({ email: 'a@example.com', tags: ['x', 'y', 'z'] });
    const [one, other] = await Promise.all([contacts().findById(_id), contacts().findById(_id)]);
    one?.set('tags', ['x']);
    await one?.save();
    other?.set('tags.2', 'changed');
    await expect(other?.save()).rejects.toThrow(/No matching document|version/);
  });

  test('two operators on one path are refused', async () => {
    const { _id } = await createCampaign();
    const update = campaigns().collection.updateOne({ _id }, { $set: { step: 1 }, $inc: { step: 1 } });
    await expect(update).rejects.toMatchObject({ code: 40 });
  });

  test('arithmetic on text and a push to a number are refused', async () => {
    const { _id } = await createCampaign({ status: 'paused', step: 1 });
    const { collection } = campaigns();
    await expect(collection.updateOne({ _id }, { $inc: { status: 1 } })).rejects.toMatchObject({ code: 14 });
    await expect(collection.updateOne({ _id }, { $push: { step: 1 } as never })).rejects.toMatchObject({
      code: 2,
    });
  });

  test('the id of a document cannot be changed', async () => {
    const { _id } = await createCampaign();
    const update = campaigns().collection.updateOne({ _id }, { $set: { _id: new Types.ObjectId() } });
    await expect(update).rejects.toMatchObject({ code: 66 });
  });
});

describe('unique indexes', () => {
  test('an upsert may choose the id of what it inserts, and a second one is refused', async () => {
    const { collection } = campaigns();
    const _id = new Types.ObjectId();
    const upsert = (callId: string) =>
      collection.updateOne({ callId }, { $setOnInsert: { _id } }, { upsert: true });
    expect((await upsert('call-1')).upsertedId).toEqual(_id);
    await expect(upsert('call-2')).rejects.toMatchObject({ code: 11000, keyValue: { _id } });
  });

  test('a second document with a unique value is refused with E11000', async () => {
    await createContact();
    await expect(createContact()).rejects.toMatchObject({
      code: 11000,
      keyValue: { email: 'front.desk@example.com' },
    });
  });

  test('of many inserts of one value, exactly one wins', async () => {
    const results = await Promise.allSettled(Array.from({ length: 15 }, () => createContact()));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('of many upserts of one key, exactly one inserts', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 15 }, () =>
        contacts().findOneAndUpdate(
          { email: 'race@example.com' },
          { $setOnInsert: { phone: '+1' } },
          { upsert: true, returnDocument: 'after' },
        ),
      ),
    );
    expect(results.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await contacts().countDocuments({ email: 'race@example.com' })).toBe(1);
  });

  test('a partial unique index ignores the documents outside its filter', async () => {
    await createCampaign();
    await createCampaign();
    await createCampaign({ callId: 'call-1' });
    await expect(createCampaign({ callId: 'call-1' })).rejects.toMatchObject({ code: 11000 });
  });

  test('a compound unique index compares all its fields', async () => {
    const contact = new Types.ObjectId();
    await createCampaign({ contact, step: 0 });
    await createCampaign({ contact, step: 1 });
    await expect(createCampaign({ contact, step: 1 })).rejects.toMatchObject({ code: 11000 });
  });

  test('an update into a taken value is refused and changes nothing', async () => {
    await createContact('a@example.com');
    const { _id } = await createContact('b@example.com');
    const update = contacts().updateOne({ _id }, { $set: { email: 'a@example.com' } });
    await expect(update).rejects.toMatchObject({ code: 11000 });
    expect((await contacts().findById(_id))?.get('email')).toBe('b@example.com');
  });

  test('a missing field and null are the same unique value', async () => {
    const { collection } = campaigns();
    await collection.createIndex({ owner: 1 }, { unique: true, name: 'one_owner' });
    await createCampaign();
    await expect(createCampaign({ owner: null })).rejects.toMatchObject({ code: 11000 });
  });

  test('a unique index is refused where stored documents already break it', async () => {
    await createCampaign({ status: 'paused' });
    await createCampaign({ status: 'paused' });
    const created = campaigns().collection.createIndex({ status: 1 }, { unique: true });
    await expect(created).rejects.toMatchObject({ code: 11000 });
  });

  test('indexes are listed and made once', async () => {
    await contacts().createIndexes();
    const names = (await contacts().collection.indexes()).map(({ name }) => name);
    expect(names).toEqual(['_id_', 'email_1']);
  });

  test('a sparse unique index lets documents without the field be', async () => {
    await contacts().collection.createIndex({ phone: 1 }, { unique: true, sparse: true });
    await createContact('a@example.com');
    await createContact('b@example.com');
    await contacts().updateOne({ email: 'a@example.com' }, { phone: '+1' });
    const update = contacts().updateOne({ email: 'b@example.com' }, { phone: '+1' });
    await expect(update).rejects.toMatchObject({ code: 11000 });
  });
});

describe('bulk writes and aggregation', () => {
  test('a bulk write does its parts and counts them', async () => {
    await createContact('old@example.com');
    const result = await contacts().bulkWrite([
      { insertOne: { document: { email: 'new@example.com', tags: [] } } },
      { updateOne: { filter: { email: 'old@example.com' }, update: { $set: { phone: '+2' } } } },
      { deleteOne: { filter: { email: 'new@example.com' } } },
    ]);
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 1, deletedCount: 1 });
  });

  test('an unordered insert stores what it can and reports the rest', async () => {
    const inserted = contacts().collection.insertMany(
      ['a', 'a', 'b'].map((email) => ({ email })),
      { ordered: false },
    );
    await expect(inserted).rejects.toMatchObject({ code: 11000 });
    expect(await contacts().countDocuments()).toBe(2);
  });

  test('an ordered insert stops at the first error', async () => {
    const inserted = contacts().collection.insertMany(['a', 'a', 'b'].map((email) => ({ email })));
    await expect(inserted).rejects.toMatchObject({ code: 11000 });
    expect(await contacts().countDocuments()).toBe(1);
  });

  test('an aggregation groups and sorts', async () => {
    for (const step of [1, 2, 3]) await createCampaign({ step, status: step > 1 ? 'paused' : 'failed' });
    const groups = await campaigns().aggregate([
      { $group: { _id: '$status', steps: { $sum: '$step' } } },
      { $sort: { steps: -1 } },
    ]);
    expect(groups).toEqual([
      { _id: 'paused', steps: 5 },
      { _id: 'failed', steps: 1 },
    ]);
  });

  test('a lookup joins another collection', async () => {
    const contact = await createContact();
    await createCampaign({ contact: contact._id });
    const joined = await campaigns().aggregate([
      { $lookup: { from: 'contacts', localField: 'contact', foreignField: '_id', as: 'contact' } },
      { $unwind: '$contact' },
      { $project: { _id: 0, email: '$contact.email' } },
    ]);
    expect(joined).toEqual([{ email: 'front.desk@example.com' }]);
  });
});
