/** What the agent may say when the calendar fails. Used by the two tools that ask it; it reports nothing. */
import { CalendarError } from '../calendar/calendar-error.js';
import { say } from './define-tool.js';

/** The reply to a time that is not free. The agent asks for another and never offers one. */
export const TIME_TAKEN = `That time is taken. ${say("I'm sorry, that time is taken. Is there another time that works?")}`;

/** Words for the model, for whatever a calendar's method rejected with. */
export function replyToCalendarError(error: unknown): string {
  if (error instanceof CalendarError && error.code === 'slot-taken') return TIME_TAKEN;
  return (
    'The calendar cannot be reached, so nothing is booked. Do not promise the time. ' +
    say("I'm having trouble reaching the calendar. May I take your email so that we can confirm the time?")
  );
}
