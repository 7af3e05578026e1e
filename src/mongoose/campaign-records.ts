/**
 * The campaign's record of a call, as the chart needs it: implements the port `CampaignRecords` on the
 * campaign controller. It never touches `lastCompletedStep`: the worker does when the step is complete.
 */
import type { CampaignRecords, Settlement } from '../../machines/call.ports.js';
import { recordCall } from '../campaignController.js';
import type { BookedMeeting } from '../domain/meeting.js';

export function createCampaignRecords(): CampaignRecords {
  return {
    recordBooking: (plan, meeting) =>
      recordCall(
        plan.campaignId,
        { callId: plan.callId, outcome: 'meeting_booked', ...meetingFields(meeting) },
        { status: 'complete_positive_response' },
      ),

    recordSettlement: ({ plan, outcome, transcript, notDone }) =>
      recordCall(
        plan.campaignId,
        {
          callId: plan.callId,
          outcome: outcome.ending,
          reason: outcome.reason,
          sentAt: dateOf(outcome.dialedAtMs ?? outcome.endedAtMs),
          answeredAt: dateOf(outcome.answeredAtMs),
          endedAt: dateOf(outcome.endedAtMs),
          transcript,
          notDone,
          ...(outcome.meeting === null ? {} : meetingFields(outcome.meeting)),
        },
        campaignFields(outcome),
      ),
  };
}

/** The booking may have failed to be recorded during the call, so its status is set here again. */
function campaignFields(outcome: Settlement['outcome']): Parameters<typeof recordCall>[2] {
  if (outcome.meeting !== null) return { status: 'complete_positive_response' };
  return outcome.ending === 'no_meeting' && outcome.reason !== null ? { decline_reason: outcome.reason } : {};
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
