/**
 * Tool `check_availability`: whether DocShield is free at the time that the practice named. It books nothing, and
 * never tells which other times are free.
 */
import { z } from 'zod';
import type { Calendar, Tool } from '../../machines/call.ports.js';
import type { CallPlan } from '../domain/call-plan.js';
import { replyToCalendarError, TIME_TAKEN } from './calendar-trouble.js';
import { defineTool, say } from './define-tool.js';
import { type MeetingTimes, TIME_ARGS } from './meeting-times.js';

export interface CheckAvailabilityDeps {
  readonly plan: CallPlan;
  readonly calendar: Calendar;
  readonly times: MeetingTimes;
  readonly onCalendarError: (error: unknown) => void;
}

export const createCheckAvailabilityTool = (deps: CheckAvailabilityDeps): Tool =>
  defineTool({
    name: 'check_availability',
    description:
      'Call when the practice has named a day and a time of day for the meeting. ' +
      'Do not call to find out which times are free, or with a time that the practice did not name.',
    args: z.object(TIME_ARGS),
    async run(args, signal) {
      const heard = deps.times.resolve(args);
      if (heard.kind === 'question') return { reply: heard.reply };
      const { startUtc, endUtc, spoken } = heard.time;
      try {
        const free = await deps.calendar.isFree(deps.plan.initiator, startUtc, endUtc, signal);
        return { reply: free ? timeFree(spoken) : TIME_TAKEN };
      } catch (error) {
        deps.onCalendarError(error);
        return { reply: replyToCalendarError(error) };
      }
    },
  });

const timeFree = (spoken: string): string =>
  `That time is free. ${say(`Great, ${spoken} works. What is the best email to send the invitation to?`)}`;
