import { describe, expect, test, vi } from 'vitest';
import { initialContext } from '../../machines/call.context.js';
import type { CallEvent } from '../../machines/call.events.js';
import type {
  Brief,
  BriefInForce,
  RecorderSession,
  Tool,
  ToolName,
  ToolResult,
  VoiceRequest,
} from '../../machines/call.ports.js';
import { type CallHost, createCallHost } from '../../src/call/call-host.js';
import type { CallObservation } from '../../src/call/observation.js';
import type { CallPorts } from '../../src/call/ports.js';
import type { CallPlan } from '../../src/domain/call-plan.js';
import type { LineAudio } from '../../src/domain/line-audio.js';
import type { BookedMeeting } from '../../src/domain/meeting.js';
import { callBounds, instructionsByStage } from '../fixtures/call-plan.js';

const PLAN: CallPlan = {
  callId: 'campaign1-2',
  campaignId: 'campaign1',
  stepIndex: 2,
  toE164: '+19148205734',
  initiator: 'user_1',
  practiceName: 'Smith Family Practice',
  contactName: 'John Smith',
  clock: { candidates: ['America/New_York'] },
  instructions: instructionsByStage((stage) => `Do the ${stage}.`),
  voicemailMessage: null,
  screeningLine: null,
  facts: [],
  bounds: callBounds,
};

const MEETING: BookedMeeting = {
  eventId: 'event1',
  startUtc: '2026-12-01T15:00:00Z',
  endUtc: '2026-12-01T15:30:00Z',
  timeZone: 'America/New_York',
  attendee: { name: 'John Smith', email: 'john@smithpractice.com' },
  videoLink: null,
};

const INTRO: Brief = { stage: 'intro', tools: ['begin_scheduling', 'end_call'] };
const SCHEDULING: Brief = { stage: 'scheduling', tools: ['check_availability', 'book_meeting', 'end_call'] };

const SILENT_LINE: LineAudio = {
  onReceived: () => () => undefined,
  play: async () => undefined,
  drained: async () => undefined,
  discard: () => undefined,
  queuedMs: () => 0,
};

type RunTool = (args: unknown, signal: AbortSignal) => Promise<ToolResult>;

interface HostOptions {
  readonly tools?: Partial<Record<ToolName, RunTool>>;
  readonly toolDeadlineMs?: number;
  readonly closeLimitMs?: number;
  readonly closeVoice?: () => Promise<void>;
  readonly discardRecording?: () => Promise<void>;
  /** What the voice does with a brief, before it holds. */
  readonly applying?: (brief: BriefInForce) => Promise<void>;
}

/** A host with an open voice that notes what it is told; `step` is what reached it, in order. */
const startHost = async ({
  tools = {},
  applying,
  closeVoice,
  discardRecording,
  ...rest
}: HostOptions = {}) => {
  let brief = INTRO;
  let meeting: BookedMeeting | null = null;
  let request: VoiceRequest | undefined;
  const steps: string[] = [];
  const sent: CallEvent[] = [];
  /** When the host was at work; everything else it tells the chart is in `sent`. */
  const work: CallEvent[] = [];
  const isWork = ({ type }: CallEvent) => type === 'agent.startedWorking' || type === 'agent.finishedWorking';
  const observed: CallObservation[] = [];
  const recording: RecorderSession = {
    stop: async () => null,
    async discard() {
      steps.push('recording discarded');
      await discardRecording?.();
    },
  };
  const ports = {
    telephony: { audio: () => SILENT_LINE } as unknown as CallPorts['telephony'],
    recorder: { start: (_callId, audio) => ({ audio, session: recording }) },
    voice: {
      async open(given) {
        request = given;
        steps.push(`open: ${given.brief.instructions} [${given.brief.tools}]`);
        return {
          attach: async () => void steps.push('attach'),
          async apply(next) {
            await applying?.(next);
            steps.push(`apply: ${next.instructions} [${next.tools}]`);
          },
          reply: async () => void steps.push('reply'),
          note: async (text) => void steps.push(`note: ${text}`),
          async close() {
            steps.push('close');
            await closeVoice?.();
          },
        };
      },
    },
  } satisfies Pick<CallPorts, 'telephony' | 'voice' | 'recorder'>;
  const toolOf = (name: ToolName, run: RunTool): Tool => ({ name, description: '', parameters: {}, run });
  const host: CallHost = createCallHost({
    plan: PLAN,
    ports,
    tools: new Map(
      (Object.entries(tools) as [ToolName, RunTool][]).map(([name, run]) => [name, toolOf(name, run)]),
    ),
    chart: {
      brief: () => brief,
      context: () => ({ ...initialContext(PLAN), meeting }),
      send: (event) => void (isWork(event) ? work : sent).push(event),
    },
    observe: (observation) => void observed.push(observation),
    ...rest,
  });
  await host.openVoice(new AbortController().signal);
  return {
    host,
    steps,
    sent,
    work,
    observed,
    /** The chart takes a transition. */
    move(next: Brief, booked: BookedMeeting | null = meeting) {
      brief = next;
      meeting = booked;
      return host.sync();
    },
    callTool: async (name: string, args: unknown = {}) => request?.onToolCall(name, args),
  };
};

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
