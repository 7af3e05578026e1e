/**
 * Asks the coach, within its time, and makes a record of the answer. Never rejects: a coach that fails, takes too long
 * or says nothing valid is a look that changes nothing. Called by `actors.ts`.
 */
import type { Coach } from '../../machines/call.ports.js';
import type { CoachQuestion } from '../../machines/call.setup.js';
import type { CoachRun } from '../domain/coaching.js';
import { errorMessage } from '../domain/error-message.js';
import { logger } from '../libraries/utils/logger.js';
import { timeLimit } from '../libraries/utils/time-limit.js';

/** By then the conversation has moved on. */
const LIMIT_MS = 8_000;

export const askCoach = async (
  coach: Coach,
  { turn, ...request }: CoachQuestion,
  signal: AbortSignal,
): Promise<CoachRun> => {
  const startedAtMs = Date.now();
  const limit = timeLimit(LIMIT_MS);
  const run = (verdict: CoachRun['verdict'], why: string | null): CoachRun => ({
    startedAtMs,
    endedAtMs: Date.now(),
    stage: request.stage,
    turn,
    saw: request.utterances.map(({ id }) => id),
    verdict,
    used: false,
    why,
  });
  try {
    return run(await coach.consult(request, AbortSignal.any([signal, limit])), null);
  } catch (error) {
    const why = limit.aborted ? `the coach did not answer within ${LIMIT_MS / 1000} s` : errorMessage(error);
    if (!signal.aborted) logger.warn('The coach could not be asked', { callId: request.callId, why });
    return run(null, why);
  }
};
