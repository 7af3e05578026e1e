/**
 * Tool `book_meeting`: puts the meeting on the initiator's calendar, which sends the invitation, and notes it on the
 * campaign. A repetition changes the call's one meeting and never makes a second one.
 */
import pTimeout from 'p-timeout';
import { z } from 'zod';
import type { Calendar, CampaignRecords, Tool } from '../../machines/call.ports.js';
import type { CallPlan } from '../domain/call-plan.js';
import { parseEmailAddress } from '../domain/email-address.js';
import type { BookedMeeting } from '../domain/meeting.js';
import { replyToCalendarError } from './calendar-trouble.js';
import { defineTool, say } from './define-tool.js';
import { type MeetingTimes, TIME_ARGS } from './meeting-times.js';

const SECOND = 1000;

/** The practice waits for the confirmation meanwhile; the settlement records the meeting once more. */
const RECORD_TIMEOUT_MS = 2 * SECOND;

const MAX_NAME_LENGTH = 100;
const MAX_EMAIL_LENGTH = 320;

export interface BookMeetingDeps {
  readonly plan: CallPlan;
  readonly calendar: Calendar;
  readonly records: CampaignRecords;
  readonly times: MeetingTimes;
  readonly onCalendarError: (error: unknown) => void;
  /** The meeting is booked and the campaign does not know it yet. */
  readonly onNotRecorded: (error: unknown) => void;
}

export const createBookMeetingTool = (deps: BookMeetingDeps): Tool =>
  defineTool({
    name: 'book_meeting',
    description:
      'Call when check_availability has found the time free and the practice has given the name and the email of whoever takes the meeting. ' +
      'Call again when the practice corrects the time, the name or the email. ' +
      'Do not call with a name or an email that the practice did not give.',
    args: z.object({
      ...TIME_ARGS,
      attendee_name: z
        .string()
        .max(MAX_NAME_LENGTH)
        .describe('Name of whoever takes the meeting at the practice, such as “Dr. Smith”.'),
      attendee_email: z
        .string()
        .max(MAX_EMAIL_LENGTH)
        .describe('Email for the invitation, as the practice said it.'),
    }),
    async run(args, signal) {
      const heard = deps.times.resolve(args);
      if (heard.kind === 'question') return { reply: heard.reply };
      const name = args.attendee_name.trim();
      if (!/\p{L}/u.test(name))
        return { reply: `The name is missing. ${say('Who will be taking the meeting?')}` };
      const address = parseEmailAddress(args.attendee_email);
      if (!address.ok) return { reply: `That is not an email address. ${say(address.say)}` };

      const attendee = { name, email: address.email };
      const meeting = await book(deps, { ...heard.time, timeZone: heard.zone, attendee }, signal);
      if ('reply' in meeting) return meeting;
      await record(deps, meeting);
      return { reply: booked(heard.time.spoken, address.email), event: { type: 'meeting.booked', meeting } };
    },
  });

type RequestedMeeting = Pick<BookedMeeting, 'startUtc' | 'endUtc' | 'timeZone' | 'attendee'>;

async function book(
  { calendar, plan, onCalendarError }: BookMeetingDeps,
  { startUtc, endUtc, timeZone, attendee }: RequestedMeeting,
  signal: AbortSignal,
): Promise<BookedMeeting | { reply: string }> {
  const { callId, initiator, practiceName } = plan;
  try {
    return await calendar.book(
      { callId, initiator, practiceName, attendee, startUtc, endUtc, timeZone },
      signal,
    );
  } catch (error) {
    onCalendarError(error);
    return { reply: replyToCalendarError(error) };
  }
}

/** The booking stands, whatever becomes of its record. */
async function record(
  { records, plan, onNotRecorded }: BookMeetingDeps,
  meeting: BookedMeeting,
): Promise<void> {
  try {
    await pTimeout(records.recordBooking(plan, meeting), { milliseconds: RECORD_TIMEOUT_MS });
  } catch (error) {
    onNotRecorded(error);
  }
}

const booked = (spoken: string, email: string): string =>
  `The meeting is booked. ${say(`You're all set for ${spoken}. The invitation is on its way to ${email}.`)}`;
