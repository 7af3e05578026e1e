import mongoose from 'mongoose';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Settlement } from '../../machines/call.ports.js';
import type { CallLedger } from '../../src/call/ledger.js';
import type { CallEnding } from '../../src/domain/call-outcome.js';
import { createCallLedger } from '../../src/mongoose/call-ledger.js';
import Call from '../../src/mongoose/models/Call.js';
import { aSettlement } from './settlements.js';
import { useMongo } from './stored-campaigns.js';

useMongo();

const ledger: CallLedger = createCallLedger();
let call: { callId: string; campaignId: string; stepIndex: number };

beforeEach(() => {
  const campaignId = new mongoose.Types.ObjectId().toString();
  call = { callId: `${campaignId}-1`, campaignId, stepIndex: 1 };
});

async function claimed(): Promise<string> {
  const claim = await ledger.claim(call);
  if (claim.kind !== 'claimed') throw new Error(`The call is ${claim.kind}.`);
  return claim.token;
}

const settlement = (ending: CallEnding): Settlement => aSettlement(call, { ending });

describe('the ledger of calls', () => {
  test('takes a call from intent to settled under one token', async () => {
    const token = await claimed();
    expect(await ledger.dialing(call.callId, token, 1_000)).toBe(true);
    expect(await ledger.placed(call.callId, token, 2_000)).toBe(true);
    await ledger.settled(settlement('hung_up'));
    expect(await Call.findById(call.callId).lean()).toMatchObject({
      step: 1,
      state: 'settled',
      owner: token,
      attempts: 1,
      dialedAt: new Date(1_000),
      placedAt: new Date(2_000),
      outcome: 'hung_up',
    });
  });

  test('lets exactly one of twenty workers dial', async () => {
    const dialed = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const claim = await ledger.claim(call);
        return claim.kind === 'claimed' && (await ledger.dialing(call.callId, claim.token, 1_000));
      }),
    );
    expect(dialed.filter(Boolean)).toHaveLength(1);
  });

  test('lets exactly one of twenty claims stand when all are made before anyone dials', async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, () => ledger.claim(call)));
    const tokens = claims.flatMap((claim) => (claim.kind === 'claimed' ? [claim.token] : []));
    expect(tokens).toHaveLength(20);
    const dialed = await Promise.all(tokens.map((token) => ledger.dialing(call.callId, token, 1_000)));
    expect(dialed.filter(Boolean)).toHaveLength(1);
    expect((await Call.findById(call.callId))?.attempts).toBe(20);
  });

  test('takes an intent over, and the first owner can no longer dial', async () => {
    const first = await claimed();
    const second = await claimed();
    expect(second).not.toBe(first);
    expect(await ledger.dialing(call.callId, first, 1_000)).toBe(false);
    expect(await ledger.dialing(call.callId, second, 1_000)).toBe(true);
  });

  test('never lets a dialed call be claimed or dialed again', async () => {
    const token = await claimed();
    await ledger.dialing(call.callId, token, 1_000);
    expect(await ledger.claim(call)).toEqual({ kind: 'unsettled', state: 'dialing', dialedAtMs: 1_000 });
    expect(await ledger.dialing(call.callId, token, 2_000)).toBe(false);
    await ledger.placed(call.callId, token, 2_000);
    expect(await ledger.claim(call)).toEqual({ kind: 'unsettled', state: 'placed', dialedAtMs: 1_000 });
  });

  test('refuses to place a call that was not dialed, or under a foreign token', async () => {
    const token = await claimed();
    expect(await ledger.placed(call.callId, token, 1_000)).toBe(false);
    await ledger.dialing(call.callId, token, 1_000);
    expect(await ledger.placed(call.callId, 'foreign', 2_000)).toBe(false);
    expect(await ledger.placed('unheard-of', token, 2_000)).toBe(false);
  });

  test('gives a settled call’s settlement back as it was', async () => {
    await ledger.dialing(call.callId, await claimed(), 1_000);
    await ledger.settled(settlement('no_meeting'));
    expect(await ledger.claim(call)).toEqual({ kind: 'settled', settlement: settlement('no_meeting') });
  });

  test('settles a call that was never claimed', async () => {
    await ledger.settled(settlement('invalid_number'));
    expect(await ledger.claim(call)).toMatchObject({ kind: 'settled' });
  });

  test('keeps the first true outcome, whatever is settled after it', async () => {
    await claimed();
    await ledger.settled(settlement('hung_up'));
    await ledger.settled(settlement('hung_up'));
    await ledger.settled(settlement('no_meeting'));
    await ledger.settled(settlement('unknown'));
    expect((await Call.findById(call.callId))?.outcome).toBe('hung_up');
  });

  test('replaces "unknown" by the true outcome', async () => {
    await claimed();
    await ledger.settled(settlement('unknown'));
    await ledger.settled(settlement('meeting_booked'));
    expect(await ledger.claim(call)).toEqual({ kind: 'settled', settlement: settlement('meeting_booked') });
  });

  test('ends with the true outcome when "unknown" and it are settled at once', async () => {
    await claimed();
    const endings: CallEnding[] = ['unknown', 'hung_up', 'unknown', 'unknown', 'hung_up'];
    await Promise.all(endings.map((ending) => ledger.settled(settlement(ending))));
    expect((await Call.findById(call.callId))?.outcome).toBe('hung_up');
  });

  test('lets a released call be claimed and dialed again, under a new token only', async () => {
    const first = await claimed();
    await ledger.dialing(call.callId, first, 1_000);
    await ledger.released(call.callId, first);
    expect(await ledger.dialing(call.callId, first, 2_000)).toBe(false);
    const second = await claimed();
    expect(await ledger.dialing(call.callId, second, 2_000)).toBe(true);
    expect(await Call.findById(call.callId).lean()).toMatchObject({ attempts: 2, dialedAt: new Date(2_000) });
  });

  test('does not release a call that was answered, settled, or is someone else’s', async () => {
    const token = await claimed();
    await ledger.dialing(call.callId, token, 1_000);
    await ledger.released(call.callId, 'foreign');
    expect(await ledger.claim(call)).toMatchObject({ kind: 'unsettled', state: 'dialing' });
    await ledger.placed(call.callId, token, 2_000);
    await ledger.released(call.callId, token);
    expect(await ledger.claim(call)).toMatchObject({ kind: 'unsettled', state: 'placed' });
    await ledger.settled(settlement('hung_up'));
    await ledger.released(call.callId, token);
    expect(await ledger.claim(call)).toMatchObject({ kind: 'settled' });
  });
});
