import { describe, expect, test } from 'vitest';
import { meeting, plan } from './call-model.js';
import { type ConnectedCall, connectedCall } from './connected-call.js';

/** How a call gets into each state in which somebody is listened to. */
const TALKS = {
  answering: async () => connectedCall(),
  greeting: async () => {
    const call = await connectedCall();
    call.practice('Smith Family Medicine, this is Amy.');
    call.agent('Hello, this is Chelsea.');
    return call;
  },
  intro: async () => {
    const call = await TALKS.greeting();
    call.practice('Hi. What is this about?');
    call.agent('We help physicians with their insurance.');
    return call;
  },
  objections: async () => {
    const call = await TALKS.intro();
    call.practice('What does that mean?');
    return call;
  },
  scheduling: async () => {
    const call = await TALKS.objections();
    call.send({ type: 'practice.agreed' });
    return call;
  },
  rejectionReason: async () => {
    const call = await TALKS.objections();
    call.practice('No, we are not interested.');
    call.send({ type: 'practice.declined' });
    return call;
  },
  onHold: async () => {
    const call = await TALKS.objections();
    call.practice('One moment, please.');
    return call;
  },
  screening: async () => {
    const call = await connectedCall();
    call.practice('Please state your name and why you are calling.');
    call.agent(plan.screeningLine ?? '');
    return call;
  },
  farewell: async () => {
    const call = await TALKS.objections();
    call.send({ type: 'agent.endedCall', reason: null });
    call.agent('Goodbye.');
    return call;
  },
} as const;

const stageOf = (call: ConnectedCall) => call.context().stage;

describe('a conversation', () => {
  test.each(Object.entries(TALKS))('comes to %s', async (stage, start) => {
    expect(stageOf(await start())).toBe(stage);
  });

  test.each(Object.entries(TALKS))('in %s ends politely on “take us off your list”', async (_, start) => {
    const call = await start();
    const asked = call.replies();
    const id = call.practice('Please take us off your list.');
    expect(call.where()).toEqual({ farewell: 'parting' });
    expect(call.replies()).toBe(asked + 1);
    call.agent('I will see to it. Goodbye.');
    await call.rest(plan.bounds.goodbyeMs);
    const outcome = await call.outcome();
    expect(outcome).toMatchObject({ ending: 'do_not_call', doNotCall: true });
    expect(outcome.evidence.doNotCall).toEqual({ utteranceIds: [id], source: null });
    expect(outcome.evidence.ending).toEqual({ utteranceIds: [id], source: null });
  });

  test('that booked a meeting keeps it where the practice wants no more calls', async () => {
    const call = await TALKS.scheduling();
    call.send({ type: 'meeting.booked', meeting });
    const id = call.practice('And please do not call us again.');
    call.agent('Of course. Goodbye.');
    await call.rest(plan.bounds.goodbyeMs);
    expect(await call.outcome()).toMatchObject({
      ending: 'meeting_booked',
      meeting,
      doNotCall: true,
      evidence: { doNotCall: { utteranceIds: [id], source: null } },
    });
  });

  test.each(['greeting', 'intro'] as const)(
    'goes on in %s where a sign of listening cut the agent off',
    async (stage) => {
      const call = await TALKS[stage]();
      const asked = call.replies();
      call.cutOff('We help', 'Uh-huh.');
      expect(call.where()).toEqual({ [stage]: 'said' });
      expect(call.replies()).toBe(asked + 1);
    },
  );

  test('is not silent while one turn follows on the other', async () => {
    const call = await TALKS.objections();
    call.send({ type: 'practice.startedSpeaking', atMs: 5 });
    call.send({ type: 'practice.startedSpeaking', atMs: 6 });
    call.practice('We have a carrier already.');
    await call.rest(3 * plan.bounds.silenceMs);
    expect(stageOf(call)).toBe('objections');
    expect(call.context().silences).toBe(0);
  });

  test('is answered all the same where a noise falls in before the answer', async () => {
    const call = await TALKS.objections();
    const asked = call.replies();
    call.practice('');
    expect(call.replies()).toBe(asked + 1);
    call.agent('We compare carriers for you.');
    call.practice('');
    expect(call.replies()).toBe(asked + 1);
  });

  test('begins with the practice, whatever noises there are before', async () => {
    const call = await connectedCall();
    call.practice('');
    call.send({ type: 'voice.reconnected', atMs: 5 });
    expect(stageOf(call)).toBe('answering');
    expect(call.replies()).toBe(0);
  });

  test('moves on where a sign of listening follows what the agent said', async () => {
    const call = await TALKS.intro();
    call.practice('Uh-huh.');
    expect(call.where()).toBe('objections');
  });

  test('in scheduling goes back to questions, and to scheduling again', async () => {
    const call = await TALKS.scheduling();
    call.send({ type: 'practice.asked' });
    expect(call.where()).toBe('objections');
    call.send({ type: 'practice.agreed' });
    expect(call.where()).toBe('scheduling');
  });
});

describe('a call screener', () => {
  test('gets its line once, and whoever picks up then is greeted', async () => {
    const call = await connectedCall();
    call.practice('Please state your name and why you are calling.');
    expect(call.where()).toEqual({ screening: 'saying' });
    expect(call.replies()).toBe(1);
    call.agent(plan.screeningLine ?? '');
    expect(call.where()).toEqual({ screening: 'said' });
    call.practice('Thank you. Your call is being screened.');
    expect(call.where()).toEqual({ screening: 'said' });
    expect(call.replies()).toBe(1);
    call.practice('Hello, this is Karen.');
    expect(call.where()).toEqual({ greeting: 'saying' });
    expect(call.replies()).toBe(2);
  });

  test('says its line again where it was cut off', async () => {
    const call = await connectedCall();
    call.practice('Please state your name and why you are calling.');
    call.cutOff('This is', '');
    expect(call.where()).toEqual({ screening: 'saying' });
    expect(call.replies()).toBe(2);
  });

  test('that puts the call on hold is waited for', async () => {
    const call = await TALKS.screening();
    call.practice('Please stay on the line.');
    expect(call.where()).toBe('onHold');
    call.practice('Yes?');
    expect(call.where()).toEqual({ greeting: 'saying' });
  });

  test('that puts nobody through is given up', async () => {
    const call = await TALKS.screening();
    await call.rest(plan.bounds.holdMs);
    const outcome = await call.outcome();
    expect(outcome.ending).toBe('not_put_through');
    expect(outcome.reason).toBe('last heard “Please state your name and why you are calling.”');
  });
});

describe('a practice that does not hear the agent', () => {
  /** It calls “Hello?” after each of three turns of the agent, and once more as it picks up. */
  const unheard = async () => {
    const call = await connectedCall();
    call.practice('Hello?');
    call.agent('Hello, this is Chelsea.');
    call.practice('Hello? Hello?');
    call.agent('We help physicians.');
    call.practice('Hello? Is anybody there?');
    expect(call.where()).toBe('objections');
    call.agent('Yes, I am here.');
    return call;
  };

  test('is told goodbye after three turns, and the line is what failed', async () => {
    const call = await unheard();
    const asked = call.replies();
    call.practice('I can’t hear you.');
    expect(call.where()).toEqual({ farewell: 'parting' });
    expect(call.replies()).toBe(asked + 1);
    call.agent('We seem to have a bad line. Goodbye!');
    call.practice('Hello?');
    expect(await call.outcome()).toMatchObject({
      ending: 'line_lost',
      reason: 'the practice did not hear the agent',
      evidence: {
        ending: { utteranceIds: ['p4'], source: null },
        reason: { utteranceIds: ['p4'], source: null },
      },
    });
  });

  test('is answered on where it says anything else', async () => {
    const call = await unheard();
    call.practice('Oh, there you are. What is this about?');
    call.agent('We help physicians.');
    call.practice('Hello?');
    expect(call.where()).toBe('objections');
  });

  test('has said no where it had', async () => {
    const call = await connectedCall();
    call.practice('Smith Family Medicine, this is Amy.');
    call.agent('Hello, this is Chelsea.');
    call.practice('We are not interested.');
    call.send({ type: 'practice.declined' });
    for (const words of ['May I ask why not?', 'Are you there?', 'Hello?']) {
      call.practice('Hello?');
      call.agent(words);
    }
    call.practice('Hello?');
    expect(call.where()).toEqual({ farewell: 'parting' });
    call.send({ type: 'practice.hungUp', atMs: 50 });
    expect(await call.outcome()).toMatchObject({ ending: 'declined', reason: null });
  });
});
