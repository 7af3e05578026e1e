import { describe, expect, test } from 'vitest';
import { plan } from './call-model.js';
import { connectedCall } from './connected-call.js';

const REASON = 'We have been with the same carrier for ten years.';

/** The practice has said no, as `p3`, and was asked why. */
const declined = async () => {
  const call = await connectedCall();
  call.practice('Smith Family Medicine, this is Amy.');
  call.agent('Hello, this is Chelsea.');
  call.practice('Hi.');
  call.agent('We help physicians. Are you open to a meeting?');
  call.practice('No, we are not interested.');
  call.send({ type: 'practice.declined' });
  call.agent('Is there a reason why not?');
  expect(call.where()).toBe('rejectionReason');
  return call;
};

describe('a refusal', () => {
  test('that stays one is declined for the reason in the practice’s own words', async () => {
    const call = await declined();
    const asked = call.replies();
    call.practice(REASON);
    expect(call.where()).toBe('rejectionReason');
    expect(call.replies()).toBe(asked + 1);
    call.send({ type: 'practice.declinedFinally', reason: 'long-standing carrier' });
    expect(call.where()).toEqual({ farewell: 'parting' });
    call.agent('I understand. Goodbye.');
    await call.rest(plan.bounds.goodbyeMs);
    const { ending, reason, evidence } = await call.outcome();
    expect({ ending, reason, evidence }).toEqual({
      ending: 'declined',
      reason: REASON,
      evidence: {
        ending: { utteranceIds: ['p3', 'p4'], source: null },
        reason: { utteranceIds: ['p4'], source: null },
      },
    });
  });

  test('has no reason where the practice gave none, whatever the model makes of it', async () => {
    const call = await declined();
    call.practice('No, thank you.');
    call.send({ type: 'practice.declinedFinally', reason: 'they are happy with their carrier' });
    call.send({ type: 'practice.hungUp', atMs: 50 });
    const { ending, reason, evidence, endedAtMs } = await call.outcome();
    expect({ ending, reason, endedAtMs }).toEqual({ ending: 'declined', reason: null, endedAtMs: 50 });
    expect(evidence).toEqual({ ending: { utteranceIds: ['p3', 'p4'], source: null } });
  });

  test('that turns into a yes is none', async () => {
    const call = await declined();
    call.practice('Well, Tuesday would be possible.');
    call.send({ type: 'practice.agreed' });
    expect(call.where()).toBe('scheduling');
    expect(call.context().declinedAt).toBeNull();
    call.send({ type: 'practice.hungUp', atMs: 50 });
    expect(await call.outcome()).toMatchObject({ ending: 'hung_up', reason: null });
  });

  test('and a hang-up is declined', async () => {
    const call = await declined();
    call.send({ type: 'practice.hungUp', atMs: 50 });
    expect(await call.outcome()).toMatchObject({
      ending: 'declined',
      reason: null,
      endedAtMs: 50,
      evidence: { ending: { utteranceIds: ['p3'], source: null } },
    });
  });

  test('and a hang-up after the reason is declined for that reason', async () => {
    const call = await declined();
    call.practice(REASON);
    call.send({ type: 'practice.hungUp', atMs: 50 });
    expect(await call.outcome()).toMatchObject({
      ending: 'declined',
      reason: REASON,
      evidence: { reason: { utteranceIds: ['p4'], source: null } },
    });
  });

  test('after which the agent ends the call by itself is declined all the same', async () => {
    const { practice, send, agent, context } = await connectedCall();
    practice('Smith Family Medicine, this is Amy.');
    agent('Hello, how are you today?');
    practice('No, thank you. We are happy with our insurer.');
    send({ type: 'agent.endedCall', reason: 'happy with the insurer' });
    expect(context()).toMatchObject({
      ending: 'declined',
      reason: 'No, thank you. We are happy with our insurer.',
      evidence: { reason: { utteranceIds: ['p2'] } },
    });
  });

  test('and silence is declined, after one more question', async () => {
    const call = await declined();
    const asked = call.replies();
    await call.rest(plan.bounds.silenceMs);
    expect(call.replies()).toBe(asked + 1);
    await call.rest(plan.bounds.silenceMs);
    expect(await call.outcome()).toMatchObject({ ending: 'declined', reason: null });
  });

  test('that asks for a pause goes on as a refusal', async () => {
    const call = await declined();
    call.practice('Hold on a second.');
    expect(call.where()).toBe('onHold');
    call.practice('Sorry. No, we have a carrier.');
    expect(call.where()).toBe('rejectionReason');
    call.send({ type: 'practice.hungUp', atMs: 50 });
    expect(await call.outcome()).toMatchObject({
      ending: 'declined',
      evidence: { ending: { utteranceIds: ['p3', 'p4', 'p5'] } },
    });
  });
});
