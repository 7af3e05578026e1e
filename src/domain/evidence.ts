/**
 * Which utterances of the practice prove a field of a call's outcome. Called by the chart when a call is settled.
 * It only looks for what was said: an empty list means that nothing proves the value, and the field stays empty.
 */
import { plainWords } from './plain-words.js';
import { saidBy, type Utterance } from './transcript.js';

/** What proves a field of a call's outcome. */
export interface Proof {
  /** Ids of the utterances, of the live transcript, that say so. */
  readonly utteranceIds: readonly string[];
  /** What else says so, such as `calendar event 3f2a...` or `line: busy`. */
  readonly source: string | null;
}

/** The utterances that say so; one that is not there proves nothing. */
export const provenBy = (...utterances: readonly (Pick<Utterance, 'id'> | undefined)[]): Proof => ({
  utteranceIds: utterances.flatMap((utterance) => (utterance ? [utterance.id] : [])),
  source: null,
});

/** An email address or a name, spelled letter by letter, may take so many turns. */
const MAX_TURNS = 4;

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const SIGNS: Readonly<Record<string, string>> = {
  '.': '(?:\\.|dot|period|point)',
  '@': '(?:@|at(?: sign)?)',
  '-': '(?:-|dash|hyphen|minus)',
  _: '(?:_|underscore)',
  '+': '(?:\\+|plus)',
};
/** What separates letters that are spelled, and words that are said. */
const BETWEEN = '[\\s,.-]*';

const charactersOf = (value: string): string =>
  [...value]
    .map((character) => {
      const digit = /\d/.test(character) ? DIGITS[Number(character)] : undefined;
      if (digit !== undefined) return `(?:${character}|${digit}${character === '0' ? '|oh' : ''})`;
      return SIGNS[character] ?? character.replace(/[^a-z0-9]/g, '\\$&');
    })
    .join(BETWEEN);

/** “B as in boy”, “M for Mary”. */
const withoutSpellingAids = (text: string): string =>
  text.toLowerCase().replace(/\b([a-z]),? (?:as in|like in|like|for) [a-z]+\b/g, '$1');

const idsOf = (utterances: readonly Utterance[]): string[] => utterances.map(({ id }) => id);

/** The shortest row of the practice's utterances, the latest of them, whose words together match. */
function shortestRow(utterances: readonly Utterance[], pattern: RegExp): string[] {
  const said = saidBy('practice', utterances);
  for (let turns = 1; turns <= MAX_TURNS; turns += 1) {
    for (let end = said.length; end >= turns; end -= 1) {
      const row = said.slice(end - turns, end);
      if (pattern.test(withoutSpellingAids(row.map(({ text }) => text).join(' ')))) return idsOf(row);
    }
  }
  return [];
}

const AGREES =
  /^(?:yes|yeah|yep|yup|correct|right|exactly|that is (?:right|correct|it|the one|fine|good)|perfect|sure|mm-?hm+|uh-?huh|you got it)\b(?![^.!?]*\b(?:but|except|no|not)\b)/;

/** The practice agrees to what the agent has just read back. */
function agreement(utterances: readonly Utterance[], pattern: RegExp): string[] {
  const index = utterances.findLastIndex(
    ({ speaker, text }, at) =>
      speaker === 'agent' &&
      pattern.test(withoutSpellingAids(text)) &&
      AGREES.test(plainWords(utterances[at + 1]?.text ?? '')),
  );
  const answer = utterances[index + 1];
  return index >= 0 && answer?.speaker === 'practice' ? [answer.id] : [];
}

/** Who said the address, typed, spoken or spelled, in one turn or in a few; or agreed when the agent read it back. */
export function proveEmail(email: string, utterances: readonly Utterance[]): string[] {
  const address = email.trim().toLowerCase();
  if (!address.includes('@')) return [];
  const pattern = new RegExp(
    `(?<![a-z0-9@_+]|[a-z0-9][.-]|(?:^|\\s)[a-z0-9] )${charactersOf(address)}(?![a-z0-9@]|\\.[a-z0-9]| dot )`,
  );
  const said = shortestRow(utterances, pattern);
  return said.length > 0 ? said : agreement(utterances, pattern);
}

const TITLES = /^(?:dr|doctor|mr|mrs|ms|miss|prof|professor)$/;

/** Who said every word of the name, titles aside, as a word or spelled; in as few turns as it takes. */
export function proveName(name: string, utterances: readonly Utterance[]): string[] {
  const words = (name.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? []).filter((word) => !TITLES.test(word));
  if (words.length === 0) return [];
  const patterns = words.map((word) => new RegExp(`(?<![a-z])${charactersOf(word)}(?:['’]s)?(?![a-z])`));
  const said = saidBy('practice', utterances);
  const whole = said.findLast(({ text }) =>
    patterns.every((pattern) => pattern.test(withoutSpellingAids(text))),
  );
  if (whole) return [whole.id];
  const parts = patterns.map((pattern) =>
    said.findLast(({ text }) => pattern.test(withoutSpellingAids(text))),
  );
  const found = said.filter((utterance) => parts.includes(utterance));
  return parts.includes(undefined) ? [] : idsOf(found);
}
