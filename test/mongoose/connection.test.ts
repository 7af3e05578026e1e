import { createServer } from 'node:net';
import mongoose from 'mongoose';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startMongo } from '../../scripts/rehearsal/services/mongo.js';
import { startMongoStandIn } from '../../scripts/rehearsal/stand-ins/mongo/index.js';
import { listenOnLoopback } from '../../scripts/rehearsal/stand-ins/stand-in.js';
import mongoConnect from '../../src/mongoose/connection.js';
import Campaign from '../../src/mongoose/models/Campaign.js';

let nobodyThere: string;

beforeAll(async () => {
  const { port, close } = await listenOnLoopback(createServer());
  await close();
  nobodyThere = `mongodb://worker:hunter2@127.0.0.1:${port}/test`;
});

afterEach(async () => {
  await mongoose.disconnect();
});

describe('the connection to MongoDB', () => {
  test('is made once for all who ask at once, and again after it was closed', async () => {
    const mongo = await startMongo();
    try {
      process.env['MONGODB_URI'] = mongo.uri;
      const first = mongoConnect();
      expect(mongoConnect()).toBe(first);
      await first;
      expect(mongoConnect()).toBe(first);
      expect(mongoose.connections).toHaveLength(1);
      await mongoose.disconnect();
      await mongoConnect();
      expect(mongoose.connection.readyState).toBe(mongoose.ConnectionStates.connected);
    } finally {
      await mongoose.disconnect();
      await mongo.close();
    }
  });

  test('says what to check when nobody is there, without the password, and is tried again', async () => {
    process.env['MONGODB_URI'] = nobodyThere;
    const error = await mongoConnect().catch((thrown: unknown) => thrown);
    expect(String(error)).toContain('MongoDB cannot be reached. Check MONGODB_URI');
    expect(String(error)).not.toContain('hunter2');

    const mongo = await startMongo({ PATH: process.env['PATH'] });
    try {
      process.env['MONGODB_URI'] = mongo.uri;
      await mongoConnect();
      expect(mongoose.connection.readyState).toBe(mongoose.ConnectionStates.connected);
    } finally {
      await mongoose.disconnect();
      await mongo.close();
    }
  });

  test('comes back by itself after the server went away', async () => {
    const standIn = await startMongoStandIn();
    try {
      process.env['MONGODB_URI'] = standIn.uri;
      const connected = mongoConnect();
      await (await connected).connection.db?.command({ ping: 1 });
      standIn.fail('refuse');
      await expect(Campaign.findOne()).rejects.toThrow();
      standIn.fail(null);
      expect(mongoConnect()).toBe(connected);
      expect(await Campaign.findOne()).toBeNull();
    } finally {
      await mongoose.disconnect();
      await standIn.close();
    }
  });

  test('asks for MONGODB_URI when it is not set', async () => {
    process.env['MONGODB_URI'] = ' ';
    await expect(mongoConnect()).rejects.toThrow('MONGODB_URI is not set');
  });
});
