import { describe, expect, test } from 'vitest';
import { meeting, plan } from './call-model.js';
import { startReplay } from './replay.js';

const atMs = 1_000;
const answered = { dialedAtMs: 500, endedAtMs: atMs, result: { kind: 'answered', legId: 'leg', atMs } };
const done = (name: string, output?: unknown) => ({ type: `xstate.done.actor.${name}`, output });

const afterHangUp = [
  done('prepareVoice'),
  done('claimDialing', true),
  done('dial', answered),
  { type: 'practice.hungUp', atMs } as const,
];
const booked = { type: 'meeting.booked', meeting } as const;
const toSettling = [
  done('hangUp', { atMs }),
  done('transcribe', { utterances: [], gaps: [] }),
  done('archive', null),
];

const settlementAfter = async (...events: Parameters<ReturnType<typeof startReplay>['perform']>[0][]) => {
  const { actor, perform } = startReplay();
  for (const event of events) await perform(event);
  expect(actor.getSnapshot().status).toBe('done');
  return actor.getSnapshot().output?.settlement;
};

describe('A meeting that the calendar took after the practice had hung up', () => {
  test('is the outcome of the call', async () => {
    const settlement = await settlementAfter(...afterHangUp, booked, ...toSettling, done('settle', []));
    expect(settlement?.outcome).toMatchObject({ ending: 'meeting_booked', meeting });
  });

  test('is settled once more when the call was being settled without it', async () => {
    const settlement = await settlementAfter(...afterHangUp, ...toSettling, booked, done('settle', []));
    expect(settlement).toMatchObject({ plan, outcome: { ending: 'meeting_booked', meeting } });
  });
});
