/**
 * The phone channel: `callPhone(campaign, stepIndex)`, the sibling of the owner's `sendEmail`.
 * It reads as the story of a call. It never dials a call twice and never leaves one without an outcome.
 */
import type { InspectionEvent } from 'xstate';
import type { Settlement } from '../../machines/call.ports.js';
import type { CallResult } from '../../machines/call.setup.js';
import type { CallObservation, ObserveCall } from '../call/observation.js';
import { type CallSubject, planCall } from '../call/plan.js';
import type { CallPorts } from '../call/ports.js';
import type { Prompts } from '../call/prompts.js';
import { type CallClock, runCall } from '../call/run-call.js';
import { setCampaignFail } from '../campaignController.js';
import { nobodyWasPhoned } from '../domain/call-outcome.js';
import type { CallBounds, CallPlan } from '../domain/call-plan.js';
import type { MenuSoFar } from '../domain/phone-menu/index.js';
import { logger } from '../libraries/utils/logger.js';
import { isNotToBeCalled } from '../mongoose/do-not-call.js';
import type { CampaignModelPopulated } from '../mongoose/models/Campaign.js';
import { createCallTools } from '../tools/index.js';
import { refuseNumber, settleAsUnknown } from './settle-without-call.js';

export interface PhoneChannelOptions {
  readonly ports: CallPorts;
  readonly prompts: Prompts;
  readonly bounds: CallBounds;
  readonly meetingMinutes: number;
  /** Aborted when this process must end soon. */
  readonly stopping: AbortSignal;
  readonly observe?: ObserveCall | undefined;
  readonly inspect?: ((event: InspectionEvent) => void) | undefined;
  /** What the deadlines of calls are measured by; default: real time. */
  readonly clock?: CallClock | undefined;
}

export interface PhoneResult {
  readonly success: boolean;
  readonly data?: {
    readonly callId: string;
    /** Null: whoever has the number asked not to be called, so nobody was phoned and there is nothing to settle. */
    readonly settlement: Settlement | null;
    /** The campaign could not be written: the caller must keep the settlement and see that it is. */
    readonly unsettled?: true;
  };
  readonly error?: string;
}

/** What this process phones with; null until the composition root has opened the channel. */
let channel: PhoneChannelOptions | null = null;

/** Gives the channel its line and all else it needs; null takes them away. Called by the composition root alone. */
export function openPhoneChannel(options: PhoneChannelOptions | null): void {
  channel = options;
}

/** Phones the practice for step `stepIndex`. Expected failures are results; a rejection is an infrastructure's. */
export async function callPhone(campaign: CampaignModelPopulated, stepIndex: number): Promise<PhoneResult> {
  if (!channel) return NO_LINE;
  const opened = channel;
  const { ports, prompts, bounds, stopping } = opened;
  const campaignId = campaign._id.toString();

  const planned = planCall(subjectOf(campaign, stepIndex), { prompts, bounds, nowMs: Date.now() });
  if (planned.kind === 'invalid-number') {
    const settlement = await refuseNumber(ports, planned.plan, planned.reason);
    return {
      success: false,
      error: `The practice cannot be phoned: ${planned.reason}`,
      data: { callId: planned.plan.callId, settlement },
    };
  }
  const { plan, unknownFields } = planned;
  if (unknownFields.length > 0) {
    logger.warn('The prompt names fields that the contact does not have', { campaignId, unknownFields });
  }

  const claim = await ports.ledger.claim({ callId: plan.callId, campaignId, stepIndex });
  if (claim.kind === 'settled') return settledAs(claim.settlement);
  const isForbidden = await isNotToBeCalled(campaign.contact._id, plan.toE164);
  if (claim.kind === 'unsettled') {
    return settledAs(await settleAsUnknown(ports, plan, claim.dialedAtMs, isForbidden));
  }
  if (isForbidden) {
    await ports.ledger.released(plan.callId, claim.token);
    return { success: true, data: { callId: plan.callId, settlement: null } };
  }
  if (stopping.aborted) return notPlaced(plan.callId, 'this worker is stopping');

  const result = await runCall(plan, {
    ports,
    stopping,
    inspect: opened.inspect,
    clock: opened.clock,
    tools: (menu) => toolsFor(plan, opened, menu),
    claimDialing: (atMs) => ports.ledger.dialing(plan.callId, claim.token, atMs),
    onPlaced: async (atMs) => {
      await ports.ledger.placed(plan.callId, claim.token, atMs);
    },
    observe: observerOf(plan, opened),
  });
  return report(ports, result, claim.token);
}

const NO_LINE: PhoneResult = {
  success: false,
  error:
    'Nobody was phoned: the phone channel is not open in this process. startWorker() opens it, see the README.',
};

const notPlaced = (callId: string, why: string): PhoneResult => ({
  success: false,
  error: `Call ${callId} was not placed: ${why}`,
});

const subjectOf = (campaign: CampaignModelPopulated, stepIndex: number): CallSubject => ({
  campaignId: campaign._id.toString(),
  stepIndex,
  prompt: campaign.batch.sequence.steps[stepIndex]?.message ?? '',
  initiator: campaign.batch.initiator,
  contact: { ...campaign.contact },
});

const toolsFor = (plan: CallPlan, { ports, meetingMinutes }: PhoneChannelOptions, menu: () => MenuSoFar) =>
  createCallTools({
    plan,
    menu,
    calendar: ports.calendar,
    records: ports.records,
    meetingMinutes,
    now: Date.now,
    onCalendarError: (error) =>
      logger.warn('The calendar did not take a meeting', { callId: plan.callId, error }),
    onNotRecorded: (error) =>
      logger.error('A booking will be recorded when the call is settled', { callId: plan.callId, error }),
  });

const observerOf =
  (plan: CallPlan, { observe }: PhoneChannelOptions) =>
  (observation: CallObservation): void =>
    observe?.(plan.callId, observation);

/** The call is over, now or since an earlier attempt of the job: what happened then is the answer. */
const settledAs = (settlement: Settlement): PhoneResult => ({
  success: true,
  data: { callId: settlement.plan.callId, settlement },
});

async function report(ports: CallPorts, result: CallResult, token: string): Promise<PhoneResult> {
  const { settlement, stored, dropped } = result;
  const { callId, campaignId, stepIndex } = settlement.plan;
  const { ending, reason } = settlement.outcome;
  if (dropped !== null) {
    // Where the ledger failed, it may have been written all the same. An owner that was overtaken releases nothing.
    await ports.ledger.released(callId, token);
    return notPlaced(callId, dropped);
  }
  if (!stored.ok) {
    return {
      success: false,
      error: `Call ${callId} ended (${ending}) and could not be recorded: ${stored.why}`,
      data: { callId, settlement, unsettled: true },
    };
  }
  if (nobodyWasPhoned(ending)) {
    await ports.ledger.released(callId, token);
    // The network knows no such number: another attempt would find none either.
    if (ending === 'invalid_number') {
      await setCampaignFail(campaignId, stepIndex, 'failed', reason ?? undefined);
    }
    return {
      success: false,
      error: `Nobody was phoned (${ending}): ${reason}`,
      data: { callId, settlement },
    };
  }
  return settledAs(settlement);
}
