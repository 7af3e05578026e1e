import { describe, expect, test } from 'vitest';
import { createActor, fromPromise, SimulatedClock, toPromise, waitFor } from 'xstate';
import { DELAYS } from '../../machines/call.delays.js';
import { callMachine } from '../../machines/call.machine.js';
import type { DialAttempt } from '../../machines/call.setup.js';
import type { NotDone } from '../../src/domain/call-outcome.js';
import type { CallPlan } from '../../src/domain/call-plan.js';
import type { DialRequest } from '../../src/domain/dial-result.js';
import { plan } from './call-model.js';

/** A call whose voice is open, and whose ledger answers as `claim` does. */
const preparedCall = (claim: () => Promise<boolean>) => {
  const clock = new SimulatedClock();
  const seen: string[] = [];
  const machine = callMachine.provide({
    actors: {
      prepareVoice: fromPromise<void, { readonly plan: CallPlan }>(async () => void seen.push('voice')),
      claimDialing: fromPromise(() => {
        seen.push('claim');
        return claim();
      }),
      dial: fromPromise<DialAttempt, DialRequest>(() => {
        seen.push('dial');
        return new Promise(() => undefined);
      }),
      settle: fromPromise(async (): Promise<readonly NotDone[]> => {
        seen.push('settle');
        return [];
      }),
    },
  });
  return { actor: createActor(machine, { input: plan, clock }).start(), clock, seen };
};

describe('before anybody is phoned', () => {
  test('the voice is opened, and then the ledger is told', async () => {
    const { actor, seen } = preparedCall(async () => true);
    await waitFor(actor, (snapshot) => snapshot.matches('dialing'));
    expect(seen).toEqual(['voice', 'claim', 'dial']);
  });

  test.each([
    ['another worker has the call', async () => false, 'another worker took it'],
    [
      'the ledger cannot be written',
      () => Promise.reject(new Error('no primary')),
      'the ledger of calls cannot be written: no primary',
    ],
  ])('nobody is, and nothing is settled, where %s', async (_, claim, why) => {
    const { actor, seen } = preparedCall(claim);
    expect((await toPromise(actor)).dropped).toBe(why);
    expect(seen).toEqual(['voice', 'claim']);
  });

  test('nobody is where the ledger does not answer', async () => {
    const { actor, clock, seen } = preparedCall(() => new Promise(() => undefined));
    await waitFor(actor, (snapshot) => snapshot.matches({ preparing: 'claiming' }));
    clock.increment(DELAYS.ledgerLimit);
    expect((await toPromise(actor)).dropped).toBe('the ledger of calls did not answer in time');
    expect(seen).toEqual(['voice', 'claim']);
  });

  test('a voice that is lost while the ledger writes is settled, and nobody is phoned', async () => {
    const { actor, seen } = preparedCall(() => new Promise(() => undefined));
    await waitFor(actor, (snapshot) => snapshot.matches({ preparing: 'claiming' }));
    actor.send({ type: 'voice.lost', reason: 'no credit', atMs: 5 });
    const { settlement, dropped } = await toPromise(actor);
    expect(settlement.outcome).toMatchObject({ ending: 'voice_unavailable', reason: 'no credit' });
    expect(dropped).toBeNull();
    expect(seen).toEqual(['voice', 'claim', 'settle']);
  });
});
