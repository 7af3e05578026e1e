import { describe, expect, test } from 'vitest';
import { DELAYS } from '../../machines/call.delays.js';
import type { CoachVerdict } from '../../src/domain/coaching.js';
import { plan } from './call-model.js';
import { type ConnectedCall, connectedCall } from './connected-call.js';

const ADVICE: CoachVerdict = { kind: 'advise', message: 'Ask for one clear day.' };
const NOTE = { type: 'voice.note', text: 'Ask for one clear day.' };

/** The introduction was said: the coach may look, and the agent has the floor, so that nobody is silent. */
const talking = async () => {
  const call = await connectedCall();
  call.practice('Smith Family Medicine, this is Amy.');
  call.agent('Hello, how are you today?');
  call.practice('Hi. What is this about?');
  call.agent('We help physicians.');
  call.send({ type: 'agent.startedSpeaking', atMs: 5 });
  expect(call.where()).toEqual({ intro: 'said' });
  return call;
};
const lookedAt = async (call: ConnectedCall) => {
  await call.rest(plan.bounds.coachIntervalMs);
  expect(call.looks).toHaveLength(1);
};
const notes = (call: ConnectedCall) => call.commands.filter(({ type }) => type === 'voice.note');
const runs = (call: ConnectedCall) => call.context().coach.map(({ used, why }) => ({ used, why }));
const MOVED_ON = [{ used: false, why: 'the conversation had moved on' }];

describe('the coach', () => {
  test('looks at the conversation once in a while, and is told where it stands', async () => {
    const call = await talking();
    await call.rest(plan.bounds.coachIntervalMs - 1);
    expect(call.looks).toEqual([]);
    await call.rest(1);
    expect(call.looks.map(({ question }) => question)).toEqual([
      {
        callId: plan.callId,
        stage: 'intro',
        next: ['objections', 'scheduling'],
        instructions: plan.instructions.intro,
        utterances: call.context().utterances,
        flagged: [],
        turn: 2,
      },
    ]);
  });

  test('is not asked again while nothing more was said', async () => {
    const call = await talking();
    await lookedAt(call);
    await call.coachSays({ kind: 'none' });
    await call.rest(2 * plan.bounds.coachIntervalMs);
    expect(call.looks).toHaveLength(1);
    expect(runs(call)).toEqual([{ used: false, why: null }]);
    call.agent('Are you open to a meeting?');
    call.send({ type: 'agent.startedSpeaking', atMs: 5 });
    await call.rest(plan.bounds.coachIntervalMs);
    expect(call.looks).toHaveLength(2);
  });

  test('advises: its words go before the agent, which is not made to speak by them', async () => {
    const call = await talking();
    const asked = call.replies();
    await lookedAt(call);
    await call.coachSays(ADVICE);
    expect(notes(call)).toEqual([NOTE]);
    expect(call.replies()).toBe(asked);
    expect(call.where()).toEqual({ intro: 'said' });
    expect(call.context().coach).toMatchObject([
      { stage: 'intro', turn: 2, saw: ['p1', 'a1', 'p2', 'a2'], verdict: ADVICE, used: true, why: null },
    ]);
  });

  test('is not listened to where the practice has spoken meanwhile', async () => {
    const call = await talking();
    await lookedAt(call);
    call.practice('Is this about insurance?');
    await call.coachSays(ADVICE);
    expect(notes(call)).toEqual([]);
    expect(runs(call)).toEqual(MOVED_ON);
  });

  test.each([ADVICE, { kind: 'stepCompleted', next: 'objections' } as const])(
    'is not listened to where the conversation has moved on: $kind',
    async (verdict) => {
      const call = await talking();
      await lookedAt(call);
      call.send({ type: 'practice.agreed' });
      await call.coachSays(verdict);
      expect(call.where()).toBe('scheduling');
      expect(notes(call)).toEqual([]);
      expect(runs(call)).toEqual(MOVED_ON);
    },
  );

  test('is not listened to where the agent has no words of its own', async () => {
    const call = await connectedCall();
    call.practice('For billing, press two. For scheduling, press three.');
    await lookedAt(call);
    await call.coachSays(ADVICE);
    expect(notes(call)).toEqual([]);
    expect(call.context().coach[0]).toMatchObject({ used: false });
  });

  test('moves the conversation on when a step is completed', async () => {
    const call = await talking();
    const asked = call.replies();
    await lookedAt(call);
    await call.coachSays({ kind: 'stepCompleted', next: 'scheduling' });
    expect(call.where()).toBe('scheduling');
    expect(call.replies()).toBe(asked);
    expect(runs(call)).toEqual([{ used: true, why: null }]);
  });

  test.each(['farewell', 'greeting', 'voicemail'] as const)(
    'cannot move it on to %s, where nothing leads from here',
    async (next) => {
      const call = await talking();
      await lookedAt(call);
      await call.coachSays({ kind: 'stepCompleted', next });
      expect(call.where()).toEqual({ intro: 'said' });
      expect(runs(call)).toMatchObject([{ used: false }]);
    },
  );

  test('that says nothing valid changes nothing, and is asked again', async () => {
    const call = await talking();
    await lookedAt(call);
    const before = { ...call.context(), coach: [] };
    await call.coachSays(null, 'the coach said nothing valid');
    expect({ ...call.context(), coach: [] }).toEqual(before);
    expect(runs(call)).toEqual([{ used: false, why: 'the coach said nothing valid' }]);
    call.agent('Are you open to a meeting?');
    call.send({ type: 'agent.startedSpeaking', atMs: 5 });
    await call.rest(plan.bounds.coachIntervalMs);
    expect(call.looks).toHaveLength(2);
  });

  test('that breaks down changes nothing, and is asked again', async () => {
    const call = await talking();
    await lookedAt(call);
    const before = call.context();
    call.looks[0]?.fail(new Error('no credit'));
    await call.settled();
    expect(call.context()).toEqual(before);
    expect(call.where()).toEqual({ intro: 'said' });
    await call.rest(plan.bounds.coachIntervalMs);
    expect(call.looks).toHaveLength(2);
  });

  test('that takes too long is given up, and its answer counts no more', async () => {
    const call = await talking();
    await lookedAt(call);
    await call.rest(DELAYS.coachLimit);
    expect(call.looks[0]?.signal.aborted).toBe(true);
    await call.coachSays(ADVICE);
    expect(notes(call)).toEqual([]);
    expect(runs(call)).toEqual([]);
  });

  test('never looks twice at once', async () => {
    const call = await talking();
    await lookedAt(call);
    call.agent('It costs $500.');
    call.practice('What?');
    await call.rest(DELAYS.coachLimit - 1);
    expect(call.looks).toHaveLength(1);
    await call.rest(1);
    await call.rest(plan.bounds.coachIntervalMs - 1);
    expect(call.looks).toHaveLength(1);
  });

  test('is asked at once about what nothing bears out, and is shown it', async () => {
    const call = await talking();
    call.agent('It costs $500.');
    await call.settled();
    const flagged = [
      { utteranceId: 'a3', facts: [{ kind: 'money', value: '500', words: expect.stringContaining('500') }] },
    ];
    expect(call.context().flagged).toEqual(flagged);
    expect(call.looks).toHaveLength(1);
    expect(call.looks[0]?.question.flagged).toEqual(flagged);
    expect(call.looks[0]?.question.utterances.at(-1)?.id).toBe('a3');
  });

  test('is not asked about what the practice itself has said', async () => {
    const call = await talking();
    call.practice('We pay $500 a month to Karen Miller.');
    call.agent('You pay $500 to Karen.');
    await call.settled();
    expect(call.context().flagged).toEqual([]);
    expect(call.looks).toEqual([]);
  });
});
