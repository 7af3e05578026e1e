import { describe, expect, test } from 'vitest';
import { plan } from './call-model.js';
import { connectedCall } from './connected-call.js';

const TRANSFER = 'I will transfer you to our practice manager.';

const talking = async () => {
  const call = await connectedCall();
  call.practice('Smith Family Medicine, this is Amy.');
  call.agent('Hello, this is Chelsea.');
  call.practice('Hi.');
  call.agent('We help physicians.');
  call.practice('What does that mean?');
  expect(call.where()).toBe('objections');
  return call;
};

describe('“one moment”', () => {
  test('is waited out in silence, and the conversation goes on where it stood', async () => {
    const call = await talking();
    call.send({ type: 'practice.agreed' });
    const asked = call.replies();
    call.practice('One moment, please.');
    expect(call.where()).toBe('onHold');
    await call.rest(plan.bounds.silenceMs);
    await call.rest(plan.bounds.silenceMs);
    call.practice('');
    call.practice('Your call is important to us. Please continue to hold.');
    expect(call.where()).toBe('onHold');
    expect(call.replies()).toBe(asked);

    call.practice('Okay, Tuesday at ten works.');
    expect(call.where()).toBe('scheduling');
    expect(call.replies()).toBe(asked + 1);
  });

  test('may be noted by the model, and is waited out the same way', async () => {
    const call = await talking();
    call.send({ type: 'practice.putOnHold' });
    expect(call.where()).toBe('onHold');
    call.practice('Okay, go ahead.');
    expect(call.where()).toBe('objections');
  });

  test('asked for again while waiting keeps what the conversation was about', async () => {
    const call = await talking();
    call.send({ type: 'practice.agreed' });
    call.practice('One moment, please.');
    call.send({ type: 'practice.putOnHold' });
    call.practice('Just another minute, please.');
    call.practice('Okay, Tuesday at ten works.');
    expect(call.where()).toBe('scheduling');
  });

  test('of which nobody comes back is given up', async () => {
    const call = await talking();
    call.practice('One moment, please.');
    await call.rest(plan.bounds.holdMs);
    const { ending, reason, evidence } = await call.outcome();
    expect({ ending, reason }).toEqual({
      ending: 'not_put_through',
      reason: 'last heard “One moment, please.”',
    });
    expect(evidence.ending).toEqual({ utteranceIds: ['p4'], source: null });
  });
});

describe('music', () => {
  test.each(['Thank you.', 'Bye.', 'Thanks for watching!'])(
    'that is transcribed as “%s” is waited out',
    async (words) => {
      const call = await talking();
      call.practice('One moment, please.');
      const asked = call.replies();
      call.practice(words);
      call.practice(words);
      expect(call.where()).toBe('onHold');
      expect(call.replies()).toBe(asked);
      call.practice('Okay, thank you. What was your question?');
      expect(call.where()).toBe('objections');
    },
  );
});

describe('a hang-up on hold', () => {
  test('by a queue that no person was heard in has put nobody through', async () => {
    const call = await connectedCall();
    call.practice('Your call is important to us. Please continue to hold.');
    expect(call.where()).toBe('onHold');
    call.send({ type: 'practice.hungUp', atMs: 50 });
    expect(await call.outcome()).toMatchObject({
      ending: 'not_put_through',
      reason: 'last heard “Your call is important to us. Please continue to hold.”',
      endedAtMs: 50,
      evidence: { ending: { utteranceIds: ['p1'], source: null } },
    });
  });

  test('in the middle of a transfer has put nobody through', async () => {
    const call = await talking();
    call.practice('Karen Miller does. I will transfer you.');
    call.practice('One moment, I will transfer you.');
    expect(call.where()).toBe('onHold');
    call.send({ type: 'practice.hungUp', atMs: 50 });
    expect(await call.outcome()).toMatchObject({ ending: 'not_put_through', endedAtMs: 50 });
  });

  test('by whoever was spoken with is a hang-up', async () => {
    const call = await talking();
    call.practice('One moment, please.');
    call.send({ type: 'practice.hungUp', atMs: 50 });
    expect(await call.outcome()).toMatchObject({ ending: 'hung_up', reason: null, endedAtMs: 50 });
  });

  test('of a call screener has put nobody through, unless it said no', async () => {
    const turnedAway = async (words: string) => {
      const call = await connectedCall();
      call.practice('Please state your name and why you are calling.');
      expect(call.where()).toEqual({ screening: 'saying' });
      call.agent('This is Chelsea from DocShield.');
      call.practice(words);
      call.send({ type: 'practice.hungUp', atMs: 50 });
      return call.outcome();
    };
    expect(await turnedAway('This person is not available. Goodbye.')).toMatchObject({
      ending: 'not_put_through',
      reason: 'last heard “This person is not available. Goodbye.”',
      endedAtMs: 50,
    });
    expect((await turnedAway('They are not interested. Goodbye.')).ending).toBe('declined');
  });
});

describe('a no that is followed by “hold on”', () => {
  const heldAfterNo = async () => {
    const call = await talking();
    call.practice('We are not interested, we have the same carrier as the hospital.');
    call.send({ type: 'practice.declined' });
    call.practice('Hold on a second.');
    expect(call.where()).toBe('onHold');
    return call;
  };

  test('stays one where nobody comes back', async () => {
    const call = await heldAfterNo();
    await call.rest(plan.bounds.holdMs);
    expect(await call.outcome()).toMatchObject({
      ending: 'declined',
      reason: null,
      evidence: { ending: { utteranceIds: ['p4', 'p5'], source: null } },
    });
  });

  test('stays one where the practice hangs up', async () => {
    const call = await heldAfterNo();
    call.send({ type: 'practice.hungUp', atMs: 50 });
    expect(await call.outcome()).toMatchObject({ ending: 'declined', endedAtMs: 50 });
  });

  test('stays final where it was accepted before the wait', async () => {
    const call = await heldAfterNo();
    call.practice('No, thank you.');
    call.send({ type: 'practice.declinedFinally', reason: null });
    call.send({ type: 'practice.putOnHold' });
    const before = call.context();
    await call.rest(plan.bounds.holdMs);
    const { ending, reason, evidence } = await call.outcome();
    expect({ ending, reason, evidence }).toEqual({
      ending: 'declined',
      reason: before.reason,
      evidence: before.evidence,
    });
  });
});

describe('a transfer', () => {
  test('that is announced is asked first who decides; then the new voice is greeted', async () => {
    const call = await talking();
    const asked = call.replies();
    call.practice(TRANSFER);
    expect(call.where()).toBe('objections');
    expect(call.replies()).toBe(asked + 1);
    call.agent('Before you do: who decides about insurance?');
    call.practice('That is Karen Miller. One moment, please.');
    call.send({
      type: 'practice.namedDecisionMaker',
      decisionMaker: { name: 'Karen Miller', email: '' },
    });
    expect(call.where()).toBe('onHold');
    expect(call.replies()).toBe(asked + 1);

    call.practice('Yes, what do you need?');
    expect(call.where()).toEqual({ greeting: 'saying' });
    expect(call.replies()).toBe(asked + 2);
    expect(call.context().isTransferred).toBe(false);

    call.send({ type: 'practice.hungUp', atMs: 50 });
    expect(await call.outcome()).toMatchObject({
      ending: 'hung_up',
      decisionMaker: { name: 'Karen Miller', email: '' },
      evidence: { decisionMaker: { utteranceIds: ['p5'], source: null } },
    });
  });

  test('that is made without waiting for the question has the new voice greeted', async () => {
    const call = await talking();
    call.practice(TRANSFER);
    call.agent('Before you put me through, could you', true);
    expect(call.where()).toBe('objections');
    call.practice('This is Karen, how can I help you?');
    expect(call.where()).toEqual({ greeting: 'saying' });
  });

  test('is not asked about twice', async () => {
    const call = await talking();
    call.practice(TRANSFER);
    call.agent('Who decides about insurance?');
    const asked = call.replies();
    call.practice('I do not know. Let me transfer you.');
    expect(call.where()).toBe('onHold');
    expect(call.replies()).toBe(asked);
  });

  test('to the one who decides is not asked about, and is greeted', async () => {
    const call = await talking();
    call.practice('Karen Miller does.');
    call.send({
      type: 'practice.namedDecisionMaker',
      decisionMaker: { name: 'Karen Miller', email: '' },
    });
    const asked = call.replies();
    call.practice(TRANSFER);
    expect(call.where()).toBe('onHold');
    expect(call.replies()).toBe(asked);
    call.practice('Karen Miller.');
    expect(call.where()).toEqual({ greeting: 'saying' });
  });

  test('is known by the new voice’s own words where it was not announced', async () => {
    const call = await talking();
    call.practice('One moment, please.');
    call.practice('This is Karen, how can I help you?');
    expect(call.where()).toEqual({ greeting: 'saying' });
  });

  test('may end at a voicemail box', async () => {
    const call = await talking();
    call.practice('One moment, please.');
    call.practice('You have reached Karen Miller. Please leave a message after the tone.');
    expect(call.where()).toEqual({ voicemail: 'pausing' });
  });
});

describe('a transfer that comes to nothing', () => {
  const announced = async () => {
    const call = await talking();
    call.practice(TRANSFER);
    call.agent('Before you do: who decides about insurance?');
    expect(call.context().isTransferred).toBe(true);
    return call;
  };

  test('leaves the same person on the phone, who is answered and not greeted again', async () => {
    const call = await announced();
    call.practice('That is Karen. Let me see if she is available.');
    expect(call.where()).toBe('onHold');
    const asked = call.replies();
    call.practice('Sorry, she is with a patient right now.');
    expect(call.where()).toBe('objections');
    expect(call.replies()).toBe(asked + 1);
    expect(call.context().isTransferred).toBe(false);
  });

  test('is forgotten where it is called off at once: a later wait is for the same person', async () => {
    const call = await announced();
    const asked = call.replies();
    call.practice('Oh, actually she is not in today.');
    expect(call.replies()).toBe(asked + 1);
    expect(call.context().isTransferred).toBe(false);
    call.practice('One moment, please.');
    call.practice('Okay, I have a pen now.');
    expect(call.where()).toBe('objections');
  });

  test.each(['practice.agreed', 'practice.declined'] as const)('is forgotten with %s', async (type) => {
    const call = await announced();
    call.send({ type });
    expect(call.context().isTransferred).toBe(false);
  });

  test('does not spare a greeting where nobody was greeted yet', async () => {
    const call = await connectedCall();
    call.practice('Smith Family Medicine, I will transfer you, please hold.');
    expect(call.where()).toBe('onHold');
    call.practice('I am sorry, the doctor is with a patient.');
    expect(call.where()).toEqual({ greeting: 'saying' });
  });
});
