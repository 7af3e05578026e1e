import { describe, expect, test, vi } from 'vitest';
import type { Brief, BriefInForce, ToolResult } from '../../machines/call.ports.js';
import { createSound } from '../../scripts/rehearsal/speech/sounds.js';
import { LINE_SAMPLE_RATE_HZ } from '../../src/domain/line-audio.js';
import { INTRO, MEETING, receivingLine, SCHEDULING, samplesOf, startHost } from './started-host.js';

describe('the brief', () => {
  test('that is in force when the voice opens is not applied again', async () => {
    const { host, steps } = await startHost();
    await host.sync();
    expect(steps).toEqual(['open: Do the intro. [begin_scheduling,end_call]']);
  });

  test('is applied once for every change, in order', async () => {
    const { move, steps, observed } = await startHost();
    await Promise.all([move(SCHEDULING), move(SCHEDULING), move(INTRO), move(INTRO)]);
    await move(SCHEDULING);
    await move(SCHEDULING);
    // What was overtaken before its turn came is not applied at all.
    expect(steps.slice(1)).toEqual(['apply: Do the scheduling. [check_availability,book_meeting,end_call]']);
    await move(INTRO);
    expect(steps.slice(2)).toEqual(['apply: Do the intro. [begin_scheduling,end_call]']);
    const stages = observed.flatMap((seen) => (seen.kind === 'brief' ? [seen.brief.stage] : []));
    expect(stages).toEqual(['intro', 'scheduling', 'intro']);
  });

  test('holds before the agent is asked to speak under it', async () => {
    const { host, move, steps } = await startHost({
      applying: () => new Promise((resolve) => setTimeout(resolve, 20)),
    });
    void move(SCHEDULING);
    host.reply();
    await host.sync();
    expect(steps.slice(1)).toEqual([
      'apply: Do the scheduling. [check_availability,book_meeting,end_call]',
      'reply',
    ]);
  });

  test('tells of a booked meeting', async () => {
    const { move, steps } = await startHost();
    await move(SCHEDULING, MEETING);
    expect(steps.at(-1)).toContain('the invitation was sent to john@smithpractice.com');
    expect(steps.at(-1)).toContain('Book no other');
  });

  test('that could not be applied is applied the next time', async () => {
    const applying = vi.fn(async () => undefined).mockRejectedValueOnce(new Error('no activity'));
    const { host, move, steps, observed } = await startHost({ applying });
    await move(SCHEDULING);
    expect(steps).toHaveLength(1);
    await host.sync();
    expect(steps.slice(1)).toEqual(['apply: Do the scheduling. [check_availability,book_meeting,end_call]']);
    expect(observed.filter((seen) => seen.kind === 'brief')).toHaveLength(2);
  });
});

describe('the coach’s note', () => {
  test('is put before the model after what was asked for before it', async () => {
    const { host, move, steps } = await startHost({
      applying: () => new Promise((resolve) => setTimeout(resolve, 20)),
    });
    void move(SCHEDULING);
    host.note('Ask for one clear day.');
    await host.sync();
    expect(steps.slice(1)).toEqual([
      'apply: Do the scheduling. [check_availability,book_meeting,end_call]',
      'note: Ask for one clear day.',
    ]);
  });

  // Most turns of the practice bring another brief, and the advice is for the turn of the agent that follows.
  test('stays when the brief changes, and when the agent speaks', async () => {
    const { host, move, steps } = await startHost();
    host.note('Ask for one clear day.');
    await move(SCHEDULING);
    host.reply();
    await host.sync();
    expect(steps.slice(1)).toEqual([
      'note: Ask for one clear day.',
      'apply: Do the scheduling. [check_availability,book_meeting,end_call]',
      'reply',
    ]);
  });

  test('that cannot be put there costs neither the brief nor the agent’s turn', async () => {
    const { host, move, steps } = await startHost({
      noting: async () => {
        throw new Error('the socket is gone');
      },
    });
    host.note('Ask for one clear day.');
    await move(SCHEDULING);
    host.reply();
    await host.sync();
    expect(steps.slice(1)).toEqual([
      'apply: Do the scheduling. [check_availability,book_meeting,end_call]',
      'reply',
    ]);
  });
});

describe('a muted brief', () => {
  test('is applied as one, and apart from one that is heard', async () => {
    const applied: BriefInForce[] = [];
    const { move } = await startHost({ applying: async (brief) => void applied.push(brief) });
    await move({ ...INTRO, muted: true });
    await move(INTRO);
    expect(applied.map(({ muted }) => muted)).toEqual([true, false]);
  });
});

describe('the line', () => {
  const beep = (ms: number) => createSound('beep', { sampleRateHz: LINE_SAMPLE_RATE_HZ }).next(samplesOf(ms));
  const silence = (ms: number) => new Int16Array(samplesOf(ms));

  test('is listened to for a beep, from the connection to the end of the call', async () => {
    const { audio, receive, listeners } = receivingLine();
    const { host, sent } = await startHost({ line: audio });
    await host.attach('leg1');
    receive(silence(200));
    receive(beep(400));
    expect(sent).toEqual([]);
    receive(silence(200));
    expect(sent).toEqual([{ type: 'line.beeped', atMs: expect.any(Number) }]);

    await host.close();
    expect(listeners.size).toBe(0);
    receive(beep(400));
    receive(silence(200));
    expect(sent).toHaveLength(1);
  });
});

describe('a tool call', () => {
  test('runs the tool, moves the chart and holds the new brief before the model is answered', async () => {
    const call: { move?: (brief: Brief) => Promise<void> } = {};
    const { callTool, move, steps, sent, observed } = await startHost({
      tools: {
        begin_scheduling: async () => {
          void call.move?.(SCHEDULING);
          return { reply: 'You are scheduling now.', event: { type: 'practice.agreed' } };
        },
      },
    });
    call.move = move;
    expect(await callTool('begin_scheduling', { when: 'Tuesday' })).toBe('You are scheduling now.');
    expect(sent).toEqual([{ type: 'practice.agreed' }]);
    expect(steps.at(-1)).toContain('apply: Do the scheduling.');
    expect(observed.at(-1)).toMatchObject({
      kind: 'tool',
      name: 'begin_scheduling',
      args: { when: 'Tuesday' },
      reply: 'You are scheduling now.',
      durationMs: expect.any(Number),
    });
  });

  test('that is not in the brief in force is refused in words, and does nothing', async () => {
    const book = vi.fn(async () => ({ reply: 'Booked.' }));
    const { callTool, sent } = await startHost({ tools: { book_meeting: book } });
    expect(await callTool('book_meeting')).toContain('not possible at this point');
    expect(await callTool('transfer_money')).toContain('not possible at this point');
    expect(book).not.toHaveBeenCalled();
    expect(sent).toEqual([]);
  });

  test('that comes after the chart has moved on is refused in words', async () => {
    const begin = vi.fn(async () => ({ reply: 'You are scheduling now.' }));
    const { callTool, move } = await startHost({ tools: { begin_scheduling: begin } });
    const moved = move(SCHEDULING);
    expect(await callTool('begin_scheduling')).toContain('not possible at this point');
    await moved;
    expect(begin).not.toHaveBeenCalled();
  });

  test('is refused in words once the chart has left the conversation', async () => {
    const end = vi.fn(async () => ({ reply: 'Say goodbye.' }));
    const { callTool, move } = await startHost({ tools: { end_call: end } });
    await move({ stage: 'farewell', tools: [] });
    expect(await callTool('end_call')).toContain('not possible at this point');
    expect(end).not.toHaveBeenCalled();
  });

  test('that succeeds after its deadline still moves the chart, once', async () => {
    const late: { book?: (result: ToolResult) => void } = {};
    const { callTool, move, sent } = await startHost({
      toolDeadlineMs: 20,
      tools: { book_meeting: () => new Promise((resolve) => Object.assign(late, { book: resolve })) },
    });
    await move(SCHEDULING);
    const alive = setInterval(() => undefined, 1_000);
    expect(await callTool('book_meeting')).toContain('did not work just now');
    clearInterval(alive);
    expect(sent).toEqual([]);
    late.book?.({ reply: 'Booked.', event: { type: 'meeting.booked', meeting: MEETING } });
    await expect.poll(() => sent).toEqual([{ type: 'meeting.booked', meeting: MEETING }]);
  });

  test('that exceeds its deadline is given up, aborted, and answered in words', async () => {
    let signal: AbortSignal | undefined;
    const { callTool, sent } = await startHost({
      toolDeadlineMs: 20,
      tools: {
        begin_scheduling: (_args, given) => {
          signal = given;
          return new Promise(() => undefined);
        },
      },
    });
    // Keeps the process at work: a deadline alone does not.
    const alive = setInterval(() => undefined, 1_000);
    expect(await callTool('begin_scheduling')).toContain('did not work just now');
    clearInterval(alive);
    expect(signal?.aborted).toBe(true);
    expect(sent).toEqual([]);
  });

  test('that throws is answered in words, whether at once or later', async () => {
    const { callTool, sent, work } = await startHost({
      tools: {
        begin_scheduling: () => {
          throw new Error('at once');
        },
        end_call: () => Promise.reject(new Error('later')),
      },
    });
    expect(await callTool('begin_scheduling')).toContain('did not work just now');
    expect(await callTool('end_call')).toContain('did not work just now');
    expect(sent).toEqual([]);
    expect(work).toHaveLength(4);
  });
});

describe('the end', () => {
  test('closes the voice and removes the recording, once', async () => {
    const { host, steps } = await startHost();
    await host.attach('leg1');
    expect(host.recorder()).not.toBeNull();
    await host.close();
    await host.close();
    host.reply();
    await host.sync();
    expect(steps.slice(1)).toEqual(['attach', 'close', 'recording discarded']);
  });

  test.each([
    ['fails', () => Promise.reject(new Error('the socket is gone'))],
    ['hangs', () => new Promise<void>(() => undefined)],
  ])('is reached where closing the voice or removing the recording %s', async (_, trouble) => {
    const { host, steps } = await startHost({
      closeLimitMs: 20,
      closeVoice: trouble,
      discardRecording: trouble,
    });
    await host.attach('leg1');
    await expect(host.close()).resolves.toBeUndefined();
    expect(steps.slice(1)).toEqual(['attach', 'close', 'recording discarded']);
  });
});
