/**
 * Times as the practice names them, on one call: used by `check_availability` and `book_meeting`, which share it.
 * It remembers which clock the practice said it keeps and which day was last spoken of. It asks no calendar.
 */
import { z } from 'zod';
import type { CallPlan } from '../domain/call-plan.js';
import { type ResolvedMeetingTime, resolveMeetingTime } from '../domain/meeting-time.js';
import { spokenZone, zoneFromSentence, zoneFromWords } from '../domain/practice-clock.js';
import { say } from './define-tool.js';

const MAX_WORDS_LENGTH = 200;

/** The arguments that name a time, alike in both tools. */
export const TIME_ARGS = {
  when: z
    .string()
    .min(1)
    .max(MAX_WORDS_LENGTH)
    .describe(
      'Day and time of day exactly as the practice said them, such as “next Tuesday at eleven” or “the 3rd at 2”. Do not work out the date yourself.',
    ),
  time_zone: z
    .string()
    .max(MAX_WORDS_LENGTH)
    .optional()
    .describe("The practice's time zone as it named it, such as “Central”. Leave out if it named none."),
};

export type HeardMeetingTime =
  | { readonly kind: 'time'; readonly time: ResolvedMeetingTime; readonly zone: string }
  /** Something is missing; the reply tells the model what to say. */
  | { readonly kind: 'question'; readonly reply: string };

export interface MeetingTimes {
  resolve(args: { readonly when: string; readonly time_zone?: string | undefined }): HeardMeetingTime;
}

export interface MeetingTimesDeps {
  readonly plan: CallPlan;
  /** Unix time in ms. */
  readonly now: () => number;
  readonly meetingMinutes: number;
}

export function createMeetingTimes({ plan, now, meetingMinutes }: MeetingTimesDeps): MeetingTimes {
  const { candidates } = plan.clock;
  let zoneNamed: string | null = null;
  let lastResolved: ResolvedMeetingTime | null = null;

  const read = (words: string, zone: string) =>
    resolveMeetingTime({ words, zone, nowUtcMs: now(), durationMinutes: meetingMinutes });

  return {
    resolve({ when, time_zone = '' }) {
      zoneNamed = zoneFromWords(time_zone, plan.clock) ?? zoneFromSentence(when, plan.clock) ?? zoneNamed;
      const zone = zoneNamed ?? candidates[0];
      if (zone === undefined) throw new Error(`The plan of call ${plan.callId} names no time zone.`);

      const first = read(when, zone);
      // “Two o'clock, then”: another time on the day spoken of before.
      const dayBefore = first.kind === 'no-day' && lastResolved ? `${dayOf(lastResolved)} ${when}` : null;
      const time = dayBefore ? read(dayBefore, zone) : first;
      if (time.kind !== 'resolved')
        return { kind: 'question', reply: `That is not a time yet. ${say(time.say)}` };

      lastResolved = time;
      if (zoneNamed === null && candidates.length > 1) {
        return {
          kind: 'question',
          reply: `The practice's time zone is not known yet. ${say(zoneQuestion(candidates))}`,
        };
      }
      return { kind: 'time', time, zone };
    },
  };
}

/** “Tuesday, December 1” of “Tuesday, December 1 at 11:00 AM Eastern”. */
const dayOf = ({ spoken }: ResolvedMeetingTime): string => spoken.split(' at ')[0] ?? '';

function zoneQuestion(candidates: readonly string[]): string {
  const names = candidates.map((zone) => spokenZone(zone).replace(/ time$/, ''));
  const last = names.at(-1) ?? '';
  return `Are you on ${names.slice(0, -1).join(', ')} or ${last} time?`;
}
