import mongoose from 'mongoose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MongoStandIn, startMongoStandIn } from '../../scripts/rehearsal/stand-ins/mongo/index.js';
import Contact from '../../src/mongoose/models/Contact.js';
import { deadAddress, examine } from './examined.js';

let mongo: MongoStandIn;
let connection: mongoose.Connection;

beforeEach(async () => {
  mongo = await startMongoStandIn();
  connection = await mongoose.createConnection(mongo.uri).asPromise();
});
afterEach(async () => {
  await connection.close();
  await mongo.close();
});

const check = (uri = mongo.uri, options = {}) => examine('MongoDB', { MONGODB_URI: uri }, options);

test('a healthy one is told with its database and what the collections hold', async () => {
  await connection.collection('campaigns').insertOne({});
  const { result, found } = await check();
  expect(result).toBe('works');
  expect(found).toMatch(/^database rehearsal at 127\.0\.0\.1:\d+$/m);
  expect(found).toContain('1 campaigns, 0 contacts, 0 batches, 0 sequences, 0 calls');
});

test('nothing is made: neither collections nor indexes', async () => {
  await connection.collection('contacts').insertOne({ email: 'a@example.com' });
  await check();
  expect((await connection.listCollections()).map(({ name }) => name)).toEqual(['contacts']);
  expect(await connection.collection('contacts').indexes()).toHaveLength(1);
});

test('a collection without its indexes is a warning', async () => {
  await connection.collection('contacts').insertOne({ email: 'a@example.com' });
  expect(await check()).toMatchObject({
    result: 'warning',
    found: expect.stringContaining('no index on contacts (email)'),
  });
  for (const [fields, { background: _, ...options }] of Contact.schema.indexes()) {
    await connection.collection('contacts').createIndex(fields as Record<string, 1>, options as object);
  }
  expect(await check()).toMatchObject({ result: 'works' });
});

test('an address without a database is a warning', async () => {
  expect(await check(mongo.uri.replace('/rehearsal', '/'))).toMatchObject({
    result: 'warning',
    found: expect.stringContaining('“test”'),
    todo: expect.stringContaining('the database name at its end'),
  });
});

test('a user or password that is not accepted is a wrong key', async () => {
  expect(await check(mongo.uri.replace('mongodb://', 'mongodb://worker:some-password@'))).toMatchObject({
    result: 'does not',
    reasons: ['wrong-key'],
  });
});

test('a user that may not read has no permission', async () => {
  mongo.fail('unauthorized');
  expect(await check()).toMatchObject({ result: 'does not', reasons: ['no-permission'] });
});

test('a server in trouble is told as that', async () => {
  mongo.fail('error');
  expect(await check()).toMatchObject({ result: 'does not', reasons: ['service-down'] });
});

test('a server that does not answer is given up in time', async () => {
  mongo.fail('hang');
  expect(await check(mongo.uri, { limitMs: 300 })).toMatchObject({
    result: 'does not',
    reasons: ['timeout'],
    found: 'no answer within 0.3 s',
  });
});

test('a port at which nothing listens is a wrong host', async () => {
  const dead = await deadAddress();
  const { result, reasons, found, todo } = await check(`mongodb://${dead}/docshield`);
  expect({ result, reasons }).toEqual({ result: 'does not', reasons: ['wrong-host'] });
  expect(found).toBe(`nothing answers at ${dead}`);
  expect(todo).toContain('Network Access');
});
