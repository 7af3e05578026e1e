/**
 * What the stand-in's HTTP endpoints have in common: the refusals that come before a request is looked at, and how
 * an answer is written.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApiError, INVALID_API_KEY, SERVER_ERROR } from './api-error.js';
import { type FailureMode, limitError } from './failures.js';

export interface Answer {
  readonly status: number;
  /** Sent as JSON unless it is text. */
  readonly body: unknown;
}

/** Answers every request on its path. */
export interface HttpEndpoint {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export function refused(status: number, error: ApiError): Answer {
  return { status, body: { error } };
}

/** The answer to a request whatever it asks for; `null` when it has to be read. */
export function refusalOf(request: IncomingMessage, apiKey: string, mode: FailureMode | null): Answer | null {
  if (mode === 'unauthorized' || request.headers.authorization !== `Bearer ${apiKey}`) {
    return refused(401, INVALID_API_KEY);
  }
  if (mode === 'error') return refused(500, SERVER_ERROR);
  const limit = limitError(mode);
  return limit && refused(429, limit);
}

export function send(response: ServerResponse, { status, body }: Answer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  response.writeHead(status, { 'content-type': type });
  response.end(text);
}
