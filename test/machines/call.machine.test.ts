import { describe, expect, test } from 'vitest';
import { createActor, toPromise } from 'xstate';
import { DELAYS } from '../../machines/call.delays.js';
import type { CallEvent } from '../../machines/call.events.js';
import { callMachine } from '../../machines/call.machine.js';
import { provideActors } from '../../src/call/actors.js';
import type { CallHost } from '../../src/call/call-host.js';
import type { CallPorts } from '../../src/call/ports.js';
import { meeting, plan } from './call-model.js';
import { connectedCall } from './connected-call.js';

describe('a call', () => {
  test('that books a meeting is a booked meeting, whoever hangs up afterwards', async () => {
    const { actor, practice, agent, where } = await connectedCall();
    practice('Smith Family Medicine, this is Amy.');
    agent('Hello');
    practice('Hi, how can I help?');
    agent('We help physicians');
    practice('Sure, Tuesday at 11');
    actor.send({ type: 'practice.agreed' });
    actor.send({ type: 'meeting.booked', meeting });
    expect(where()).toEqual({ farewell: 'parting' });
    actor.send({ type: 'practice.hungUp', atMs: 50 });
    const { settlement, stored } = await toPromise(actor);
    expect(settlement.outcome).toMatchObject({ ending: 'meeting_booked', meeting, endedAtMs: 50 });
    expect(stored.ok).toBe(true);
  });

  test('asks for one answer to each turn of the practice', async () => {
    const { practice, agent, replies } = await connectedCall();
    practice('Hello?');
    expect(replies()).toBe(1);
    agent('Hello, this is Chelsea');
    practice('What is this about?');
    expect(replies()).toBe(2);
  });

  test('does not answer a noise, but takes up what the noise cut off', async () => {
    const { practice, agent, replies, where } = await connectedCall();
    practice('Hello?');
    agent('Hello, this is Chelsea');
    practice('');
    expect(replies()).toBe(1);
    expect(where()).toEqual({ greeting: 'said' });
    agent('We are', true);
    practice('');
    expect(replies()).toBe(2);
  });

  test('in which nobody speaks greets once, asks once, and is hung up', async () => {
    const { actor, clock, replies, where } = await connectedCall();
    clock.increment(DELAYS.openingSilence - 1);
    expect(replies()).toBe(0);
    clock.increment(1);
    expect(where()).toEqual({ greeting: 'saying' });
    expect(replies()).toBe(1);
    clock.increment(plan.bounds.silenceMs);
    expect((await toPromise(actor)).settlement.outcome.ending).toBe('silent');
  });

  test('never outlasts its bound', async () => {
    const { actor, clock } = await connectedCall();
    actor.send({ type: 'practice.startedSpeaking', atMs: 1 });
    clock.increment(plan.bounds.maxCallMs);
    expect((await toPromise(actor)).settlement.outcome.ending).toBe('time_limit');
  });

  test('ends after the goodbye, once it was left unanswered', async () => {
    const { actor, clock, practice, agent, where } = await connectedCall();
    practice('Hello?');
    agent('Hello');
    practice('We are happy with our insurer.');
    actor.send({ type: 'agent.endedCall', reason: 'happy with the insurer' });
    agent('Goodbye');
    clock.increment(plan.bounds.goodbyeMs - 1);
    practice('Wait, one thing');
    clock.increment(plan.bounds.goodbyeMs);
    expect(where()).toEqual({ farewell: 'parting' });
    agent('Goodbye again');
    clock.increment(plan.bounds.goodbyeMs);
    expect((await toPromise(actor)).settlement.outcome).toMatchObject({
      ending: 'declined',
      reason: 'We are happy with our insurer.',
    });
  });
});

describe('an actor that is not provided', () => {
  test('ends the call with its name', async () => {
    const { settlement, stored } = await toPromise(createActor(callMachine, { input: plan }).start());
    expect(settlement.outcome.ending).toBe('voice_unavailable');
    expect(settlement.outcome.reason).toContain('"prepareVoice" was not provided');
    expect(stored.why).toContain('"settle" was not provided');
  });

  test('does not exist: the worker provides every actor that the chart names', () => {
    const provided = provideActors({
      host: {} as CallHost,
      ports: {} as CallPorts,
      claimDialing: async () => true,
      onPlaced: async () => {},
    });
    const names = Object.keys(callMachine.implementations.actors);
    expect(names.length).toBeGreaterThan(7);
    const placeholders = names.filter(
      (name) =>
        provided.implementations.actors[name as never] === callMachine.implementations.actors[name as never],
    );
    expect(placeholders).toEqual([]);
  });
});

describe('a settled call', () => {
  test('carries only plain JSON', async () => {
    const { actor } = await connectedCall();
    actor.send({ type: 'practice.hungUp', atMs: 5 } satisfies CallEvent);
    const result = await toPromise(actor);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
});
