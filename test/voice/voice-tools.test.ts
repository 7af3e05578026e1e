import { describe, expect, test } from 'vitest';
import { expectPairedTurns, LONG, QUESTION, saidBy, voiceCalls } from './voice-call.js';

/** Takes more than 5 s at twice the speed. */
const WAITING = 'One moment please, I am looking it up in the calendar. '.repeat(4).trim();

const { startCall } = voiceCalls();

describe('a change of the brief', () => {
  test('inside a tool is in force before the tool’s result and the answer to it', async () => {
    const instructions: string[] = [];
    const call = await startCall({
      mind: ({ instructions: given, items }) => {
        instructions.push(given);
        const isTold = items.some((item) => item.kind === 'output');
        return isTold ? { say: 'When suits you?' } : { calls: [{ name: 'check_availability', args: {} }] };
      },
      onToolCall: async (_name, _args, session) => {
        await session.apply({ instructions: 'Find a time.', tools: ['book_meeting'], muted: false });
        return 'You are scheduling now.';
      },
    });
    await call.session.reply();
    await call.until(() => expect(call.reported('agent.spoke')).toHaveLength(1));
    const order = call
      .wire()
      .filter((entry) => entry.direction === 'received')
      .map(({ type, event }) => {
        if (type === 'session.update')
          return Object.keys(event['session'] as object).includes('tools') ? 'tools' : type;
        return type === 'conversation.item.create' ? (event['item'] as { type: string }).type : type;
      });
    expect(order.slice(order.indexOf('response.create'))).toEqual([
      'response.create',
      'session.update',
      'tools',
      'function_call_output',
      'response.create',
    ]);
    expect(instructions).toEqual(['Be brief.', 'Find a time.']);
    expect(call.outputs()[0]?.output).toContain('You are scheduling now.');
  });
});

describe('when the practice interrupts', () => {
  test('a tool that is still at work has its result told afterwards, once', async () => {
    let finish: (result: string) => void = () => undefined;
    const result = new Promise<string>((resolve) => {
      finish = resolve;
    });
    const call = await startCall({
      mind: ({ items }) => {
        if (items.some((item) => item.kind === 'output')) return { say: 'Tuesday is free.' };
        const isAsked = items.some((item) => item.kind === 'call');
        return isAsked
          ? { say: 'One moment please, I am looking it up.' }
          : { calls: [{ name: 'check_availability', args: {} }] };
      },
      onToolCall: () => result,
      onEvent: (event, session) => void (event.type === 'practice.spoke' && session.reply()),
    });
    call.line.say(QUESTION);
    await call.until(() => expect(call.wire().some(({ type }) => type === 'response.done')).toBe(true));
    call.line.say('Are you still there?');
    await call.until(() => expect(saidBy(call)).toContain('One moment please, I am looking it up.'));
    expect(call.outputs()).toEqual([]);

    finish('That time is free.');
    await call.until(() => expect(saidBy(call)).toContain('Tuesday is free.'));
    expect(call.outputs()).toHaveLength(1);
    expect(call.outputs()[0]?.output).toContain('That time is free.');
    expectPairedTurns(call.events);
  });

  test('a tool that was done during the sentence has its result told too, once', async () => {
    const call = await startCall({
      speed: 4,
      mind: ({ items }) => {
        if (items.some((item) => item.kind === 'output')) return { say: 'Tuesday is free.' };
        return { say: LONG, calls: [{ name: 'check_availability', args: {} }] };
      },
      onToolCall: async () => 'That time is free.',
      // Faster than the line, so that the call comes while the sentence is still heard.
      speechRate: 200,
    });
    await call.session.reply();
    const called = () => call.wire().some(({ type }) => type === 'response.function_call_arguments.done');
    await call.until(() => expect(called()).toBe(true));
    expect(call.reported('agent.spoke')).toEqual([]);
    call.line.say('Excuse me?');
    await call.until(() => expect(call.reported('agent.spoke')[0]?.interrupted).toBe(true));
    await call.until(() => expect(call.outputs()).toHaveLength(1));
    await call.until(() => expect(call.reported('practice.spoke')).toHaveLength(1));
    await call.session.reply();
    await call.until(() => expect(saidBy(call)).toContain('Tuesday is free.'));
    expect(call.outputs()).toHaveLength(1);
  });

  test.each([
    { when: 'while the agent has just been told to wait', afterMs: 1_000 },
    { when: 'after LiveKit has given the turn up', afterMs: 6_000 },
  ])('a tool that ends $when has its result told once', async ({ afterMs }) => {
    const call = await startCall({
      speed: 2,
      mind: ({ items }) => {
        if (items.some((item) => item.kind === 'output')) return { say: 'Tuesday is free.' };
        const isAsked = items.some((item) => item.kind === 'call');
        return isAsked ? { say: WAITING } : { calls: [{ name: 'check_availability', args: {} }] };
      },
      onToolCall: () => new Promise((resolve) => setTimeout(resolve, afterMs, 'That time is free.')),
    });
    await call.session.reply();
    await call.until(() => expect(call.wire().some(({ type }) => type === 'response.done')).toBe(true));
    call.line.say('Hello?');
    await call.until(() => expect(call.reported('practice.spoke')).toHaveLength(1));
    await call.session.reply();
    await call.until(() => expect(saidBy(call)).toContain('Tuesday is free.'));
    expect(call.outputs()).toHaveLength(1);
    expect(saidBy(call).filter((text) => text === 'Tuesday is free.')).toHaveLength(1);
  });
});
