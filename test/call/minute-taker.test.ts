import { describe, expect, test } from 'vitest';
import { type CallContext, initialContext } from '../../machines/call.context.js';
import { createMinuteTaker } from '../../src/call/minute-taker.js';
import type { CallObservation } from '../../src/call/observation.js';
import type { CoachRun } from '../../src/domain/coaching.js';
import { bestOption, type KeyDecision } from '../../src/domain/phone-menu/index.js';
import { callPlan } from '../fixtures/call-plan.js';

const decision = (text: string): KeyDecision => bestOption({ heard: [text], tried: [] });
const SCHEDULING = decision('For scheduling, press two.');
const NOTHING = decision('For billing, press one.');
const look = (turn: number): CoachRun => ({
  startedAtMs: 1,
  endedAtMs: 2,
  stage: 'intro',
  turn,
  saw: [],
  verdict: { kind: 'none' },
  used: false,
  why: null,
});

const startMinutes = (recordDoNotCall = async (): Promise<void> => undefined) => {
  const observed: CallObservation[] = [];
  const recorded: string[] = [];
  const take = createMinuteTaker({
    plan: callPlan,
    records: {
      async recordDoNotCall(plan) {
        recorded.push(plan.callId);
        await recordDoNotCall();
      },
    },
    observe: (observation) => observed.push(observation),
  });
  return {
    observed,
    recorded,
    see: (changes: Partial<CallContext>) => take({ ...initialContext(callPlan), ...changes }),
  };
};

describe('the minutes', () => {
  test('tell of each key and each look of the coach once, in order', () => {
    const { observed, see } = startMinutes();
    see({});
    see({ keys: [SCHEDULING] });
    see({ keys: [SCHEDULING] });
    see({ keys: [SCHEDULING], coach: [look(1)] });
    see({ keys: [SCHEDULING, NOTHING, NOTHING], coach: [look(1), look(2)] });
    expect(observed).toEqual([
      { kind: 'key', decision: SCHEDULING },
      { kind: 'coach', run: look(1) },
      { kind: 'key', decision: NOTHING },
      { kind: 'key', decision: NOTHING },
      { kind: 'coach', run: look(2) },
    ]);
  });

  test('have a wish not to be called stored at once, and once', () => {
    const { recorded, see } = startMinutes();
    see({});
    expect(recorded).toEqual([]);
    see({ doNotCall: true });
    see({ doNotCall: true, coach: [look(1)] });
    expect(recorded).toEqual([callPlan.callId]);
  });

  test('go on where that could not be stored: the settlement says it again', async () => {
    const { observed, recorded, see } = startMinutes(() => Promise.reject(new Error('no database')));
    see({ doNotCall: true });
    await new Promise((resolve) => setImmediate(resolve));
    see({ doNotCall: true, coach: [look(1)] });
    expect(recorded).toHaveLength(1);
    expect(observed).toHaveLength(1);
  });
});
