import { describe, expect, test } from 'vitest';
import { menuWordsOf } from '../../machines/call.context.js';
import { DELAYS } from '../../machines/call.delays.js';
import { type ConnectedCall, connectedCall } from './connected-call.js';

const MENU =
  'For billing, press one. To schedule an appointment, press two. For the front desk, press zero. If this is an emergency, press nine.';
const SPOKEN = 'Please say scheduling, or say billing.';

/** The menu has been read out, and the model is asked. */
const heardMenu = async (call: ConnectedCall, text = MENU) => {
  call.practice(text);
  await call.rest(DELAYS.menuPause);
};
const choose = async (call: ConnectedCall, asked: { readonly key?: string; readonly say?: string }) => {
  call.send({ type: 'agent.choseOption', asked: { key: asked.key ?? null, say: asked.say ?? null } });
  await call.settled();
};
const keysOf = (call: ConnectedCall) => call.context().keys;

describe('a phone tree', () => {
  test('is listened to until it pauses; then the model is asked, and what it chose is pressed', async () => {
    const call = await connectedCall();
    call.practice(MENU);
    expect(call.where()).toEqual({ phoneTree: 'pausing' });
    await call.rest(DELAYS.menuPause - 1);
    expect(call.replies()).toBe(0);
    await call.rest(1);
    expect(call.where()).toEqual({ phoneTree: { choosing: 'asking' } });
    expect(call.replies()).toBe(1);

    await choose(call, { key: '2' });
    expect(call.where()).toEqual({ phoneTree: 'waiting' });
    expect(call.pressed).toEqual(['2']);
    expect(keysOf(call)).toMatchObject([{ kind: 'press', key: '2', words: /schedule/ }]);
  });

  test('that goes on after a pause is listened to again', async () => {
    const call = await connectedCall();
    await heardMenu(call, 'Thank you for calling. For billing, press one.');
    call.send({ type: 'practice.startedSpeaking', atMs: 1 });
    expect(call.where()).toEqual({ phoneTree: 'listening' });
    await call.rest(DELAYS.choiceLimit);
    expect(call.pressed).toEqual([]);
    call.practice('For appointments, press two.');
    await call.rest(DELAYS.menuPause);
    await choose(call, { key: '2' });
    expect(call.pressed).toEqual(['2']);
  });

  test('is heard out where the words of one turn come while the next is being spoken', async () => {
    const call = await connectedCall();
    call.send({ type: 'practice.startedSpeaking', atMs: 1 });
    call.send({ type: 'practice.startedSpeaking', atMs: 2 });
    call.practice('For billing, press three. For all other calls, press nine.');
    await call.rest(DELAYS.menuPause + DELAYS.choiceLimit);
    expect(call.where()).toEqual({ phoneTree: 'listening' });
    expect(call.replies()).toBe(0);

    call.practice('For scheduling, press two.');
    await call.rest(DELAYS.menuPause);
    await call.rest(DELAYS.choiceLimit);
    expect(call.pressed).toEqual(['2']);
  });

  test('has nothing of the menu before in it, also what began while the key was pressed', async () => {
    const call = await connectedCall();
    await heardMenu(call);
    call.send({ type: 'agent.choseOption', asked: { key: '2', say: null } });
    expect(call.where()).toEqual({ phoneTree: 'pressing' });
    call.send({ type: 'practice.startedSpeaking', atMs: 5 });
    await call.settled();
    call.practice('For the front desk, press zero.');
    await heardMenu(call, 'For nurses, press five. For new patients, press four.');
    await choose(call, { key: '0' });
    expect(call.pressed).toEqual(['2']);
    expect(keysOf(call).at(-1)).toMatchObject({ kind: 'refuse', asked: '0' });
    await choose(call, { key: '4' });
    expect(call.pressed).toEqual(['2', '4']);
  });

  test('drops no words of the next menu for a turn that had none', async () => {
    const call = await connectedCall();
    await heardMenu(call);
    call.send({ type: 'agent.choseOption', asked: { key: '2', say: null } });
    call.send({ type: 'practice.startedSpeaking', atMs: 5 });
    await call.settled();
    call.practice(null);
    await heardMenu(call, 'For new patients, press four.');
    await choose(call, { key: '4' });
    expect(call.pressed).toEqual(['2', '4']);
  });

  test('refuses the key of a wrong line, asks for another, and presses that', async () => {
    const call = await connectedCall();
    await heardMenu(call);
    await choose(call, { key: '1' });
    expect(call.where()).toEqual({ phoneTree: { choosing: 'asked' } });
    expect(call.pressed).toEqual([]);
    await choose(call, { key: '2' });
    expect(call.pressed).toEqual(['2']);
    expect(keysOf(call)).toMatchObject([
      { kind: 'refuse', asked: '1' },
      { kind: 'press', key: '2' },
    ]);
    expect(keysOf(call)[0]?.words).toContain('billing');
    // The model is asked once: a refusal is told it by its tool.
    expect(call.replies()).toBe(1);
  });

  test('never has the emergency key pressed, whoever asks for it', async () => {
    const call = await connectedCall();
    await heardMenu(call);
    await choose(call, { key: '9' });
    expect(keysOf(call)).toMatchObject([{ kind: 'refuse', asked: '9' }]);
    expect(keysOf(call)[0]?.words).toContain('emergency');
    await choose(call, { key: '9' });
    // Refused often enough: the gate chooses alone.
    expect(call.where()).toEqual({ phoneTree: 'waiting' });
    expect(call.pressed).toEqual(['2']);
    expect(keysOf(call).map(({ kind }) => kind)).toEqual(['refuse', 'refuse', 'press']);
  });

  test('with nothing but wrong lines is waited out', async () => {
    const call = await connectedCall();
    await heardMenu(call, 'For billing, press one. If this is an emergency, press nine.');
    await choose(call, { key: '9' });
    await choose(call, { key: '1' });
    expect(call.where()).toEqual({ phoneTree: 'waiting' });
    expect(call.pressed).toEqual([]);
    expect(keysOf(call).map(({ kind }) => kind)).toEqual(['refuse', 'refuse', 'wait']);
  });

  test('is chosen in by the gate where the model stays silent', async () => {
    const silent = await connectedCall();
    await heardMenu(silent);
    await silent.rest(DELAYS.choiceLimit - 1);
    expect(silent.pressed).toEqual([]);
    await silent.rest(1);
    expect(silent.pressed).toEqual(['2']);

    const nothingToSay = await connectedCall();
    await heardMenu(nothingToSay);
    nothingToSay.send({ type: 'agent.keptSilent', atMs: 5 });
    await nothingToSay.settled();
    expect(nothingToSay.pressed).toEqual(['2']);
  });

  test('that comes again has its next best option tried, whatever the model asks for', async () => {
    const call = await connectedCall();
    await heardMenu(call);
    await choose(call, { key: '2' });
    await heardMenu(call);
    await choose(call, { key: '2' });
    expect(call.pressed).toEqual(['2', '0']);
    expect(call.where()).toEqual({ phoneTree: 'waiting' });
    expect(keysOf(call)[1]?.why).toContain('led nowhere before');
  });

  test('is given up after as many choices as the plan bears, with how far it got', async () => {
    const call = await connectedCall();
    for (const key of ['2', '0']) {
      await heardMenu(call);
      await choose(call, { key });
    }
    await heardMenu(call);
    expect(call.where()).toBeUndefined();
    expect(call.pressed).toEqual(['2', '0']);
    const outcome = await call.outcome();
    expect(outcome.ending).toBe('not_put_through');
    expect(outcome.reason).toMatch(
      /^pressed 2 \(“.*schedul.*”\); pressed 0 \(“.*front desk.*”\); last heard “/,
    );
    expect(outcome.evidence.ending).toEqual({ utteranceIds: ['p3'], source: null });
  });

  test('that says nothing more is given up', async () => {
    const call = await connectedCall();
    await heardMenu(call, 'For billing, press one. If this is an emergency, press nine.');
    for (let silence = 0; silence < 6 && call.where() !== undefined; silence += 1) await call.rest(12_005);
    const outcome = await call.outcome();
    expect(outcome.ending).toBe('not_put_through');
    expect(outcome.reason).toMatch(/^last heard “For billing/);
    expect(call.pressed).toEqual([]);
  });

  test('that hangs up has put nobody through', async () => {
    const call = await connectedCall();
    await heardMenu(call);
    await choose(call, { key: '2' });
    call.send({ type: 'practice.hungUp', atMs: 9 });
    const outcome = await call.outcome();
    expect(outcome).toMatchObject({ ending: 'not_put_through', endedAtMs: 9 });
    expect(outcome.reason).toMatch(/^pressed 2/);
  });

  test('that takes speech is answered in words, and only in words that passed', async () => {
    const call = await connectedCall();
    await heardMenu(call, SPOKEN);
    await choose(call, { say: 'billing' });
    expect(call.where()).toEqual({ phoneTree: { choosing: 'asked' } });
    expect(menuWordsOf(call.context())).toBeNull();
    await choose(call, { say: 'scheduling' });
    expect(call.where()).toEqual({ phoneTree: 'saying' });
    expect(menuWordsOf(call.context())).toBe('scheduling');
    expect(call.replies()).toBe(2);
    // What the model said beside its choice, and nobody heard.
    call.send({ type: 'agent.keptSilent', atMs: 5 });
    expect(call.where()).toEqual({ phoneTree: 'saying' });
    call.agent('Scheduling.');
    expect(call.where()).toEqual({ phoneTree: 'waiting' });
    expect(call.pressed).toEqual([]);
  });

  test('ends with whoever picks up, and is greeted', async () => {
    const call = await connectedCall();
    await heardMenu(call);
    await choose(call, { key: '2' });
    call.practice('Scheduling, this is Karen, how can I help you?');
    expect(call.where()).toEqual({ greeting: 'saying' });
    expect(call.replies()).toBe(2);
    expect(call.context().stage).toBe('greeting');
  });

  test('may lead to a queue, and out of it to a person', async () => {
    const call = await connectedCall();
    await heardMenu(call);
    await choose(call, { key: '0' });
    call.practice('All of our representatives are busy. Please stay on the line.');
    expect(call.where()).toBe('onHold');
    call.practice('Your call is important to us. Please continue to hold.');
    expect(call.where()).toBe('onHold');
    call.practice('Hi, sorry about that.');
    expect(call.where()).toEqual({ greeting: 'saying' });
  });
});
