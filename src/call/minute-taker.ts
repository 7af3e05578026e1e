/**
 * Sees what the chart has noted since it was last looked at: logs the keypress gate's decisions, tells it all to whoever
 * observes the call, and stores at once what must outlive this process. Called by `run-call.ts` with every new snapshot.
 */
import type { CallContext } from '../../machines/call.context.js';
import type { CampaignRecords } from '../../machines/call.ports.js';
import type { CallPlan } from '../domain/call-plan.js';
import { logger } from '../libraries/utils/logger.js';
import type { CallObservation } from './observation.js';

export interface MinuteTakerOptions {
  readonly plan: CallPlan;
  readonly records: Pick<CampaignRecords, 'recordDoNotCall'>;
  readonly observe: (observation: CallObservation) => void;
}

export const createMinuteTaker = ({ plan, records, observe }: MinuteTakerOptions) => {
  let keys = 0;
  let coachRuns = 0;
  let isForbidden = false;

  return (context: CallContext): void => {
    for (const decision of context.keys.slice(keys)) {
      logger.info('The keypress gate decided', { callId: plan.callId, ...decision });
      observe({ kind: 'key', decision });
    }
    keys = context.keys.length;
    for (const run of context.coach.slice(coachRuns)) observe({ kind: 'coach', run });
    coachRuns = context.coach.length;

    if (!context.doNotCall || isForbidden) return;
    isForbidden = true;
    // The settlement says it again; but a worker that dies before that must not have forgotten it.
    records.recordDoNotCall(plan).catch((error) =>
      logger.error('A wish not to be called will be recorded when the call is settled', {
        callId: plan.callId,
        error,
      }),
    );
  };
};
