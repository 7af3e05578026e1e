import { describe, expect, test } from 'vitest';
import type { Settlement } from '../../machines/call.ports.js';
import { type SettlingPorts, settleCall } from '../../src/call/settle.js';
import { timeLimit } from '../../src/libraries/utils/time-limit.js';
import { settlement } from '../fixtures/settled-call.js';

process.env['LOG_LEVEL'] = 'silent';

type Step = (settled: Settlement) => void;

/** Ports that write down what they were given, in order; `on` may throw in their place. */
function writtenPorts(on: { records?: Step; ledger?: Step; crm?: Step } = {}) {
  const written: [string, Settlement][] = [];
  const take =
    (name: 'records' | 'ledger' | 'crm') =>
    async (settled: Settlement): Promise<void> => {
      written.push([name, settled]);
      on[name]?.(settled);
    };
  const ports = {
    records: { recordSettlement: take('records') },
    ledger: { settled: take('ledger') },
    crm: { notify: take('crm') },
  } as unknown as SettlingPorts;
  return { ports, written, order: () => written.map(([name]) => name) };
}

const failTimes = (times: number, why: string): Step => {
  let left = times;
  return () => {
    left -= 1;
    if (left >= 0) throw new Error(why);
  };
};

describe('settleCall', () => {
  test('writes the campaign, then the ledger, and tells the CRM last', async () => {
    const { ports, order } = writtenPorts();
    expect(await settleCall(ports, settlement)).toEqual([]);
    expect(order()).toEqual(['records', 'ledger', 'crm']);
  });

  test('tries the campaign again until it is written, and only then tells the CRM', async () => {
    const { ports, order } = writtenPorts({ records: failTimes(2, 'no primary') });
    expect(await settleCall(ports, settlement)).toEqual([]);
    expect(order()).toEqual(['records', 'records', 'records', 'ledger', 'crm']);
  });

  test('records the campaign once more when the ledger failed after it', async () => {
    const { ports, order } = writtenPorts({ ledger: failTimes(1, 'no primary') });
    await settleCall(ports, settlement);
    expect(order()).toEqual(['records', 'ledger', 'records', 'ledger', 'crm']);
  });

  test('rejects when the campaign cannot be written in time, and tells nobody', async () => {
    const { ports, order } = writtenPorts({ records: failTimes(Infinity, 'no primary') });
    const signal = timeLimit(50);
    await expect(settleCall(ports, settlement, signal)).rejects.toThrow();
    expect(order()).not.toContain('crm');
    expect(order()).not.toContain('ledger');
  });

  test('records that the CRM was not told, beside what else was not done', async () => {
    const { ports, written } = writtenPorts({ crm: failTimes(1, 'its webhook answered 500') });
    const missed = { what: 'crm', why: 'its webhook answered 500' };
    expect(await settleCall(ports, settlement)).toEqual([missed]);
    const [name, last] = written.at(-2) ?? [];
    expect(name).toBe('records');
    expect(last?.notDone).toEqual([...settlement.notDone, missed]);
  });

  test('holds the outcome also when nothing more can be recorded', async () => {
    let isRecorded = false;
    const { ports } = writtenPorts({
      records: () => {
        if (isRecorded) throw new Error('no primary');
        isRecorded = true;
      },
      crm: failTimes(1, 'down'),
    });
    expect(await settleCall(ports, settlement)).toEqual([{ what: 'crm', why: 'down' }]);
  });

  test.each(['line_unavailable', 'voice_unavailable', 'invalid_number'] as const)(
    'leaves the ledger open after %s: nobody was phoned, so the call may still be made',
    async (ending) => {
      const { ports, order } = writtenPorts();
      await settleCall(ports, {
        ...settlement,
        outcome: { ...settlement.outcome, ending, meeting: null },
      });
      expect(order()).toEqual(['records', 'crm']);
    },
  );
});
