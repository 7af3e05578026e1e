/** Whether it is an hour to phone where the practice is. Pure. */
import { DateTime } from 'luxon';
import type { PracticeClock } from '../../src/domain/call-plan.js';

/** Nobody is to be solicited by phone before 8 a.m. or after 9 p.m. where they are: 47 CFR 64.1200(c)(1). */
const FIRST_HOUR = 8;
const LAST_HOUR = 21;
const SATURDAY = 6;

/** E.g. `3:15 PM EST`; the earliest and the latest of the zones that the practice may be in. */
export function localTime({ candidates }: PracticeClock, nowMs: number): string {
  const times = candidates.map((zone) => at(zone, nowMs)).sort((a, b) => a.offset - b.offset);
  const [earliest, latest] = [times[0], times.at(-1)].map((time) => time?.toFormat('h:mm a ZZZZ') ?? '');
  return earliest === latest ? String(earliest) : `${earliest} to ${latest}`;
}

/** What there is to say against phoning now; null: nothing. */
export function hoursWarning({ candidates }: PracticeClock, nowMs: number): string | null {
  const times = candidates.map((zone) => at(zone, nowMs));
  const isCertain = candidates.length === 1;
  if (times.some(({ hour }) => hour < FIRST_HOUR || hour >= LAST_HOUR)) {
    return `${isCertain ? 'It is' : 'It may be'} before 8 a.m. or after 9 p.m. there: no hour for a sales call (47 CFR 64.1200).`;
  }
  return times.some(({ weekday }) => weekday >= SATURDAY)
    ? `${isCertain ? 'It is' : 'It may be'} a weekend there: practices are closed.`
    : null;
}

const at = (zone: string, nowMs: number): DateTime => DateTime.fromMillis(nowMs, { zone, locale: 'en-US' });
