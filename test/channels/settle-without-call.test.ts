import { expect, test } from 'vitest';
import { settleAsUnknown } from '../../src/channels/settle-without-call.js';
import { plan } from '../fixtures/settled-call.js';

type Ports = Parameters<typeof settleAsUnknown>[0];

/** Ports that take every settlement; the line ends what was abandoned as `end` does. */
function portsWith(end: (callId: string) => Promise<void>): Ports {
  const take = async (): Promise<void> => undefined;
  return {
    records: { recordSettlement: take },
    ledger: { settled: take },
    crm: { notify: take },
    telephony: { endAbandoned: end },
  } as unknown as Ports;
}

test('a call whose worker was lost is hung up, and settled as unknown', async () => {
  const ended: string[] = [];
  const ports = portsWith(async (callId) => void ended.push(callId));
  const { outcome, notDone } = await settleAsUnknown(ports, plan, 5, false);
  expect(ended).toEqual([plan.callId]);
  expect(outcome).toMatchObject({ ending: 'unknown', dialedAtMs: 5 });
  expect(notDone).toEqual([]);
});

test('it is settled also where it cannot be hung up, and that is said', async () => {
  let tries = 0;
  const ports = portsWith(async () => {
    tries += 1;
    throw new Error('LiveKit is away');
  });
  const { outcome, notDone } = await settleAsUnknown(ports, plan, 5, false);
  expect(tries).toBeGreaterThan(1);
  expect(outcome.ending).toBe('unknown');
  expect(notDone).toEqual([{ what: 'hang-up', why: 'LiveKit is away' }]);
});
