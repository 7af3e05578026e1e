/**
 * How the OpenAI stand-in can be told to fail, for each of its two endpoints alone or for both.
 */
import { type ApiError, INSUFFICIENT_QUOTA, RATE_LIMITED } from './api-error.js';

/**
 * What only this service does. `unauthorized`: the key is refused. `close-after-accept`: a socket opens and is
 * closed at once. `mute`: `response.create` is never answered. `insufficient-quota` and `rate-limit`: responses
 * fail and transcriptions are refused with these errors. `transcription-failed`: what was said on a Realtime
 * socket is heard by the model but not transcribed.
 */
export type OpenAiFailure =
  | 'unauthorized'
  | 'close-after-accept'
  | 'mute'
  | 'insufficient-quota'
  | 'rate-limit'
  | 'transcription-failed';

export type Endpoint = 'realtime' | 'transcriptions';

export type FailureMode = 'refuse' | 'hang' | 'error' | OpenAiFailure;

export interface Failures {
  set(mode: FailureMode | null, endpoint?: Endpoint): void;
  of(endpoint: Endpoint): FailureMode | null;
}

export function createFailures(): Failures {
  const modes: Record<Endpoint, FailureMode | null> = { realtime: null, transcriptions: null };
  return {
    set(mode, endpoint) {
      if (endpoint !== 'transcriptions') modes.realtime = mode;
      if (endpoint !== 'realtime') modes.transcriptions = mode;
    },
    of: (endpoint) => modes[endpoint],
  };
}

/** The error that an account's limits give; `null` for any other mode. */
export function limitError(mode: FailureMode | null): ApiError | null {
  if (mode === 'insufficient-quota') return INSUFFICIENT_QUOTA;
  return mode === 'rate-limit' ? RATE_LIMITED : null;
}
