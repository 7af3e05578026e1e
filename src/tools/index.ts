/** The tools of one call. Called by `src/call/` once for each call: the tools share what that call has heard. */
import type { Calendar, CampaignRecords, Tool, ToolName } from '../../machines/call.ports.js';
import type { CallPlan } from '../domain/call-plan.js';
import { createBeginSchedulingTool } from './begin-scheduling.js';
import { createBookMeetingTool } from './book-meeting.js';
import { createCheckAvailabilityTool } from './check-availability.js';
import { createEndCallTool } from './end-call.js';
import { createMeetingTimes } from './meeting-times.js';
import { createResumeQuestionsTool } from './resume-questions.js';

export interface CallToolsDeps {
  readonly plan: CallPlan;
  readonly calendar: Calendar;
  readonly records: CampaignRecords;
  /** Unix time in ms. */
  readonly now: () => number;
  readonly meetingMinutes: number;
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
    createEndCallTool(),
  ];
  return new Map(tools.map((tool) => [tool.name, tool]));
}
