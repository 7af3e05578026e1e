/**
 * How the agent's voice is set up: the Realtime model and the AgentSession around it, which needs no room.
 * The server detects the practice's turns and never answers by itself. Made by `realtime-voice.ts`, once a call.
 */
import { voice } from '@livekit/agents';
import { type SafeRealtimeHooks, SafeRealtimeModel } from './safe-realtime.js';

const MINUTE = 60_000;
/** OpenAI ends a session after an hour; it is replaced in time. */
const MAX_SESSION_MS = 55 * MINUTE;
const CONNECT = { timeoutMs: 5_000, maxRetry: 3, retryIntervalMs: 1_000 };
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

/** What the model is told beyond its instructions and tools. */
export const modelOptions = (options: RealtimeVoiceOptions) =>
  ({
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
  }) as const;

export const SESSION_OPTIONS = {
  vad: null,
  turnHandling: { turnDetection: null, interruption: { resumeFalseInterruption: false } },
  aecWarmupDuration: null,
  userAwayTimeout: null,
  maxToolSteps: MAX_TOOL_STEPS,
} as const;

export const createRealtimeSession = (
  options: RealtimeVoiceOptions,
  hooks: SafeRealtimeHooks,
): voice.AgentSession =>
  new voice.AgentSession({ llm: new SafeRealtimeModel(modelOptions(options), hooks), ...SESSION_OPTIONS });
