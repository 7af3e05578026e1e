import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createCallLedger } from '../../src/mongoose/call-ledger.js';
import Call from '../../src/mongoose/models/Call.js';
import { storedCampaign } from './campaigns.js';
import { hangsUpAtOnce } from './practices.js';
import { endOf, type Rehearsal, startRehearsal } from './rehearsal.js';

let rehearsal: Rehearsal;

beforeAll(async () => {
  rehearsal = await startRehearsal();
});
afterEach(() => {
  vi.restoreAllMocks();
  rehearsal.stage.openai.fail(null);
});
afterAll(() => rehearsal.close());

describe('While the agent’s voice is opened, a call', () => {
  const opening = async () => {
    rehearsal.stage.openai.fail('hang', 'realtime');
    const seeded = await rehearsal.seed(hangsUpAtOnce);
    const job = await rehearsal.queue(seeded.campaignId);
    await expect.poll(async () => (await Call.findById(seeded.callId))?.state).toBe('intent');
    return { ...seeded, job };
  };

  test('that another worker takes is neither dialed nor noted by this one', async () => {
    const { callId, campaignId, job } = await opening();
    const ledger = createCallLedger();
    const claim = await ledger.claim({ callId, campaignId, stepIndex: 0 });
    rehearsal.stage.openai.fail(null);
    expect(await endOf(job)).toBe(`Call ${callId} was not placed: another worker took it`);
    expect(rehearsal.line.call(callId)).toBeNull();
    expect(await storedCampaign(campaignId)).toMatchObject({ status: 'in_progress', messageHistory: [] });
    expect(claim.kind === 'claimed' && (await ledger.dialing(callId, claim.token, 1_000))).toBe(true);
  });

  test('that the ledger cannot take down is not dialed, and a retry dials it', async () => {
    const { callId, campaignId, job } = await opening();
    const write = vi.spyOn(Call, 'updateOne').mockImplementationOnce(() => {
      throw new Error('no primary');
    });
    rehearsal.stage.openai.fail(null);
    expect(await endOf(job)).toBe(
      `Call ${callId} was not placed: the ledger of calls cannot be written: no primary`,
    );
    expect(write).toHaveBeenCalled();
    expect(rehearsal.line.call(callId)).toBeNull();
    expect(await storedCampaign(campaignId)).toMatchObject({ status: 'in_progress', messageHistory: [] });

    await job.retry();
    expect(await endOf(job)).toBeNull();
    expect(rehearsal.line.dials(callId)).toEqual(['answered']);
    expect((await storedCampaign(campaignId)).messageHistory).toMatchObject([{ callId, outcome: 'hung_up' }]);
  });
});
