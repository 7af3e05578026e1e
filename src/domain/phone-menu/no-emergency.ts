/**
 * Clauses that say "this is not an emergency", and when a key may rest on one. Used by the parser, which reads such a
 * menu twice: once as if each of these clauses spoke of an emergency, and once as if it spoke of a routine call. The
 * second reading counts only for a key for which {@link isBorneOut} holds, because a transcriber may drop or add a "not".
 */
import type { HeardWord } from './heard-words.js';
import type { Mention } from './mentions.js';
import type { MenuOption } from './menu.js';
import { FORBIDDEN } from './purposes.js';

/** What such a clause is read as. */
export const ROUTINE = 'routine';

const NEGATION = /^(?:not|isnt|arent|no|non|dont|without)$/;
const BETWEEN =
  /^(?:an?|any|have|having|experiencing|calling|about|for|with|true|real|actual|medical|life|threatening)$/;
const NEGATED = /^(?:emergency|emergencies|emergent|urgent|urgency)$/;
const JOINED = /^non(?:emergency|emergencies|emergent|urgent)$/;
const MOST_BETWEEN = 5;

/** The same words, each clear "not an emergency" made one word; the very list where there is none. */
export function withRoutineCalls(words: readonly HeardWord[]): readonly HeardWord[] {
  const result: HeardWord[] = [];
  let found = false;
  for (let at = 0; at < words.length; ) {
    const word = words[at];
    if (!word) break;
    const length = negationAt(words, at);
    found ||= length > 0;
    result.push(length > 0 ? { ...word, norm: ROUTINE, end: words[at + length - 1]?.end ?? word.end } : word);
    at += Math.max(1, length);
  }
  return found ? result : words;
}

/** How many words of a negated emergency begin here; 0: none. "Not sure if this is an emergency" is none. */
function negationAt(words: readonly HeardWord[], at: number): number {
  const first = words[at]?.norm ?? '';
  if (JOINED.test(first)) return 1;
  if (!NEGATION.test(first)) return 0;
  for (let next = at + 1; next <= at + 1 + MOST_BETWEEN; next++) {
    const word = words[next];
    if (!word || word.pauseBefore === 'sentence' || word.pauseBefore === 'comma') return 0;
    if (NEGATED.test(word.norm)) return next + 1 - at;
    if (!BETWEEN.test(word.norm)) return 0;
  }
  return 0;
}

/** One hearing of an option: where its mention stands among the mentions of the menu. */
export interface Hearing {
  readonly option: MenuOption;
  readonly index: number;
}

/**
 * Whether a key may rest on such a clause, in the reading that takes it for a routine call: it is for nothing else, and
 * the emergency has a way of its own. That is another key in the very next or last sentence, so that one "not" is told
 * from none; or else all was heard twice, and the emergency has any other key, or a number to dial.
 */
export function isBorneOut(
  option: MenuOption,
  hearings: readonly Hearing[],
  mentions: readonly Mention[],
  dialsForEmergency: (mention: Mention) => boolean,
): boolean {
  if (option.key === null || FORBIDDEN.has(option.purpose) || !option.sure) return false;
  const own = hearings.filter((hearing) => hearing.option.key === option.key);
  const others = hearings.filter(
    (hearing) => hearing.option.key !== option.key && hearing.option.purpose === 'emergency',
  );
  if (others.some((other) => own.some(({ index }) => Math.abs(index - other.index) === 1))) return true;
  return own.length > 1 && (others.length > 0 || mentions.some(dialsForEmergency));
}
