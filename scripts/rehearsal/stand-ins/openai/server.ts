/**
 * The OpenAI stand-in: one server with the Realtime socket and the transcription endpoint, reached by the real
 * clients through their base URL. Who answers on the Realtime socket is the given mind.
 */
import { createServer } from 'node:http';
import { listenOnLoopback, type StandIn } from '../stand-in.js';
import type { ApiError } from './api-error.js';
import type { RealtimeConnection } from './connection.js';
import { createFailures, type Endpoint, type FailureMode, type OpenAiFailure } from './failures.js';
import type { Mind } from './mind.js';
import { createRealtimeEndpoint } from './realtime.js';
import { createTranscriptionEndpoint, type TranscriptionRequest } from './transcriptions.js';

/** The key that the stand-in takes unless it is told another one. */
const STAND_IN_API_KEY = 'sk-rehearsal';

export interface OpenAiStandInOptions {
  readonly mind: Mind;
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
  /** Fails in this way from now on, at one endpoint or at both. */
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
  const realtime = createRealtimeEndpoint({
    apiKey,
    failures,
    mind: options.mind,
    speechRate: options.speechRate ?? 4,
    responseLatencyMs: options.responseLatencyMs ?? 0,
    transcriptionDelayMs: options.transcriptionDelayMs ?? 20,
  });
  const transcription = createTranscriptionEndpoint({ apiKey, failures });

  const server = createServer((request, response) => void transcription.handle(request, response));
  server.on('upgrade', realtime.upgrade);
  const listener = await listenOnLoopback(server);

  return {
    name: 'openai',
    url: `http://127.0.0.1:${listener.port}/v1`,
    apiKey,
    connections: realtime.connections,
    transcriptions: transcription.requests,
    fail: failures.set,
    dropConnections: realtime.dropConnections,
    expireSessions: realtime.expireSessions,
    sendError(error) {
      for (const connection of realtime.connections) connection.sendError(error);
    },
    close: listener.close,
  };
}
