/**
 * The ledger of calls on MongoDB. Each step is one atomic write whose filter is the state and the token that
 * it needs, so of two workers with the same job exactly one dials. It never dials and never decides to.
 */
import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import type { CallLedger, Claim } from '../call/ledger.js';
import mongoConnect from './connection.js';
import Call, { type CallRecord } from './models/Call.js';

/** MongoDB's code for a duplicate key: https://www.mongodb.com/docs/manual/reference/error-codes/ */
const DUPLICATE_KEY = 11_000;

export function createCallLedger(): CallLedger {
  return {
    claim: async (call) => {
      await mongoConnect();
      for (;;) {
        const token = randomUUID();
        if (await take(call, token)) return { kind: 'claimed', token };
        const standing = standingClaim(await Call.findById(call.callId).lean<CallRecord>());
        if (standing !== null) return standing;
        // Between the two looks another owner made or released the call: it is an intent, so take it over.
      }
    },

    dialing: (callId, token, atMs) =>
      advance({ _id: callId, owner: token, state: 'intent' }, { state: 'dialing', dialedAt: new Date(atMs) }),

    placed: (callId, token, atMs) =>
      advance({ _id: callId, owner: token, state: 'dialing' }, { state: 'placed', placedAt: new Date(atMs) }),

    settled: async (settlement) => {
      await mongoConnect();
      const { plan, outcome } = settlement;
      await unlessDuplicate(
        Call.updateOne(
          { _id: plan.callId, $or: [{ state: { $ne: 'settled' } }, { outcome: 'unknown' }] },
          {
            $set: {
              state: 'settled',
              settledAt: new Date(),
              outcome: outcome.ending,
              settlement,
            },
            $setOnInsert: { campaign: plan.campaignId, step: plan.stepIndex, attempts: 0 },
          },
          { upsert: true },
        ).exec(),
      );
    },

    released: async (callId, token) => {
      await mongoConnect();
      await Call.updateOne(
        { _id: callId, owner: token, state: { $in: ['intent', 'dialing'] } },
        { $set: { state: 'intent' }, $unset: { owner: 1, dialedAt: 1 } },
      );
    },
  };
}

/** Makes the intent, or takes it over. False: the call is past its intent. */
async function take(call: Parameters<CallLedger['claim']>[0], token: string): Promise<boolean> {
  const written = await unlessDuplicate(
    Call.updateOne(
      { _id: call.callId, state: 'intent' },
      {
        $set: { owner: token },
        $inc: { attempts: 1 },
        $setOnInsert: { campaign: call.campaignId, step: call.stepIndex },
      },
      { upsert: true },
    ).exec(),
  );
  return written !== null;
}

function standingClaim(call: CallRecord | null): Claim | null {
  if (call === null || call.state === 'intent') return null;
  if (call.state === 'settled') {
    if (call.settlement === undefined) throw new Error(`Call ${call._id} is settled without a settlement.`);
    return { kind: 'settled', settlement: call.settlement };
  }
  return { kind: 'unsettled', state: call.state, dialedAtMs: call.dialedAt?.getTime() ?? null };
}

async function advance(
  from: { _id: string; owner: string; state: CallRecord['state'] },
  to: Partial<CallRecord>,
): Promise<boolean> {
  await mongoConnect();
  const written = await Call.updateOne(from, { $set: to });
  return written.modifiedCount === 1;
}

/** An upsert whose filter does not match a document that exists fails on its `_id`: it had nothing to write. */
async function unlessDuplicate<T>(write: Promise<T>): Promise<T | null> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof mongoose.mongo.MongoServerError && error.code === DUPLICATE_KEY) return null;
    throw error;
  }
}
