/** A voice session on the OpenAI stand-in and a line, with what it reported: the tests of `realtime-voice.ts` use it. */
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { CallEvent } from '../../machines/call.events.js';
import type { BriefInForce, Tool, ToolName, VoiceSession } from '../../machines/call.ports.js';
import {
  type LoggedEvent,
  type Mind,
  type OpenAiStandIn,
  type OpenAiStandInOptions,
  startOpenAiStandIn,
} from '../../scripts/rehearsal/stand-ins/openai/index.js';
import { createRealtimeVoice } from '../../src/voice/realtime-voice.js';
import { createHandLine } from './hand-line.js';

export const LONG = 'This is a rather long sentence that takes a good while to say. '.repeat(8).trim();
export const QUESTION = 'Could he come on Tuesday?';

export const WAIT = { timeout: 30_000, interval: 10 };

export type Reported<Type extends CallEvent['type']> = Extract<CallEvent, { type: Type }>;

export interface VoiceCallOptions extends Partial<OpenAiStandInOptions> {
  readonly mind: Mind;
  readonly brief?: BriefInForce;
  /** The line's ms for each real one. */
  readonly speed?: number;
  /** What the tools do; by default nothing, and the model is told nothing. */
  readonly onToolCall?: (name: string, args: unknown, session: VoiceSession) => Promise<string | null>;
  readonly onEvent?: (event: CallEvent, session: VoiceSession) => void;
}

const BRIEF: BriefInForce = {
  instructions: 'Be brief.',
  tools: ['check_availability', 'end_call'],
  muted: false,
};

const toolNamed = (name: ToolName): Tool => ({
  name,
  description: `Call when ${name} is wanted.`,
  parameters: { type: 'object', properties: {}, additionalProperties: false },
  run: async () => ({ reply: null }),
});

const NAMES: ToolName[] = ['begin_scheduling', 'check_availability', 'book_meeting', 'end_call'];
const TOOLS = new Map(NAMES.map((name) => [name, toolNamed(name)]));

/** Asks for a session only, and gives what is to be closed. */
export const openVoice = (
  standIn: Pick<OpenAiStandIn, 'url' | 'apiKey'>,
  report: (event: CallEvent) => void,
  signal = new AbortController().signal,
  {
    brief = BRIEF,
    onToolCall = async () => 'Done.',
  }: Pick<VoiceCallOptions, 'brief'> & {
    readonly onToolCall?: (name: string, args: unknown) => Promise<string | null>;
  } = {},
): Promise<VoiceSession> =>
  createRealtimeVoice({
    apiKey: standIn.apiKey,
    baseUrl: standIn.url,
    model: 'gpt-realtime',
    voice: 'marin',
    inputTranscriptionModel: 'gpt-4o-mini-transcribe',
  }).open({ callId: 'campaign1-0', brief, tools: TOOLS, onToolCall, report }, signal);

const startVoiceCall = async (options: VoiceCallOptions) => {
  const speed = options.speed ?? 8;
  const standIn = await startOpenAiStandIn({ speechRate: speed * 4, ...options });
  const events: CallEvent[] = [];
  const opened = openVoice(
    standIn,
    (event) => {
      events.push(event);
      options.onEvent?.(event, session);
    },
    new AbortController().signal,
    {
      brief: options.brief ?? BRIEF,
      onToolCall: async (name, args) => (await options.onToolCall?.(name, args, session)) ?? null,
    },
  );
  const session: VoiceSession = await opened;
  const line = createHandLine(speed);
  await session.attach(line.audio);

  const reported = <Type extends CallEvent['type']>(type: Type): Reported<Type>[] =>
    events.filter((event): event is Reported<Type> => event.type === type);
  const wire = (): readonly LoggedEvent[] => standIn.connections.flatMap(({ events: logged }) => logged);
  /** What the client sent, by type. */
  const sent = (type: string): LoggedEvent['event'][] =>
    wire().flatMap((entry) => (entry.direction === 'received' && entry.type === type ? [entry.event] : []));
  const outputs = () =>
    sent('conversation.item.create')
      .map(({ item }) => item as { type: string; call_id?: string; output?: string })
      .filter((item) => item.type === 'function_call_output');

  return {
    standIn,
    session,
    line,
    events,
    reported,
    wire,
    sent,
    outputs,
    until: (check: () => void) => vi.waitFor(check, WAIT),
    async close() {
      await session.close();
      line.close();
      await standIn.close();
    },
  };
};

export type VoiceCall = Awaited<ReturnType<typeof startVoiceCall>>;

/** The calls of a test file: each test's are closed after it, and what would have ended the process fails it. */
export const voiceCalls = () => {
  const releasers: (() => unknown)[] = [];
  let unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);

  beforeEach(() => {
    unhandled = [];
    process.on('unhandledRejection', note);
    process.on('uncaughtException', note);
  });
  afterEach(async () => {
    for (const release of releasers.splice(0).reverse()) await release();
    process.off('unhandledRejection', note);
    process.off('uncaughtException', note);
    expect(unhandled).toEqual([]);
  });

  return {
    releasers,
    async startCall(options: VoiceCallOptions): Promise<VoiceCall> {
      const call = await startVoiceCall(options);
      releasers.push(call.close);
      return call;
    },
  };
};

/** A model that says these, one a turn. */
export const says =
  (...texts: string[]): Mind =>
  () => ({ say: texts.shift() ?? 'Yes.' });

/** What the agent said to its end. */
export const saidBy = (call: VoiceCall): string[] =>
  call.reported('agent.spoke').flatMap(({ text, interrupted }) => (interrupted ? [] : [text]));

/** Every beginning of the practice is followed by exactly one end. */
export const expectPairedTurns = (events: readonly CallEvent[]): void => {
  const turns = events.map((event) => event.type).filter((type) => type.startsWith('practice.'));
  for (let at = 0; at < turns.length; at += 2) {
    expect(turns.slice(at, at + 2)).toEqual(['practice.startedSpeaking', 'practice.spoke']);
  }
};
