/**
 * Settles the calls that this worker did not hold: a number that cannot be phoned, and a call whose worker was
 * lost. Called by `callPhone`. It phones nobody.
 */
import type { Settlement } from '../../machines/call.ports.js';
import { type SettlingPorts, settleCall } from '../call/settle.js';
import { setCampaignFail } from '../campaignController.js';
import type { CallEnding, CallOutcome } from '../domain/call-outcome.js';
import type { CallPlan } from '../domain/call-plan.js';

/** A bad number never reaches the line: its call is settled with the reason, and the campaign is failed. */
export async function refuseNumber(
  ports: SettlingPorts,
  plan: CallPlan,
  reason: string,
): Promise<Settlement> {
  const settlement = settlementWithoutCall(plan, 'invalid_number', { reason });
  await settleCall(ports, settlement);
  await setCampaignFail(plan.campaignId, plan.stepIndex, 'failed', reason);
  return settlement;
}

/**
 * The worker that dialed was lost. The practice may have been phoned, so it is not phoned again. `isForbidden`:
 * the contact, or its number, is marked as not to be called; it may have asked for that in this very call.
 */
export async function settleAsUnknown(
  ports: SettlingPorts,
  plan: CallPlan,
  dialedAtMs: number | null,
  isForbidden: boolean,
): Promise<Settlement> {
  const settlement = settlementWithoutCall(plan, 'unknown', {
    reason: 'The worker was lost during this call; it is not placed again.',
    dialedAtMs,
    ...(isForbidden ? FORBIDDEN : {}),
  });
  await settleCall(ports, settlement);
  return settlement;
}

const FORBIDDEN: Pick<CallOutcome, 'doNotCall' | 'evidence'> = {
  doNotCall: true,
  evidence: {
    doNotCall: { utteranceIds: [], source: 'the contact, or its number, is marked as not to be called' },
  },
};

const settlementWithoutCall = (
  plan: CallPlan,
  ending: CallEnding,
  known: Partial<CallOutcome>,
): Settlement => ({
  plan,
  outcome: {
    ending,
    reason: null,
    meeting: null,
    decisionMaker: null,
    doNotCall: false,
    evidence: {},
    dialedAtMs: null,
    answeredAtMs: null,
    endedAtMs: null,
    ...known,
  },
  transcript: null,
  notDone: [],
});
