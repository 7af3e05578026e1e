import { describe, expect, test } from 'vitest';
import { DELAYS } from '../../machines/call.delays.js';
import { type ConnectedCall, connectedCall } from './connected-call.js';

const PLACE = 'Thank you for calling Smith Family Medicine.';

/** The practice says this, for so long. */
const says = (call: ConnectedCall, text: string, lastsMs: number): void => {
  call.send({ type: 'practice.startedSpeaking', atMs: 1 });
  call.send({ type: 'practice.spoke', utteranceId: text, text, startedAtMs: 1, atMs: 1 + lastsMs });
};

describe('whoever picked up', () => {
  test('is greeted at once where they speak as people do', async () => {
    const call = await connectedCall();
    call.practice('Oak Street Clinic.');
    expect(call.where()).toEqual({ greeting: 'saying' });
    expect(call.replies()).toBe(1);
  });

  test('is greeted at once where the words are not known', async () => {
    const call = await connectedCall();
    call.practice(null);
    expect(call.where()).toEqual({ greeting: 'saying' });
  });

  test('and says nothing is spoken to after a moment', async () => {
    const call = await connectedCall();
    await call.rest(DELAYS.openingSilence - 1);
    expect(call.replies()).toBe(0);
    await call.rest(1);
    expect(call.where()).toEqual({ greeting: 'saying' });
    expect(call.context().silences).toBe(1);
  });

  test('is not spoken to while they speak, however late their words come', async () => {
    const call = await connectedCall();
    await call.rest(DELAYS.openingSilence - 1);
    call.send({ type: 'practice.startedSpeaking', atMs: 1 });
    await call.rest(DELAYS.openingSilence);
    expect(call.where()).toEqual({ answering: 'listening' });
    expect(call.replies()).toBe(0);
  });

  test.each(['', '(coughs)', '[phone ringing]'])('is not greeted for a noise: “%s”', async (noise) => {
    const call = await connectedCall();
    call.practice(noise);
    expect(call.where()).toEqual({ answering: 'quiet' });
    call.practice('Hello?');
    expect(call.where()).toEqual({ greeting: 'saying' });
  });

  test('is greeted after a pause where their words may have been only a beginning', async () => {
    const call = await connectedCall();
    call.practice(PLACE);
    expect(call.where()).toEqual({ answering: 'waiting' });
    await call.rest(DELAYS.answerPause);
    expect(call.where()).toEqual({ greeting: 'saying' });
    expect(call.replies()).toBe(1);
  });

  test('is heard out where they talk longer than a person does who answers the phone', async () => {
    const call = await connectedCall();
    says(call, 'Your health, our concern.', 4_500);
    expect(call.where()).toEqual({ answering: 'waiting' });
    says(call, 'For appointments, press one.', 2_000);
    expect(call.where()).toEqual({ phoneTree: 'pausing' });
    expect(call.replies()).toBe(0);
  });

  test('is not greeted for the last words of a recording', async () => {
    const call = await connectedCall();
    call.practice('Our office is currently closed.');
    expect(call.where()).toEqual({ answering: 'hearingOut' });
    call.practice('Goodbye.');
    expect(call.where()).toEqual({ answering: 'waiting' });
    expect(call.replies()).toBe(0);
  });

  test('after a recording is greeted at once', async () => {
    const call = await connectedCall();
    call.practice('Our office hours are nine to five.');
    call.practice('This is Amy.');
    expect(call.where()).toEqual({ greeting: 'saying' });
  });

  test('and has closed is spoken to all the same, where the line stays open', async () => {
    const call = await connectedCall();
    call.practice('Our office is currently closed.');
    await call.rest(DELAYS.recordingPause - 1);
    expect(call.replies()).toBe(0);
    await call.rest(1);
    expect(call.where()).toEqual({ greeting: 'saying' });
  });
});

describe('a recording that was taken for a person', () => {
  test.each([
    ['before the agent was heard', (call: ConnectedCall) => call.practice('Your health, our concern.')],
    [
      'over the agent’s words',
      (call: ConnectedCall) => {
        call.send({ type: 'agent.startedSpeaking', atMs: 3 });
        call.cutOff('Hello, this', 'Please have your insurance card and your date of birth at hand.');
      },
    ],
  ])('is heard out when it goes on %s', async (_, goesOn) => {
    const call = await connectedCall();
    call.practice('Oak Street Clinic.');
    goesOn(call);
    expect(call.where()).toEqual({ answering: 'waiting' });
    expect(call.replies()).toBe(1);
    await call.rest(DELAYS.answerPause);
    expect(call.where()).toEqual({ greeting: 'saying' });
    expect(call.replies()).toBe(2);
  });

  test('is a voicemail box when a tone follows', async () => {
    const call = await connectedCall();
    call.practice('Oak Street Clinic.');
    call.send({ type: 'line.beeped', atMs: 5 });
    expect(call.where()).toEqual({ voicemail: 'beeped' });
  });

  test('is none when they had asked something before the tone', async () => {
    const call = await connectedCall();
    call.practice('Oak Street Clinic, how can I help you?');
    call.send({ type: 'line.beeped', atMs: 5 });
    expect(call.where()).toEqual({ greeting: 'saying' });
  });

  test('is none when they interrupt the greeting with a no', async () => {
    const call = await connectedCall();
    call.practice('Oak Street Clinic.');
    call.cutOff('Hello, this', 'No thank you, the doctors in this practice have that covered already.');
    expect(call.where()).toEqual({ intro: 'saying' });
  });

  test('is none when they answer the greeting at length', async () => {
    const call = await connectedCall();
    call.practice('Oak Street Clinic.');
    call.agent('Hello, this is Chelsea.');
    call.practice('It has been a long day already with the phones and the flu and all of it.');
    expect(call.where()).toEqual({ intro: 'saying' });
  });
});

describe('a queue', () => {
  test('that begins anew is not taken for the person who was waited for', async () => {
    const call = await connectedCall();
    call.practice('Please hold for the next available representative.');
    call.practice(PLACE);
    expect(call.where()).toEqual({ answering: 'waiting' });
    call.practice('Please hold for the next available');
    expect(call.where()).toBe('onHold');
    call.practice('team member.');
    expect(call.where()).toEqual({ answering: 'waiting' });
    expect(call.replies()).toBe(0);
    call.practice('Smith Family Medicine, this is Amy.');
    expect(call.where()).toEqual({ greeting: 'saying' });
  });
});

describe('a call screener', () => {
  test('that goes on is told the line once it has finished', async () => {
    const call = await connectedCall();
    call.practice('Please state your name and the reason for your call after the');
    expect(call.where()).toEqual({ screening: 'saying' });
    call.practice('tone, and I will try to connect you.');
    expect(call.where()).toEqual({ screening: 'saying' });
    expect(call.replies()).toBe(2);
    call.agent('This is Chelsea from DocShield.');
    expect(call.where()).toEqual({ screening: 'said' });
  });

  test('is gone where a person picks up before the line was said', async () => {
    const call = await connectedCall();
    call.practice('Please state your name.');
    call.practice('Hello? This is Karen.');
    expect(call.where()).toEqual({ greeting: 'saying' });
  });
});
