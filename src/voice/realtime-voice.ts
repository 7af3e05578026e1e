/**
 * The agent's voice: one LiveKit AgentSession with OpenAI Realtime per call, in this process, without a room.
 * Every turn of the agent is asked for; what the practice and the agent say is reported as events of the call.
 */
import { voice } from '@livekit/agents';
import pTimeout from 'p-timeout';
import type { BriefInForce, Voice, VoiceRequest, VoiceSession } from '../../machines/call.ports.js';
import type { LineAudio } from '../domain/line-audio.js';
import { createAgentTurns } from './agent-turns.js';
import { useOwnLoggerForAgents } from './agents-logger.js';
import { createCoachNote } from './coach-note.js';
import { LineAudioOutput, listenTo } from './line-audio-io.js';
import { createPracticeTurns } from './practice-turns.js';
import { createRealtimeSession, type RealtimeVoiceOptions } from './realtime-session.js';
import { createReplies } from './replies.js';
import type { ServerEvent } from './safe-realtime.js';
import { createVoiceTools } from './voice-tools.js';

export type { RealtimeVoiceOptions } from './realtime-session.js';

export const createRealtimeVoice = (options: RealtimeVoiceOptions): Voice => ({
  open: (request, signal) => {
    useOwnLoggerForAgents();
    return openVoice(options, request, signal);
  },
});

const openVoice = async (
  options: RealtimeVoiceOptions,
  request: VoiceRequest,
  signal: AbortSignal,
): Promise<VoiceSession> => {
  const practiceTurns = createPracticeTurns(request.report);
  const agentTurns = createAgentTurns(request.report);
  const opening = createOpening();
  let brief = request.brief;
  let over = false;
  let output: LineAudioOutput | null = null;
  let stopListening: () => void = () => undefined;

  const lose = (reason: string): void => {
    opening.fail(reason);
    if (over) return;
    over = true;
    replies.close();
    request.report({ type: 'voice.lost', reason, atMs: Date.now() });
  };

  const session = createRealtimeSession(options, {
    onServerEvent(event) {
      opening.handle(event);
      practiceTurns.handle(event);
      agentTurns.handle(event);
      replies.handle(event);
    },
    onReconnected() {
      practiceTurns.reset();
      // The server has forgotten the brief and the coach's note.
      apply(brief)
        .then(coachNote.restore)
        .then(
          () => request.report({ type: 'voice.reconnected', atMs: Date.now() }),
          (error) => lose(messageOf(error)),
        );
    },
  });
  const replies = createReplies({
    callId: request.callId,
    session,
    isPracticeSpeaking: practiceTurns.isSpeaking,
    onSilent: () => request.report({ type: 'agent.keptSilent', atMs: Date.now() }),
    onLost: lose,
  });

  session.on(voice.AgentSessionEventTypes.ConversationItemAdded, ({ item }) => {
    if (item.type !== 'message' || item.role !== 'assistant') return;
    agentTurns.spoke({ id: item.id, text: item.textContent ?? '', interrupted: item.interrupted });
  });
  session.on(voice.AgentSessionEventTypes.Error, ({ error }) => {
    if (!isRecoverable(error)) lose(messageOf(error));
  });

  const realtime = () => (over ? undefined : agent.getActivityOrThrow().realtimeLLMSession);
  const coachNote = createCoachNote(realtime);
  const tools = createVoiceTools({
    request,
    realtime,
    onToldLate: replies.ask,
  });
  const agent = new voice.Agent({ instructions: brief.instructions, tools: tools.of(brief) });

  async function apply(next: BriefInForce): Promise<void> {
    brief = next;
    if (output) output.muted = next.muted;
    await agent.updateInstructions(next.instructions);
    await agent.updateTools(tools.of(next));
  }

  const close = async (): Promise<void> => {
    over = true;
    replies.close();
    practiceTurns.close();
    stopListening();
    await session.close();
  };

  try {
    await pTimeout(
      session.start({ agent }).then(() => opening.done),
      { milliseconds: Number.POSITIVE_INFINITY, signal },
    );
  } catch (error) {
    await close();
    throw error;
  }

  return {
    async attach(line: LineAudio) {
      output = new LineAudioOutput(line, agentTurns);
      output.muted = brief.muted;
      session.output.audio = output;
      stopListening = listenTo(line, (frame) => realtime()?.pushAudio(frame));
    },
    apply,
    async reply() {
      replies.ask();
    },
    async note(text) {
      coachNote.put(text);
    },
    close,
  };
};

interface Opening {
  /** Resolves when the server has taken the session's settings; rejects when it refused them or cannot be had. */
  readonly done: Promise<void>;
  handle(event: ServerEvent): void;
  fail(reason: string): void;
}

const createOpening = (): Opening => {
  let open: () => void = () => undefined;
  let refuse: (error: Error) => void = () => undefined;
  const done = new Promise<void>((resolve, reject) => {
    open = resolve;
    refuse = reject;
  });
  // It can fail before anyone waits for it.
  done.catch(() => undefined);
  const fail = (reason: string): void => refuse(new Error(reason));
  return {
    done,
    fail,
    handle(event) {
      if (event.type === 'session.updated') open();
      // Settings that were refused would leave the server's own in force: it would answer by itself.
      if (event.type === 'error') fail(`OpenAI Realtime refused the session: ${messageOf(event['error'])}`);
    },
  };
};

const isRecoverable = (error: object): boolean => 'recoverable' in error && error.recoverable === true;

/** The message of an error, of the library's event about one, or of an API error. */
const messageOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return String(error);
  if ('error' in error) return messageOf(error.error);
  return 'message' in error ? String(error.message) : String(error);
};
