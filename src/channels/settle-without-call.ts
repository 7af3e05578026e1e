/**
 * Settles the calls that this worker did not hold: a number that cannot be phoned, and a call whose worker was
 * lost. Called by `callPhone`. It phones nobody.
 */
import pRetry from 'p-retry';
import type { Settlement, Telephony } from '../../machines/call.ports.js';
import { type SettlingPorts, settleCall } from '../call/settle.js';
import { setCampaignFail } from '../campaignController.js';
import type { CallEnding, CallOutcome, NotDone } from '../domain/call-outcome.js';
import type { CallPlan } from '../domain/call-plan.js';
import { errorMessage } from '../domain/error-message.js';
import { logger } from '../libraries/utils/logger.js';

const HANG_UP_RETRIES = { retries: 3, minTimeout: 300 };

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
 * The worker that dialed was lost. The practice may have been phoned, so it is not phoned again; where it is on the
 * line still, that is hung up. `isForbidden`: the contact, or its number, is marked as not to be called; it may have
 * asked for that in this very call.
 */
export async function settleAsUnknown(
  ports: SettlingPorts & { readonly telephony: Telephony },
  plan: CallPlan,
  dialedAtMs: number | null,
  isForbidden: boolean,
): Promise<Settlement> {
  const notDone = await endAbandoned(ports.telephony, plan.callId);
  const settlement = settlementWithoutCall(
    plan,
    'unknown',
    {
      reason: 'The worker was lost during this call; it is not placed again.',
      dialedAtMs,
      ...(isForbidden ? FORBIDDEN : {}),
    },
    notDone,
  );
  await settleCall(ports, settlement);
  return settlement;
}

const endAbandoned = async (telephony: Telephony, callId: string): Promise<NotDone[]> => {
  try {
    await pRetry(() => telephony.endAbandoned(callId), HANG_UP_RETRIES);
    return [];
  } catch (error) {
    logger.error('What is left of a call could not be hung up', { callId, error });
    return [{ what: 'hang-up', why: errorMessage(error) }];
  }
};

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
  notDone: readonly NotDone[] = [],
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
  notDone,
});
