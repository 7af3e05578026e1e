/** The calendar where nobody's may be asked: the tools then tell the agent to take the email and to promise no time. */
import type { Calendar } from '../../machines/call.ports.js';
import { CalendarError } from '../../src/calendar/calendar-error.js';

const refuse = async (): Promise<never> => {
  throw new CalendarError('no-access', 'No calendar: give --initiator, and set CLERK_SECRET_KEY.');
};

export const noCalendar: Calendar = { isFree: refuse, book: refuse };
