/** What the service answers to an event that is well formed but cannot be done now. */
import { type ApiError, invalidRequest } from './api-error.js';

export const INVALID_AUDIO = invalidRequest(
  'invalid_value',
  "Invalid 'audio'. Expected base64-encoded audio bytes (mono PCM16 at 24kHz) but got an invalid value.",
  'audio',
);

export const NO_ACTIVE_RESPONSE = invalidRequest(
  'response_cancel_not_active',
  'Cancellation failed: no active response found',
);

export function activeResponse(id: string): ApiError {
  return invalidRequest(
    'conversation_already_has_active_response',
    `Conversation already has an active response in progress: ${id}. ` +
      'Wait until the response is finished before creating a new one.',
  );
}

export function bufferTooSmall(bufferedMs: number): ApiError {
  return invalidRequest(
    'input_audio_buffer_commit_empty',
    'Error committing input audio buffer: buffer too small. ' +
      `Expected at least 100ms of audio, but buffer only has ${bufferedMs.toFixed(2)}ms of audio.`,
  );
}
