import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MongoStandIn, startMongoStandIn } from '../../scripts/rehearsal/stand-ins/mongo/index.js';
import { campaignQueue } from '../../src/campaign-queue.js';
import { storedCampaign } from './campaigns.js';
import { staysOnTheLine } from './practices.js';
import { endOf, type Rehearsal, startRehearsal } from './rehearsal.js';

let mongo: MongoStandIn;
let rehearsal: Rehearsal;

beforeAll(async () => {
  // Always the stand-in: a real server cannot be told to fail.
  mongo = await startMongoStandIn();
  rehearsal = await startRehearsal({ env: { MONGODB_URI: mongo.uri } });
});
afterAll(async () => {
  await rehearsal.close();
  await mongo.close();
});

describe('A call at whose end MongoDB is away', () => {
  test('keeps its outcome on the queue, and it is written when MongoDB is back', async () => {
    const { campaignId, callId } = await rehearsal.seed(staysOnTheLine);
    const job = await rehearsal.queue(campaignId);
    await expect
      .poll(() => rehearsal.line.call(callId)?.practice.heard.length, { timeout: 30_000 })
      .toBeGreaterThan(0);

    mongo.fail('not-primary');
    rehearsal.line.breakLine(callId);
    expect(await endOf(job)).toContain('could not be recorded');
    const kept = await campaignQueue().getJob(`${callId}-settle`);
    expect(kept?.name).toBe('settleCall');
    expect(kept?.data).toMatchObject({
      campaignId,
      step: 0,
      finalStep: true,
      settlement: {
        plan: { callId },
        outcome: { ending: 'line_lost' },
        transcript: { source: 'recording' },
      },
    });
    mongo.fail(null);
    const before = await storedCampaign(campaignId);
    expect(before).toMatchObject({ status: 'in_progress', lastCompletedStep: -1, messageHistory: [] });

    await kept?.promote();
    expect(kept && (await endOf(kept))).toBeNull();
    const campaign = await storedCampaign(campaignId);
    expect(campaign).toMatchObject({ status: 'complete_no_response', lastCompletedStep: 0 });
    expect(campaign.messageHistory).toMatchObject([
      { callId, outcome: 'line_lost', transcript: { source: 'recording' }, notDone: [] },
    ]);
    expect(rehearsal.stage.crm.deliveries.get(`call-settled-${callId}-line_lost`)).toMatchObject({
      attempts: 1,
    });

    await job.retry();
    expect(await endOf(job)).toBeNull();
    expect(rehearsal.line.dials(callId)).toEqual(['answered']);
  });
});
