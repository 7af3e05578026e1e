/** The tools of one call. Called by `src/call/` once for each call: the tools share what that call has heard. */
import type { Calendar, CampaignRecords, Tool, ToolName } from '../../machines/call.ports.js';
import type { CallPlan } from '../domain/call-plan.js';
import type { MenuSoFar } from '../domain/phone-menu/index.js';
import { createAcceptRefusalTool } from './accept-refusal.js';
import { createBeginSchedulingTool } from './begin-scheduling.js';
import { createBookMeetingTool } from './book-meeting.js';
import { createCheckAvailabilityTool } from './check-availability.js';
import { createChooseMenuOptionTool } from './choose-menu-option.js';
import { createDoNotCallTool } from './do-not-call.js';
import { createEndCallTool } from './end-call.js';
import { createMeetingTimes } from './meeting-times.js';
import { createNoteDecisionMakerTool } from './note-decision-maker.js';
import { createPracticeDeclinedTool } from './practice-declined.js';
import { createResumeQuestionsTool } from './resume-questions.js';
import { createWaitOnHoldTool } from './wait-on-hold.js';

export interface CallToolsDeps {
  readonly plan: CallPlan;
  readonly calendar: Calendar;
  readonly records: CampaignRecords;
  /** Unix time in ms. */
  readonly now: () => number;
  readonly meetingMinutes: number;
  /** The phone menu now playing, as far as it was heard. */
  readonly menu: () => MenuSoFar;
  /** The calendar failed, or the time was taken; the practice has been told. For the log. */
  readonly onCalendarError: (error: unknown) => void;
  /** A meeting stands on the calendar and could not be noted on the campaign. */
  readonly onNotRecorded: (error: unknown) => void;
}

export function createCallTools(deps: CallToolsDeps): ReadonlyMap<ToolName, Tool> {
  const times = createMeetingTimes(deps);
  const tools = [
    createBeginSchedulingTool(),
    createResumeQuestionsTool(),
    createCheckAvailabilityTool({ ...deps, times }),
    createBookMeetingTool({ ...deps, times }),
    createChooseMenuOptionTool(deps),
    createNoteDecisionMakerTool(),
    createWaitOnHoldTool(),
    createPracticeDeclinedTool(),
    createAcceptRefusalTool(),
    createDoNotCallTool(),
    createEndCallTool(),
  ];
  return new Map(tools.map((tool) => [tool.name, tool]));
}
