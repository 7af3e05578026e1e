import mongoose, { type Connection } from 'mongoose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MongoStandIn, startMongoStandIn } from '../../scripts/rehearsal/stand-ins/mongo/index.js';

let mongo: MongoStandIn;
let connection: Connection;

beforeEach(async () => {
  mongo = await startMongoStandIn();
  connection = await mongoose.createConnection(mongo.uri, { socketTimeoutMS: 200 }).asPromise();
});

afterEach(async () => {
  await connection.close();
  await mongo.close();
});

const insert = () => connection.collection('calls').insertOne({ callId: 'call-1' });
const count = () => connection.collection('calls').countDocuments();

describe('the server', () => {
  test('two stand-ins share nothing', async () => {
    await insert();
    const other = await startMongoStandIn();
    const elsewhere = await mongoose.createConnection(other.uri).asPromise();
    expect(await elsewhere.collection('calls').countDocuments()).toBe(0);
    await elsewhere.close();
    await other.close();
  });

  test('an unknown command is refused by name', async () => {
    await expect(connection.db?.command({ replSetGetConfig: 1 })).rejects.toMatchObject({
      code: 59,
      message: "no such command: 'replSetGetConfig'",
    });
  });

  test('change streams and writing pipelines are refused rather than ignored', async () => {
    const pipeline = connection.collection('calls').aggregate([{ $out: 'copies' }]);
    await expect(pipeline.toArray()).rejects.toMatchObject({ code: 115 });
  });

  test('bytes that are no wire message end the connection', async () => {
    await expect(fetch(mongo.uri.replace('mongodb:', 'http:'))).rejects.toThrow();
    await expect(insert()).resolves.toBeDefined();
  });
});

describe('failures', () => {
  test.each([
    ['error', 1],
    ['not-primary', 10107],
  ] as const)('%s refuses commands with code %d and writes nothing', async (mode, code) => {
    mongo.fail(mode);
    await expect(insert()).rejects.toMatchObject({ code });
    mongo.fail(null);
    expect(await count()).toBe(0);
    await insert();
    expect(await count()).toBe(1);
  });

  test('refuse breaks connections off; the driver finds its way back', async () => {
    mongo.fail('refuse');
    await expect(insert()).rejects.toThrow();
    mongo.fail(null);
    await expect(insert()).resolves.toBeDefined();
  });

  test('hang never answers: the client gives up by its own timeout', async () => {
    mongo.fail('hang');
    await expect(insert()).rejects.toThrow(/timed out/);
  });

  test('close ends a command that hangs', async () => {
    const patient = await mongoose.createConnection(mongo.uri).asPromise();
    await patient.collection('calls').insertOne({});
    mongo.fail('hang');
    const hanging = expect(patient.collection('calls').insertOne({})).rejects.toThrow();
    await mongo.close();
    await hanging;
    await patient.close();
  });
});
