/**
 * Which clock a practice keeps, as far as its state tells, and which zone its people name.
 * Called by `src/call/plan.ts` and by the meeting tools. It never decides between two zones: the practice is asked.
 */
import type { PracticeClock } from './call-plan.js';
import { inDigits } from './spoken-numbers.js';
import { MAINLAND_ZONES, NAMED_ZONES, OTHER_STATE_NAMES, STATES } from './us-time-zones.js';

const ZONES_OF_STATE: ReadonlyMap<string, readonly string[]> = new Map(
  STATES.flatMap(([usps, name, ...zones]) => [
    [usps.toLowerCase(), zones] as const,
    [name.toLowerCase(), zones] as const,
  ]),
);

const USPS_OF_OTHER_NAME: ReadonlyMap<string, string> = new Map(
  OTHER_STATE_NAMES.map(([name, usps]) => [name.toLowerCase(), usps.toLowerCase()]),
);

/**
 * The zones in which a practice of that state may be, IANA names, the most populous first.
 * `state` is a name or a USPS abbreviation in any case; for one that is missing or unknown,
 * every zone of the mainland is a candidate.
 */
export function practiceClock(state: string | null | undefined): PracticeClock {
  return { candidates: zonesOfState(state ?? '') ?? MAINLAND_ZONES };
}

/** Whether `state` is the name or the USPS abbreviation, in any case, of a state or territory of the US. */
export const isUsState = (state: string): boolean => zonesOfState(state) !== undefined;

function zonesOfState(state: string): readonly string[] | undefined {
  const written = state.toLowerCase().replace(/[.,]/g, '').replace(/\s+/g, ' ').trim();
  return ZONES_OF_STATE.get(USPS_OF_OTHER_NAME.get(written) ?? written);
}

const ANY_ZONE = `(?:${NAMED_ZONES.map(({ words }) => words.source).join('|')})`;
const ZONE_WORDS = `${ANY_ZONE}(?: or ${ANY_ZONE})?`;
/** As `inDigits` leaves it: “11”, “10 30”, “2:00”, “2 pm”, “10 in the morning”, “noon”. */
const CLOCK_TIME =
  '(?:(?<![\\d:])\\d{1,2}(?:[: ]\\d{2})?(?: ?[ap]m)?|\\bnoon)(?: in the (?:morning|afternoon|evening))?';
const ZONE_OF_A_TIME = new RegExp(
  `${CLOCK_TIME} ${ZONE_WORDS}|${ZONE_WORDS} (?:time|standard|daylight)\\b`,
  'g',
);

/**
 * The zone named in a sentence about a time (“Tuesday at 2 Central”, “2 pm, Mountain time”), as
 * {@link zoneFromWords} reads it. A zone's word anywhere else is part of a name: “Mountain View Clinic”.
 */
export function zoneFromSentence(sentence: string, clock: PracticeClock): string | null {
  const phrases = inDigits(sentence).match(ZONE_OF_A_TIME) ?? [];
  return zoneFromWords(phrases.join(' '), clock);
}

/**
 * The zone that an answer about the zone names (“Central”, “we're on Mountain time”, “EST”), or null for none or
 * several.
 * “Mountain” at a practice in Arizona is Arizona's clock. A zone outside the candidates counts as named,
 * too: the practice knows its clock better than the contact's record does.
 */
export function zoneFromWords(words: string, clock: PracticeClock): string | null {
  const named = NAMED_ZONES.filter(({ words: pattern }) => pattern.test(words)).map(({ zone }) => zone);
  const zones = clock.candidates.includes('America/Phoenix')
    ? named.map((zone) => (zone === 'America/Denver' ? 'America/Phoenix' : zone))
    : named;
  const distinct = new Set(zones);
  if (distinct.has('America/Adak')) distinct.delete('Pacific/Honolulu');
  const [only] = distinct;
  return distinct.size === 1 && only !== undefined ? only : null;
}

/** What people call a zone: “Eastern”, “Arizona time”. Any zone without such a name is called “local time”. */
export const spokenZone = (zone: string): string =>
  NAMED_ZONES.find((named) => named.zone === zone)?.spoken ?? 'local time';
