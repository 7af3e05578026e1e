/** A call's host with a voice and a recorder that only note what they are told: the tests of `call-host.ts` use it. */
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
import { LINE_SAMPLE_RATE_HZ, type LineAudio } from '../../src/domain/line-audio.js';
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

export const MEETING: BookedMeeting = {
  eventId: 'event1',
  startUtc: '2026-12-01T15:00:00Z',
  endUtc: '2026-12-01T15:30:00Z',
  timeZone: 'America/New_York',
  attendee: { name: 'John Smith', email: 'john@smithpractice.com' },
  videoLink: null,
};

export const INTRO: Brief = { stage: 'intro', tools: ['begin_scheduling', 'end_call'] };
export const SCHEDULING: Brief = {
  stage: 'scheduling',
  tools: ['check_availability', 'book_meeting', 'end_call'],
};

const SILENT_LINE: LineAudio = {
  onReceived: () => () => undefined,
  play: async () => undefined,
  drained: async () => undefined,
  discard: () => undefined,
  queuedMs: () => 0,
};

export const samplesOf = (ms: number): number => (ms * LINE_SAMPLE_RATE_HZ) / 1000;

/** A line on which a test makes the practice's sound. */
export const receivingLine = () => {
  const listeners = new Set<(pcm: Int16Array) => void>();
  const audio: LineAudio = {
    ...SILENT_LINE,
    onReceived(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const receive = (pcm: Int16Array): void => {
    for (const listener of listeners) listener(pcm);
  };
  return { audio, listeners, receive };
};

type RunTool = (args: unknown, signal: AbortSignal) => Promise<ToolResult>;

interface HostOptions {
  readonly line?: LineAudio;
  readonly tools?: Partial<Record<ToolName, RunTool>>;
  readonly toolDeadlineMs?: number;
  readonly closeLimitMs?: number;
  readonly closeVoice?: () => Promise<void>;
  readonly discardRecording?: () => Promise<void>;
  /** What the voice does with a brief, before it holds. */
  readonly applying?: (brief: BriefInForce) => Promise<void>;
  /** What it does with a note, before that is there. */
  readonly noting?: () => Promise<void>;
}

/** A host with an open voice that notes what it is told; `step` is what reached it, in order. */
export const startHost = async ({
  line = SILENT_LINE,
  tools = {},
  applying,
  noting,
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
    telephony: { audio: () => line } as unknown as CallPorts['telephony'],
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
          async note(text) {
            await noting?.();
            steps.push(`note: ${text}`);
          },
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
