/**
 * The agent's voice: one LiveKit AgentSession with OpenAI Realtime per call, in this process, without a room.
 * The server detects the practice's turns and never answers by itself: every turn of the agent is asked for.
 */
import { llm, voice } from '@livekit/agents';
import type { BriefInForce, Tool, Voice, VoiceRequest, VoiceSession } from '../../machines/call.ports.js';
import type { LineAudio } from '../domain/line-audio.js';
import { logger } from '../libraries/utils/logger.js';
import { createAgentTurns } from './agent-turns.js';
import { useOwnLoggerForAgents } from './agents-logger.js';
import { LineAudioInput, LineAudioOutput } from './line-audio-io.js';
import { createPracticeTurns } from './practice-turns.js';
import { createResponseWatch } from './response-watch.js';
import { SafeRealtimeModel, type ServerEvent } from './safe-realtime.js';

const MINUTE = 60_000;
/** OpenAI ends a session after an hour; it is replaced in time. */
const MAX_SESSION_MS = 55 * MINUTE;
const CONNECT = { timeoutMs: 5_000, maxRetry: 3, retryIntervalMs: 1_000 };
const RETRY_PAUSE_MS = 1_000;
/** A response that fails so often in a row will not come. */
const MAX_FAILED_RESPONSES = 3;
/** Tools that one turn of the practice may set off one after the other. */
const MAX_TOOL_STEPS = 5;

export interface RealtimeVoiceOptions {
  readonly apiKey: string;
  /** The API's base URL, e.g. `https://api.openai.com/v1`, which is also the default. */
  readonly baseUrl?: string | undefined;
  readonly model: string;
  readonly voice: string;
  /** The model that writes down what the practice says, while the call is on. */
  readonly inputTranscriptionModel: string;
}

const createModel = (
  options: RealtimeVoiceOptions,
  hooks: ConstructorParameters<typeof SafeRealtimeModel>[1],
): SafeRealtimeModel =>
  new SafeRealtimeModel(
    {
      apiKey: options.apiKey,
      ...(options.baseUrl ? { baseURL: options.baseUrl } : {}),
      model: options.model,
      voice: options.voice,
      inputAudioTranscription: { model: options.inputTranscriptionModel },
      // Semantic detection waits for a thought to be complete: the practice is not to be interrupted.
      turnDetection: {
        type: 'semantic_vad',
        eagerness: 'medium',
        create_response: false,
        interrupt_response: true,
      },
      maxSessionDuration: MAX_SESSION_MS,
      connOptions: CONNECT,
    },
    hooks,
  );

const createSession = (model: SafeRealtimeModel): voice.AgentSession =>
  new voice.AgentSession({
    llm: model,
    vad: null,
    turnHandling: { turnDetection: null, interruption: { resumeFalseInterruption: false } },
    aecWarmupDuration: null,
    userAwayTimeout: null,
    maxToolSteps: MAX_TOOL_STEPS,
  });

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
  const responses = createResponseWatch();
  let open: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const opened = new Promise<void>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  let brief = request.brief;
  const input = new LineAudioInput();
  let closing = false;
  let latest: voice.SpeechHandle | undefined;
  let failedInARow = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;

  const onServerEvent = (event: ServerEvent): void => {
    // Its very first message can be gone before anyone listens, so any will do.
    open();
    practiceTurns.handle(event);
    agentTurns.handle(event);
    responses.handle(event);
  };
  const session = createSession(
    createModel(options, {
      onServerEvent,
      onReconnected: () => {
        practiceTurns.reset();
        void apply(brief);
      },
    }),
  );

  const lose = (reason: string): void => {
    fail(new Error(reason));
    if (!closing) request.report({ type: 'voice.lost', reason, atMs: Date.now() });
  };

  session.on(voice.AgentSessionEventTypes.ConversationItemAdded, ({ item }) => {
    if (item.type !== 'message' || item.role !== 'assistant') return;
    agentTurns.spoke({ id: item.id, text: item.textContent ?? '', interrupted: item.interrupted });
  });
  session.on(voice.AgentSessionEventTypes.SpeechCreated, ({ speechHandle }) => {
    responses.begin();
    latest = speechHandle;
    speechHandle.addDoneCallback(() => {
      // A turn that only called a tool is followed by the turn that tells of it, and that one counts.
      if (speechHandle === latest && !speechHandle.interrupted && !closing) judgeResponse();
    });
  });
  session.on(voice.AgentSessionEventTypes.Close, ({ error }) => {
    if (error) lose(messageOf('error' in error ? error.error : error));
  });

  const judgeResponse = (): void => {
    const verdict = responses.verdict();
    if (verdict !== 'failed') {
      failedInARow = 0;
      if (verdict === 'silent') request.report({ type: 'agent.keptSilent', atMs: Date.now() });
      return;
    }
    failedInARow += 1;
    logger.warn('The agent was asked to speak and could not', { callId: request.callId, failedInARow });
    if (failedInARow >= MAX_FAILED_RESPONSES) {
      lose(`OpenAI Realtime failed ${failedInARow} responses in a row`);
      return;
    }
    retryTimer = setTimeout(reply, RETRY_PAUSE_MS);
  };

  const reply = (): void => {
    if (closing || practiceTurns.isSpeaking()) return;
    session.generateReply();
  };

  const tools = new Map(
    [...request.tools.values()].map((tool) => [tool.name, toLiveKitTool(tool, request, deliverLate)]),
  );
  const toolsOf = ({ tools: names }: BriefInForce) =>
    names.flatMap((name) => {
      const tool = tools.get(name);
      return tool ? [tool] : [];
    });

  const agent = new voice.Agent({ instructions: brief.instructions, tools: toolsOf(brief) });

  async function apply(next: BriefInForce): Promise<void> {
    brief = next;
    await agent.updateInstructions(next.instructions);
    await agent.updateTools(toolsOf(next));
  }

  /** A tool whose turn the practice cut off still has its result told, or the model would not know what it did. */
  async function deliverLate(callId: string, name: string, output: string): Promise<void> {
    const realtime = agent.getActivityOrThrow().realtimeLLMSession;
    if (closing || !realtime) return;
    const conversation = realtime.chatCtx.copy();
    conversation.items.push(llm.FunctionCallOutput.create({ callId, name, output, isError: false }));
    await realtime.updateChatCtx(conversation);
    reply();
  }

  const close = async (): Promise<void> => {
    closing = true;
    clearTimeout(retryTimer);
    practiceTurns.close();
    await input.close();
    await session.close();
  };

  try {
    session.input.audio = input;
    await session.start({ agent });
    await Promise.race([opened, aborted(signal)]);
  } catch (error) {
    await close();
    throw error;
  }

  return {
    async attach(line: LineAudio) {
      session.output.audio = new LineAudioOutput(line, agentTurns);
      input.connect(line);
    },
    apply,
    async reply() {
      reply();
    },
    close,
  };
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const abort = () => reject(new Error('OpenAI Realtime did not answer in time'));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });

/** A tool as the AgentSession takes it. An interrupted turn does not undo what the tool does, only who tells of it. */
const toLiveKitTool = (
  tool: Tool,
  request: VoiceRequest,
  deliverLate: (callId: string, name: string, output: string) => Promise<void>,
) =>
  llm.tool({
    name: tool.name,
    description: tool.description,
    parameters: tool.parameters,
    execute: async (args: unknown, { toolCallId, abortSignal }) => {
      const result = request.onToolCall(tool.name, args);
      const interrupted = new Promise<'interrupted'>((resolve) =>
        abortSignal.addEventListener('abort', () => resolve('interrupted'), { once: true }),
      );
      const first = await Promise.race([result, interrupted]);
      if (first !== 'interrupted') return first ?? undefined;
      void result
        .then((output) => deliverLate(toolCallId, tool.name, output ?? ''))
        .catch((error) => logger.warn('A tool result could not be told', { callId: request.callId, error }));
      return undefined;
    },
  });
