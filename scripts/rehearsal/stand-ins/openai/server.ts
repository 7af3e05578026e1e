/**
 * The OpenAI stand-in: one server with the Realtime socket, the chat, the transcription and the models endpoint, reached
 * by the real clients through their base URL. Who answers on the Realtime socket and in the chats are the given minds.
 */
import { createServer } from 'node:http';
import { listenOnLoopback, type StandIn } from '../stand-in.js';
import { type ApiError, invalidRequest, SERVER_ERROR } from './api-error.js';
import { CHATS_PATH, type Chat, createChatEndpoint } from './chats.js';
import type { CoachMind } from './coach-mind.js';
import type { RealtimeConnection } from './connection.js';
import { type HttpEndpoint, refused, send } from './endpoint.js';
import { createFailures, type Endpoint, type FailureMode, type OpenAiFailure } from './failures.js';
import type { Mind } from './mind.js';
import { createModelsEndpoint, MODELS_PATH, type StandInModel, USUAL_MODELS } from './models.js';
import { createRealtimeEndpoint } from './realtime.js';
import {
  createTranscriptionEndpoint,
  TRANSCRIPTIONS_PATH,
  type TranscriptionRequest,
} from './transcriptions.js';

/** The key that the stand-in takes unless it is told another one. */
const STAND_IN_API_KEY = 'sk-rehearsal';

const SILENT_COACH: CoachMind = () => JSON.stringify({ kind: 'none' });

export interface OpenAiStandInOptions {
  readonly mind: Mind;
  /** Answers the chats; one that never finds anything to say unless told. */
  readonly coach?: CoachMind;
  readonly apiKey?: string;
  /** Seconds of speech sent in a second; 4 unless told. A line that runs n times faster needs more than n. */
  readonly speechRate?: number;
  /** From `response.create` to the mind's answer. */
  readonly responseLatencyMs?: number;
  /** From the end of a turn to its transcript. */
  readonly transcriptionDelayMs?: number;
}

export interface OpenAiStandIn extends StandIn<OpenAiFailure> {
  readonly apiKey: string;
  /** Every Realtime session so far; oldest first. */
  readonly connections: readonly RealtimeConnection[];
  /** Every transcription asked for, refused ones too. */
  readonly transcriptions: readonly TranscriptionRequest[];
  /** Every chat so far, refused ones too; oldest first. */
  readonly chats: readonly Chat[];
  /** The models that the account has. A test may give it others. */
  models: readonly StandInModel[];
  /** Fails in this way from now on, at one endpoint or at all. */
  fail(mode: FailureMode | null, endpoint?: Endpoint): void;
  /** Breaks every open session off. */
  dropConnections(): void;
  /** Ends every open session with `session_expired`. */
  expireSessions(): void;
  /** Sends an `error` event on every open session. */
  sendError(error: ApiError): void;
}

export async function startOpenAiStandIn(options: OpenAiStandInOptions): Promise<OpenAiStandIn> {
  const apiKey = options.apiKey ?? STAND_IN_API_KEY;
  const failures = createFailures();
  let models = USUAL_MODELS;
  const realtime = createRealtimeEndpoint({
    apiKey,
    failures,
    models: () => models,
    mind: options.mind,
    speechRate: options.speechRate ?? 4,
    responseLatencyMs: options.responseLatencyMs ?? 0,
    transcriptionDelayMs: options.transcriptionDelayMs ?? 20,
  });
  const transcription = createTranscriptionEndpoint({ apiKey, failures });
  const chat = createChatEndpoint({ apiKey, failures, mind: options.coach ?? SILENT_COACH });
  const modelsEndpoint = createModelsEndpoint({ apiKey, failures, models: () => models });
  const endpoints = new Map<string, HttpEndpoint>([
    [`GET ${MODELS_PATH}`, modelsEndpoint],
    [`POST ${TRANSCRIPTIONS_PATH}`, transcription],
    [`POST ${CHATS_PATH}`, chat],
  ]);

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const path = pathname.startsWith(`${MODELS_PATH}/`) ? MODELS_PATH : pathname;
    const endpoint = endpoints.get(`${request.method} ${path}`);
    if (!endpoint) {
      request.resume();
      return send(
        response,
        refused(404, invalidRequest(null, `Invalid URL (${request.method} ${pathname})`)),
      );
    }
    endpoint.handle(request, response).catch((error: unknown) => {
      send(response, refused(500, { ...SERVER_ERROR, message: `The stand-in could not answer: ${error}` }));
    });
  });
  server.on('upgrade', realtime.upgrade);
  const listener = await listenOnLoopback(server);

  return {
    name: 'openai',
    url: `http://127.0.0.1:${listener.port}/v1`,
    apiKey,
    connections: realtime.connections,
    transcriptions: transcription.requests,
    chats: chat.chats,
    get models() {
      return models;
    },
    set models(given) {
      models = given;
    },
    fail: failures.set,
    dropConnections: realtime.dropConnections,
    expireSessions: realtime.expireSessions,
    sendError(error) {
      for (const connection of realtime.connections) connection.sendError(error);
    },
    close: listener.close,
  };
}
