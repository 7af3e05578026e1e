/**
 * The configuration in force on one Realtime session, and how a `session.update` changes it: fields that the
 * update does not name stay as they are. Used by `connection.ts`; never talks to the client itself.
 */
import { type ApiError, invalidRequest } from './api-error.js';
import type { ResponseOptions, SessionUpdate, TurnDetection } from './client-events.js';
import type { OfferedTool } from './mind.js';

export interface SessionInForce extends SessionUpdate {
  readonly id: string;
  readonly object: 'realtime.session';
}

/** What a session is before its first update, as the service documents it. */
export function initialSession(id: string, model: string): SessionInForce {
  return {
    id,
    object: 'realtime.session',
    type: 'realtime',
    model,
    instructions: '',
    output_modalities: ['audio'],
    tools: [],
    tool_choice: 'auto',
    max_output_tokens: 'inf',
    audio: {
      input: {
        format: { type: 'audio/pcm', rate: 24_000 },
        transcription: null,
        noise_reduction: null,
        turn_detection: { type: 'server_vad' },
      },
      output: { format: { type: 'audio/pcm', rate: 24_000 }, voice: 'alloy', speed: 1 },
    },
  };
}

/** The session after the update. The model of a session cannot change, so another name is not taken over. */
export function updatedSession(session: SessionInForce, update: SessionUpdate): SessionInForce {
  return {
    ...session,
    ...update,
    ...(session.model === undefined ? {} : { model: session.model }),
    audio: {
      input: { ...session.audio?.input, ...update.audio?.input },
      output: { ...session.audio?.output, ...update.audio?.output },
    },
  };
}

/** Why an update is not possible now; `null` when it is. */
export function updateRefusal(
  session: SessionInForce,
  update: SessionUpdate,
  hasSpoken: boolean,
): ApiError | null {
  const voice = update.audio?.output?.voice;
  if (!hasSpoken || voice === undefined || voice === session.audio?.output?.voice) return null;
  return invalidRequest(
    'cannot_update_voice',
    "Cannot update a conversation's voice if assistant audio is present.",
  );
}

export function turnDetectionOf(session: SessionInForce): TurnDetection | null {
  return session.audio?.input?.turn_detection ?? null;
}

/** What a response goes by: its own options before the session's. Tool choice `none` hides every tool. */
export function briefOf(session: SessionInForce, options: ResponseOptions): ResponseBrief {
  const choice = options.tool_choice ?? session.tool_choice;
  const tools = (options.tools ?? session.tools ?? []).filter(
    (tool) => typeof choice !== 'object' || tool.name === choice.name,
  );
  return {
    instructions: options.instructions ?? session.instructions ?? '',
    tools: choice === 'none' ? [] : tools.map(offeredTool),
    audio: (options.output_modalities ?? session.output_modalities)?.[0] !== 'text',
  };
}

export interface ResponseBrief {
  readonly instructions: string;
  readonly tools: readonly OfferedTool[];
  readonly audio: boolean;
}

function offeredTool(tool: NonNullable<SessionUpdate['tools']>[number]): OfferedTool {
  return { name: tool.name, description: tool.description ?? '', parameters: tool.parameters ?? {} };
}
