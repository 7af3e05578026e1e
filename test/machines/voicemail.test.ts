import { describe, expect, test } from 'vitest';
import { DELAYS } from '../../machines/call.delays.js';
import { plan } from './call-model.js';
import { type ConnectedCall, connectedCall } from './connected-call.js';

const GREETING = 'You have reached Smith Family Medicine. Please leave a message after the tone.';
const MESSAGE = plan.voicemailMessage ?? '';

const reached = async (changes: Parameters<typeof connectedCall>[0] = {}) => {
  const call = await connectedCall(changes);
  call.practice(GREETING);
  expect(call.where()).toEqual({ voicemail: 'pausing' });
  return call;
};
/** The tone, which the server's turn detection takes for speech. */
const beep = (call: ConnectedCall) => {
  call.send({ type: 'practice.startedSpeaking', atMs: 5 });
  call.send({ type: 'line.beeped', atMs: 6 });
};

describe('a voicemail box', () => {
  test('gets the message after the tone has ended', async () => {
    const call = await reached();
    beep(call);
    expect(call.where()).toEqual({ voicemail: 'beeped' });
    await call.rest(DELAYS.beepPause);
    expect(call.replies()).toBe(0);
    call.practice('');
    expect(call.where()).toEqual({ voicemail: { speaking: 'asked' } });
    expect(call.replies()).toBe(1);

    call.agent(MESSAGE);
    expect(call.where()).toEqual({ voicemail: 'left' });
    await call.rest(DELAYS.messagePause);
    expect(await call.outcome()).toMatchObject({
      ending: 'voicemail_left',
      reason: null,
      evidence: { ending: { utteranceIds: ['a1'], source: null } },
    });
  });

  test('gets it a moment after a tone whose end nothing tells', async () => {
    const call = await reached();
    call.send({ type: 'line.beeped', atMs: 6 });
    await call.rest(DELAYS.beepPause - 1);
    expect(call.where()).toEqual({ voicemail: 'beeped' });
    await call.rest(1);
    expect(call.where()).toEqual({ voicemail: { speaking: 'asked' } });
  });

  test('without a tone gets it after a silence', async () => {
    const call = await reached();
    await call.rest(DELAYS.voicemailPause - 1);
    expect(call.replies()).toBe(0);
    await call.rest(1);
    expect(call.where()).toEqual({ voicemail: { speaking: 'asked' } });
    expect(call.replies()).toBe(1);
  });

  test('is waited for as long as its greeting goes on', async () => {
    const call = await reached();
    await call.rest(DELAYS.voicemailPause - 1);
    call.send({ type: 'practice.startedSpeaking', atMs: 5 });
    await call.rest(DELAYS.voicemailPause);
    expect(call.where()).toEqual({ voicemail: 'listening' });
    call.practice('Our office hours are nine to five.');
    expect(call.where()).toEqual({ voicemail: 'pausing' });
    expect(call.replies()).toBe(0);
  });

  test('is not answered where the words of its greeting come late', async () => {
    const call = await reached();
    call.practice('Thank you, and have a nice day.');
    expect(call.where()).toEqual({ voicemail: 'pausing' });
    expect(call.replies()).toBe(0);
  });

  test('gets the message once, whatever it plays after it', async () => {
    const call = await reached();
    await call.rest(DELAYS.voicemailPause);
    call.agent(MESSAGE);
    call.send({ type: 'line.beeped', atMs: 6 });
    call.practice('To send this message, press one. To record it again, press two.');
    expect(call.where()).toEqual({ voicemail: 'left' });
    expect(call.replies()).toBe(1);
    await call.rest(DELAYS.messagePause);
    expect((await call.outcome()).ending).toBe('voicemail_left');
  });

  test('gets it where the agent had nothing to say at first', async () => {
    const call = await reached();
    await call.rest(DELAYS.voicemailPause);
    call.send({ type: 'agent.keptSilent', atMs: 7 });
    expect(call.where()).toEqual({ voicemail: { speaking: 'askedAgain' } });
    expect(call.replies()).toBe(2);
    call.agent(MESSAGE);
    await call.rest(DELAYS.messagePause);
    expect((await call.outcome()).ending).toBe('voicemail_left');
  });

  test('gets none where the agent has nothing to say a second time', async () => {
    const call = await reached();
    await call.rest(DELAYS.voicemailPause);
    call.send({ type: 'agent.keptSilent', atMs: 7 });
    call.send({ type: 'agent.keptSilent', atMs: 8 });
    expect(call.replies()).toBe(2);
    expect((await call.outcome()).ending).toBe('voicemail_reached');
  });

  test('gets no message where the prompt has none', async () => {
    const call = await reached({ voicemailMessage: null });
    beep(call);
    call.practice('');
    expect(call.replies()).toBe(0);
    expect(await call.outcome()).toMatchObject({ ending: 'voicemail_reached', reason: null });
  });

  test('that is full is left at once', async () => {
    const call = await reached();
    call.practice('The mailbox is full and cannot accept any messages at this time. Goodbye.');
    expect(call.replies()).toBe(0);
    expect(await call.outcome()).toMatchObject({
      ending: 'voicemail_reached',
      evidence: { ending: { utteranceIds: ['p2'], source: null } },
    });
  });

  test('gets the whole message where a noise cut it off', async () => {
    const call = await reached();
    await call.rest(DELAYS.voicemailPause);
    call.cutOff('Hello, this is', '');
    expect(call.where()).toEqual({ voicemail: { speaking: 'asked' } });
    expect(call.replies()).toBe(2);
    call.agent(MESSAGE);
    await call.rest(DELAYS.messagePause);
    expect(await call.outcome()).toMatchObject({
      ending: 'voicemail_left',
      evidence: { ending: { utteranceIds: ['a2'] } },
    });
  });

  test('that hangs up before the message was spoken has none', async () => {
    const call = await reached();
    await call.rest(DELAYS.voicemailPause);
    call.send({ type: 'practice.hungUp', atMs: 9 });
    expect(await call.outcome()).toMatchObject({ ending: 'voicemail_reached', endedAtMs: 9 });
  });

  test('that hangs up after it has the message', async () => {
    const call = await reached();
    await call.rest(DELAYS.voicemailPause);
    call.agent(MESSAGE);
    call.send({ type: 'practice.hungUp', atMs: 9 });
    expect(await call.outcome()).toMatchObject({ ending: 'voicemail_left', endedAtMs: 9 });
  });

  test('is none where a person speaks right into the tone', async () => {
    const call = await reached();
    beep(call);
    const asked = call.replies();
    const text = 'Hello? This is Karen.';
    call.send({ type: 'practice.spoke', utteranceId: 'p9', text, startedAtMs: 5, atMs: 7 });
    expect(call.where()).toEqual({ greeting: 'saying' });
    expect(call.replies()).toBe(asked + 1);
  });

  test.each([
    ['while the greeting plays', async () => undefined],
    ['in the middle of the message', async (call: ConnectedCall) => call.rest(DELAYS.voicemailPause)],
  ])('is none where a person picks up %s', async (_, before) => {
    const call = await reached();
    await before(call);
    const asked = call.replies();
    call.cutOff('Hello, this', 'Hello? This is Karen.');
    expect(call.where()).toEqual({ greeting: 'saying' });
    expect(call.replies()).toBe(asked + 1);
    call.send({ type: 'practice.hungUp', atMs: 9 });
    expect((await call.outcome()).ending).toBe('hung_up');
  });
});

describe('a voicemail box that was greeted as a person', () => {
  const greeted = async (words: string) => {
    const call = await connectedCall();
    call.practice(words);
    expect(call.where()).toEqual({ greeting: 'saying' });
    return call;
  };
  const NAME = 'Oak Street Clinic.';

  test('gets the message after its tone, which had cut the greeting off', async () => {
    const call = await greeted(NAME);
    call.send({ type: 'agent.startedSpeaking', atMs: 3 });
    call.send({ type: 'practice.startedSpeaking', atMs: 4 });
    call.send({ type: 'line.beeped', atMs: 6 });
    call.agent('Hello, this', true);
    await call.rest(DELAYS.beepPause);
    expect(call.where()).toEqual({ voicemail: 'beeped' });
    expect(call.replies()).toBe(1);
    call.practice('');
    expect(call.where()).toEqual({ voicemail: { speaking: 'asked' } });
    expect(call.replies()).toBe(2);
    call.agent(MESSAGE);
    await call.rest(DELAYS.messagePause);
    expect(await call.outcome()).toMatchObject({ ending: 'voicemail_left', reason: null });
  });

  test('gets it once the greeting is over that the tone fell into', async () => {
    const call = await greeted(NAME);
    call.send({ type: 'agent.startedSpeaking', atMs: 3 });
    call.send({ type: 'line.beeped', atMs: 6 });
    await call.rest(DELAYS.beepPause);
    expect(call.where()).toEqual({ voicemail: 'beeped' });
    expect(call.replies()).toBe(1);
    call.agent('Hello, this is Chelsea. How are you today?');
    await call.rest(DELAYS.beepPause - 1);
    expect(call.replies()).toBe(1);
    await call.rest(1);
    expect(call.where()).toEqual({ voicemail: { speaking: 'asked' } });
    call.agent(MESSAGE);
    await call.rest(DELAYS.messagePause);
    expect(await call.outcome()).toMatchObject({
      ending: 'voicemail_left',
      reason: null,
      evidence: { ending: { utteranceIds: ['a2'] } },
    });
  });

  test('gets it where the tone follows the greeting', async () => {
    const call = await greeted(NAME);
    call.agent('Hello, this is Chelsea. How are you today?');
    expect(call.where()).toEqual({ greeting: 'said' });
    call.send({ type: 'line.beeped', atMs: 6 });
    await call.rest(DELAYS.beepPause);
    expect(call.where()).toEqual({ voicemail: { speaking: 'asked' } });
  });

  test('is none where a question was asked: what beeped is something else', async () => {
    const call = await greeted('Smith Family Medicine, this is Amy, how can I help you?');
    call.agent('Hello, this is Chelsea. How are you today?');
    call.send({ type: 'line.beeped', atMs: 6 });
    expect(call.where()).toEqual({ greeting: 'said' });
    call.practice('Good, thank you.');
    expect(call.where()).toEqual({ intro: 'saying' });
  });
});
