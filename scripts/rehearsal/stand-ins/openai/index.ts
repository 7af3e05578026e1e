/** The OpenAI stand-in: what the rehearsal and the tests use of it. */
export { INSUFFICIENT_QUOTA } from './api-error.js';
export type { CoachMind } from './coach-mind.js';
export type { RealtimeConnection } from './connection.js';
export type { LoggedEvent } from './event-log.js';
export type { Mind, MindAnswer, MindItem, MindView, OfferedTool } from './mind.js';
export { type OpenAiStandIn, type OpenAiStandInOptions, startOpenAiStandIn } from './server.js';
