/** The OpenAI stand-in: what the rehearsal and the tests use of it. */
export { type ApiError, INSUFFICIENT_QUOTA, RATE_LIMITED } from './api-error.js';
export type { RealtimeConnection } from './connection.js';
export type { LoggedEvent } from './event-log.js';
export type { Endpoint, FailureMode, OpenAiFailure } from './failures.js';
export type { Mind, MindAnswer, MindItem, MindView, OfferedTool } from './mind.js';
export {
  type OpenAiStandIn,
  type OpenAiStandInOptions,
  STAND_IN_API_KEY,
  startOpenAiStandIn,
} from './server.js';
export type { TranscriptionRequest } from './transcriptions.js';
