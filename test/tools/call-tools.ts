/** The tools of one call with a calendar and records made by hand, as the tests of this folder need them. */
import type {
  BookingRequest,
  Calendar,
  CampaignRecords,
  Tool,
  ToolName,
  ToolResult,
} from '../../machines/call.ports.js';
import type { CallPlan, PracticeClock } from '../../src/domain/call-plan.js';
import type { BookedMeeting } from '../../src/domain/meeting.js';
import type { MenuSoFar } from '../../src/domain/phone-menu/index.js';
import { createCallTools } from '../../src/tools/index.js';
import { callPlan } from '../fixtures/call-plan.js';

/** Tuesday, November 24, 2026, 10:00 in New York. */
const NOW = Date.parse('2026-11-24T15:00:00Z');

export interface CallToolsOptions {
  readonly clock?: PracticeClock;
  readonly busy?: readonly string[];
  /** What the calendar, or the campaign's record, fails with. */
  readonly calendarError?: unknown;
  readonly recordError?: unknown;
  /** What a recording has said, in pieces. */
  readonly menu?: MenuSoFar['heard'];
}

export function toolsOfCall(options: CallToolsOptions = {}) {
  const booked: BookingRequest[] = [];
  const recorded: BookedMeeting[] = [];
  const reported = { calendar: [] as unknown[], records: [] as unknown[] };

  const calendar: Calendar = {
    async isFree(_initiator, startUtc) {
      if (options.calendarError) throw options.calendarError;
      return !options.busy?.includes(startUtc);
    },
    async book(request) {
      if (options.calendarError) throw options.calendarError;
      booked.push(request);
      const { startUtc, endUtc, timeZone, attendee } = request;
      return { eventId: 'event1', startUtc, endUtc, timeZone, attendee, videoLink: null };
    },
  };
  const records: CampaignRecords = {
    async recordBooking(_plan, meeting) {
      if (options.recordError) throw options.recordError;
      recorded.push(meeting);
    },
    recordDoNotCall: async () => {},
    recordSettlement: async () => {},
  };
  const tools = createCallTools({
    plan: planWith(options.clock ?? { candidates: ['America/New_York'] }),
    calendar,
    records,
    now: () => NOW,
    meetingMinutes: 30,
    menu: () => ({ heard: options.menu ?? [], tried: [] }),
    onCalendarError: (error) => reported.calendar.push(error),
    onNotRecorded: (error) => reported.records.push(error),
  });
  const run = async (name: ToolName, args?: unknown): Promise<ToolResult> =>
    toolNamed(tools, name).run(args, new AbortController().signal);
  return { tools, run, booked, recorded, reported };
}

export function toolNamed(tools: ReadonlyMap<ToolName, Tool>, name: ToolName): Tool {
  const tool = tools.get(name);
  if (!tool) throw new Error(`There is no tool ${name}.`);
  return tool;
}

const planWith = (clock: PracticeClock): CallPlan => ({
  ...callPlan,
  callId: 'campaign1-2',
  campaignId: 'campaign1',
  stepIndex: 2,
  practiceName: 'Smith Family Practice',
  clock,
});
