import { describe, expect, test } from 'vitest';
import { createActor, fromCallback, fromPromise, SimulatedClock, toPromise, waitFor } from 'xstate';
import type { CallEvent } from '../../machines/call.events.js';
import { callMachine } from '../../machines/call.machine.js';
import type { TranscriptRef } from '../../machines/call.ports.js';
import type { DialAttempt } from '../../machines/call.setup.js';
import { provideActors } from '../../src/call/actors.js';
import type { CallHost } from '../../src/call/call-host.js';
import type { CallPorts } from '../../src/call/ports.js';
import type { NotDone } from '../../src/domain/call-outcome.js';
import type { Utterance } from '../../src/domain/transcript.js';
import { meeting, plan } from './call-model.js';

const answered: DialAttempt = {
  dialedAtMs: 1,
  endedAtMs: 2,
  result: { kind: 'answered', legId: 'leg', atMs: 2 },
};

const connectedCall = async () => {
  const clock = new SimulatedClock();
  const replies: string[] = [];
  const machine = callMachine.provide({
    actors: {
      prepareVoice: fromPromise(async () => {}),
      dial: fromPromise(async () => answered),
      watchLeg: fromCallback(() => {}),
      voice: fromCallback(({ receive }) => {
        receive(({ type }) => replies.push(type));
      }),
      hangUp: fromPromise(async () => ({ atMs: 99 })),
      transcribe: fromPromise(async (): Promise<readonly Utterance[]> => []),
      archive: fromPromise(async (): Promise<TranscriptRef> => ({ bucket: 'b', key: 'k', source: 'live' })),
      settle: fromPromise(async (): Promise<readonly NotDone[]> => []),
    },
  });
  const actor = createActor(machine, { input: plan, clock }).start();
  await waitFor(actor, (snapshot) => snapshot.matches('connected'));
  const practice = (text: string) => {
    actor.send({ type: 'practice.startedSpeaking', atMs: 1 });
    actor.send({ type: 'practice.spoke', utteranceId: 'p', text, startedAtMs: 1, atMs: 2 });
  };
  const agent = (text: string, interrupted = false) => {
    actor.send({ type: 'agent.startedSpeaking', atMs: 3 });
    actor.send({ type: 'agent.spoke', utteranceId: 'a', text, startedAtMs: 3, atMs: 4, interrupted });
  };
  return { actor, clock, replies, practice, agent };
};

const conversationOf = (actor: { getSnapshot(): { value: unknown } }): unknown =>
  (actor.getSnapshot().value as { connected?: { conversation: unknown } }).connected?.conversation;

describe('a call', () => {
  test('that books a meeting is a booked meeting, whoever hangs up afterwards', async () => {
    const { actor, practice, agent } = await connectedCall();
    practice('Smith Family Medicine, this is Amy.');
    agent('Hello');
    practice('Hi, how can I help?');
    agent('We help physicians');
    practice('Sure, Tuesday at 11');
    actor.send({ type: 'practice.agreed' });
    actor.send({ type: 'meeting.booked', meeting });
    expect(conversationOf(actor)).toEqual({ farewell: 'parting' });
    actor.send({ type: 'practice.hungUp', atMs: 50 });
    const { settlement, stored } = await toPromise(actor);
    expect(settlement.outcome).toMatchObject({ ending: 'meeting_booked', meeting, endedAtMs: 50 });
    expect(stored.ok).toBe(true);
  });

  test('asks for one answer to each turn of the practice', async () => {
    const { practice, agent, replies } = await connectedCall();
    practice('Hello?');
    expect(replies).toHaveLength(1);
    agent('Hello, this is Chelsea');
    practice('What is this about?');
    expect(replies).toHaveLength(2);
  });

  test('does not answer a noise, but takes up what the noise cut off', async () => {
    const { practice, agent, replies, actor } = await connectedCall();
    practice('Hello?');
    agent('Hello, this is Chelsea');
    practice('');
    expect(replies).toHaveLength(1);
    expect(conversationOf(actor)).toEqual({ greeting: 'said' });
    agent('We are', true);
    practice('');
    expect(replies).toHaveLength(2);
  });

  test('in which nobody speaks greets once, asks once, and is hung up', async () => {
    const { actor, clock, replies } = await connectedCall();
    clock.increment(plan.bounds.silenceMs);
    expect(conversationOf(actor)).toEqual({ greeting: 'saying' });
    expect(replies).toHaveLength(1);
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
    const { actor, clock, practice, agent } = await connectedCall();
    practice('Hello?');
    agent('Hello');
    actor.send({ type: 'agent.endedCall', reason: 'happy with the insurer' });
    agent('Goodbye');
    clock.increment(plan.bounds.goodbyeMs - 1);
    practice('Wait, one thing');
    clock.increment(plan.bounds.goodbyeMs);
    expect(conversationOf(actor)).toEqual({ farewell: 'parting' });
    agent('Goodbye again');
    clock.increment(plan.bounds.goodbyeMs);
    expect((await toPromise(actor)).settlement.outcome).toMatchObject({
      ending: 'no_meeting',
      reason: 'happy with the insurer',
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
