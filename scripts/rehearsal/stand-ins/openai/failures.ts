/**
 * How the OpenAI stand-in can be told to fail, for each of its endpoints alone or for all.
 */
import { type ApiError, INSUFFICIENT_QUOTA, RATE_LIMITED } from './api-error.js';

/**
 * What only this service does. `unauthorized`: the key is refused. `close-after-accept`: a socket opens and is
 * closed at once. `mute`: `response.create` is never answered. `insufficient-quota` and `rate-limit`: responses
 * fail and transcriptions are refused with these errors. `restricted-key`: the key may not list the models. `transcription-failed`: what was said on a Realtime
 * socket is heard by the model but not transcribed. `nonsense`: a chat is answered with what nobody asked for.
 * `plain-only`: a chat with more than a model and messages is refused, as some compatible servers do.
 */
export type OpenAiFailure =
  | 'unauthorized'
  | 'close-after-accept'
  | 'mute'
  | 'insufficient-quota'
  | 'rate-limit'
  | 'transcription-failed'
  | 'restricted-key'
  | 'nonsense'
  | 'plain-only';

const ENDPOINTS = ['realtime', 'transcriptions', 'chat', 'models'] as const;

export type Endpoint = (typeof ENDPOINTS)[number];

export type FailureMode = 'refuse' | 'hang' | 'error' | OpenAiFailure;

export interface Failures {
  /** Without an endpoint: all of them. */
  set(mode: FailureMode | null, endpoint?: Endpoint): void;
  of(endpoint: Endpoint): FailureMode | null;
}

export function createFailures(): Failures {
  const modes = new Map<Endpoint, FailureMode | null>();
  return {
    set(mode, endpoint) {
      for (const each of endpoint ? [endpoint] : ENDPOINTS) modes.set(each, mode);
    },
    of: (endpoint) => modes.get(endpoint) ?? null,
  };
}

/** The error that an account's limits give; `null` for any other mode. */
export function limitError(mode: FailureMode | null): ApiError | null {
  if (mode === 'insufficient-quota') return INSUFFICIENT_QUOTA;
  return mode === 'rate-limit' ? RATE_LIMITED : null;
}
