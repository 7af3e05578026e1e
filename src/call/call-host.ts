/**
 * One call's open resources: the agent's voice, the recorder and the line's sound; and the bridge between the chart
 * and the voice. It reads the brief in force from the chart and makes it hold on the open session, in order.
 * It decides nothing.
 */
import pTimeout from 'p-timeout';
import type { CallContext } from '../../machines/call.context.js';
import type { CallEvent } from '../../machines/call.events.js';
import type {
  Brief,
  BriefInForce,
  RecorderSession,
  Tool,
  ToolName,
  VoiceSession,
} from '../../machines/call.ports.js';
import { createBeepDetector } from '../domain/beep-detector.js';
import type { CallPlan } from '../domain/call-plan.js';
import { LINE_SAMPLE_RATE_HZ } from '../domain/line-audio.js';
import { logger } from '../libraries/utils/logger.js';
import { instructionsFor } from './brief-words.js';
import type { CallObservation } from './observation.js';
import type { CallPorts } from './ports.js';
import { createToolRunner } from './tool-runner.js';

/** For the voice and for the recording, each: a call must end even where one of them hangs. */
const CLOSE_LIMIT_MS = 5_000;

/** The chart, as far as the host needs it. */
export interface ChartView {
  /** Without tools once the chart has left the conversation. */
  brief(): Brief;
  context(): CallContext;
  send(event: CallEvent): void;
}

export interface CallHost {
  openVoice(signal: AbortSignal): Promise<void>;
  /** Starts the recording and connects the voice with the answered line. */
  attach(legId: string): Promise<void>;
  /** Makes the brief in force hold on the session. Resolves when its instructions and tools are on the wire. */
  sync(): Promise<void>;
  /** Asks for the agent's next turn, under the brief in force. */
  reply(): void;
  /** Puts the coach's note before the model, in place of the one before it. */
  note(text: string): void;
  /** The recording, once the line is closed. */
  recorder(): RecorderSession | null;
  /** Closes the voice and removes the recording. What cannot be done is logged; it never rejects. */
  close(): Promise<void>;
}

export interface CallHostOptions {
  readonly plan: CallPlan;
  readonly ports: Pick<CallPorts, 'telephony' | 'voice' | 'recorder'>;
  readonly tools: ReadonlyMap<ToolName, Tool>;
  readonly chart: ChartView;
  readonly observe: (observation: CallObservation) => void;
  /** Default: the tool runner's own. */
  readonly toolDeadlineMs?: number | undefined;
  /** Default {@link CLOSE_LIMIT_MS}. */
  readonly closeLimitMs?: number;
}

export const createCallHost = ({
  plan,
  ports,
  tools,
  chart,
  observe,
  toolDeadlineMs,
  closeLimitMs = CLOSE_LIMIT_MS,
}: CallHostOptions): CallHost => {
  let session: VoiceSession | null = null;
  let recorder: RecorderSession | null = null;
  let stopListening: () => void = () => undefined;
  let applied = '';
  /** Swaps and requests for speech reach the session one after the other, in the order they were asked for. */
  let queue: Promise<void> = Promise.resolve();

  const enqueue = (work: () => Promise<void>): Promise<void> => {
    queue = queue.then(work).catch((error) => {
      logger.error('The agent could not be told what comes next', { callId: plan.callId, error });
    });
    return queue;
  };

  const apply = async (): Promise<void> => {
    const brief = chart.brief();
    const inForce = inForceOf(brief);
    const key = JSON.stringify(inForce);
    if (!session || key === applied) return;
    await session.apply(inForce);
    applied = key;
    observe({ kind: 'brief', brief, instructions: inForce.instructions });
  };

  const inForceOf = (brief: Brief): BriefInForce => ({
    instructions: instructionsFor(brief, chart.context()),
    tools: brief.tools,
    muted: brief.muted ?? false,
  });

  const sync = (): Promise<void> => enqueue(apply);

  const onToolCall = createToolRunner({
    callId: plan.callId,
    tools,
    chart,
    observe,
    sync,
    deadlineMs: toolDeadlineMs,
  });

  const closing = async (what: string, close: () => Promise<void>): Promise<void> => {
    try {
      await pTimeout(close(), { milliseconds: closeLimitMs });
    } catch (error) {
      logger.error('Part of a call could not be closed', { callId: plan.callId, what, error });
    }
  };

  return {
    async openVoice(signal) {
      const brief = chart.brief();
      const inForce = inForceOf(brief);
      session = await ports.voice.open(
        {
          callId: plan.callId,
          brief: inForce,
          tools,
          onToolCall,
          report: chart.send,
        },
        signal,
      );
      applied = JSON.stringify(inForce);
      observe({ kind: 'brief', brief, instructions: inForce.instructions });
    },
    async attach(legId) {
      const line = ports.telephony.audio(legId);
      const beeps = createBeepDetector({ sampleRateHz: LINE_SAMPLE_RATE_HZ }, () =>
        chart.send({ type: 'line.beeped', atMs: Date.now() }),
      );
      stopListening = line.onReceived((pcm) => beeps.push(pcm));
      const recording = ports.recorder.start(plan, line, (why) =>
        chart.send({ type: 'recording.failed', why }),
      );
      recorder = recording.session;
      await session?.attach(recording.audio);
    },
    sync,
    note(text) {
      void enqueue(async () => session?.note(text));
    },
    reply() {
      void enqueue(async () => {
        await apply();
        await session?.reply();
      });
    },
    recorder: () => recorder,
    async close() {
      stopListening();
      const [voice, recording] = [session, recorder];
      session = null;
      recorder = null;
      await closing('voice', async () => voice?.close());
      await closing('recording', async () => recording?.discard());
    },
  };
};
