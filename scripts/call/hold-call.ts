/** Places one call and holds it to its end, with the worker's own parts. Used by `npm run call`. */
import type { Telephony } from '../../machines/call.ports.js';
import type { CallResult } from '../../machines/call.setup.js';
import type { CallObservation } from '../../src/call/observation.js';
import type { Prompts } from '../../src/call/prompts.js';
import { runCall } from '../../src/call/run-call.js';
import type { CallConfig } from '../../src/config.js';
import type { CallPlan } from '../../src/domain/call-plan.js';
import { logger } from '../../src/libraries/utils/logger.js';
import { createWavRecorder } from '../../src/recording/wav-recorder.js';
import { createCalendar, createCallServices, createGoogleTokens } from '../../src/services.js';
import { createCallTools } from '../../src/tools/index.js';
import { createLocalRecords } from './local-records.js';
import { noCalendar } from './no-calendar.js';

export interface HoldCallOptions {
  readonly plan: CallPlan;
  readonly config: CallConfig;
  readonly prompts: Prompts;
  readonly telephony: Telephony;
  /** Takes what is left of the call. */
  readonly folder: string;
  /** Aborted when the call is to be hung up. */
  readonly stopping: AbortSignal;
  readonly observe: (observation: CallObservation) => void;
}

/** Resolves when everything is written. Rejects for a fault of the chart itself, with the line closed. */
export function holdCall(options: HoldCallOptions): Promise<CallResult> {
  const { plan, config, prompts, telephony, folder, stopping, observe } = options;
  const { clerk, calls } = config;
  const local = createLocalRecords(folder);
  const calendar = clerk ? createCalendar(config, createGoogleTokens({ clerk })) : noCalendar;
  // Here, whatever records the worker's calls: they have a bucket.
  const recorder = createWavRecorder({ maxMs: plan.bounds.maxCallMs });
  const { callId } = plan;
  return runCall(plan, {
    ports: { ...createCallServices(config, prompts), ...local, recorder, telephony },
    stopping,
    observe,
    // The call is nobody else's, and nobody else waits to learn of it.
    claimDialing: async () => true,
    onPlaced: async () => undefined,
    tools: (menu) =>
      createCallTools({
        plan,
        menu,
        calendar,
        records: local.records,
        meetingMinutes: calls.meetingMinutes,
        now: Date.now,
        onCalendarError: (error) => logger.warn('The calendar did not take a meeting', { callId, error }),
        onNotRecorded: (error) => logger.error('A booking could not be written down', { callId, error }),
      }),
  });
}
