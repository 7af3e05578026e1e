/**
 * The campaign's record of a call, as the chart needs it: implements the port `CampaignRecords` on the
 * campaign controller. It never touches `lastCompletedStep`: the worker does when the step is complete.
 */
import type { CampaignRecords } from '../../machines/call.ports.js';
import { recordCall } from '../campaignController.js';
import { type CallEnding, type CallOutcome, forbidsCalls } from '../domain/call-outcome.js';
import type { BookedMeeting } from '../domain/meeting.js';
import { statusAfter } from './campaign-status.js';
import { markDoNotCall } from './do-not-call.js';

/** The endings whose reason is the practice's own; of any other it tells what broke off the call. */
const SAYS_WHY_NOT: readonly CallEnding[] = ['declined', 'do_not_call', 'no_meeting'];

export function createCampaignRecords(): CampaignRecords {
  return {
    recordBooking: (plan, meeting) =>
      recordCall(
        plan.campaignId,
        { callId: plan.callId, outcome: 'meeting_booked', ...meetingFields(meeting) },
        { status: 'complete_positive_response' },
      ),

    recordDoNotCall: ({ campaignId }) => markDoNotCall(campaignId, new Date()),

    recordSettlement: async ({ plan, outcome, transcript, notDone }) => {
      // First of all: a settlement that fails after it is repeated, and the mark must not be lost.
      if (forbidsCalls(outcome)) {
        await markDoNotCall(plan.campaignId, dateOf(outcome.endedAtMs) ?? new Date());
      }
      await recordCall(
        plan.campaignId,
        {
          callId: plan.callId,
          outcome: outcome.ending,
          reason: outcome.reason,
          sentAt: dateOf(outcome.dialedAtMs ?? outcome.endedAtMs),
          answeredAt: dateOf(outcome.answeredAtMs),
          endedAt: dateOf(outcome.endedAtMs),
          decisionMaker: outcome.decisionMaker,
          evidence: Object.keys(outcome.evidence).length === 0 ? null : outcome.evidence,
          transcript,
          notDone,
          ...(outcome.meeting === null ? {} : meetingFields(outcome.meeting)),
        },
        campaignFields(outcome),
      );
    },
  };
}

/** What the practice answered. A booking may have failed to be recorded during the call, so its status is set again. */
function campaignFields(outcome: CallOutcome): Parameters<typeof recordCall>[2] {
  const status = statusAfter(outcome);
  const isReasonOfThePractice = SAYS_WHY_NOT.includes(outcome.ending) && outcome.reason !== null;
  return {
    ...(status === undefined ? {} : { status }),
    ...(isReasonOfThePractice ? { decline_reason: outcome.reason } : {}),
  };
}

function meetingFields({ attendee, ...meeting }: BookedMeeting): {
  attendee: BookedMeeting['attendee'];
  meeting: Omit<BookedMeeting, 'attendee'>;
} {
  return { attendee, meeting };
}

function dateOf(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
