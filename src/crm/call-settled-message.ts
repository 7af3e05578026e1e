/** What the CRM is told of a settled call. Used by the webhook; documented for whoever writes a receiver. */
import type { Settlement } from '../../machines/call.ports.js';

/**
 * Names the call and its ending: a receiver recognises a repetition and takes it once, and still learns of an
 * outcome that differs from the one it was told before (a retry that got through, a booking found later).
 */
export const messageIdOf = ({ plan, outcome }: Settlement): string =>
  `call-settled-${plan.callId}-${outcome.ending}`;

/**
 * The JSON body, in the shape that Standard Webhooks recommends: `{type, timestamp, data}`. The timestamp is
 * that of the call's end, `settledAt` where the call has none. Fields that nothing proves are null.
 */
export const messageBodyOf = (
  { plan, outcome, transcript, notDone }: Settlement,
  settledAt: Date,
): string => {
  const endedAt = outcome.endedAtMs === null ? settledAt : new Date(outcome.endedAtMs);
  return JSON.stringify({
    type: 'call.settled',
    timestamp: endedAt.toISOString(),
    data: {
      callId: plan.callId,
      campaignId: plan.campaignId,
      stepIndex: plan.stepIndex,
      practiceName: plan.practiceName,
      ...outcome,
      transcript,
      notDone,
    },
  });
};
