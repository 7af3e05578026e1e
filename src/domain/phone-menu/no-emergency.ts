/**
 * Clauses that say "this is not an emergency", and when a key may rest on one. Used by the parser, which reads such a
 * menu twice: once as if each of these clauses spoke of an emergency, and once as if it spoke of a routine call. The
 * second reading counts only for a key for which {@link isBorneOut} holds, because a transcriber may drop or add a "not".
 */
import { spoken } from './clauses.js';
import { type HeardWord, saidFrom } from './heard-words.js';
import { BEFORE_KEY, KEY_NAMES, PRESS_WORDS } from './key-words.js';
import type { Mention } from './mentions.js';
import type { MenuOption } from './menu.js';
import { FORBIDDEN } from './purposes.js';

/** What such a clause is read as. */
export const ROUTINE = 'routine';

const NEGATION = /^(?:not|isnt|arent|no|non|dont|without)$/;
const BETWEEN =
  /^(?:an?|any|have|having|experiencing|calling|about|for|with|of|true|real|actual|medical|life|threatening)$/;
const NEGATED = /^(?:emergency|emergencies|emergent|urgent|urgency)$/;
const MOST_BETWEEN = 5;

/** Before an emergency, whatever stands between: no other word is misheard as "unless". */
const UNLESS = 'unless';
/** After that, the emergency: "unless you have an emergency, in which case press 2". */
const IN_WHICH_CASE = /^(?:in|and) (?:which|that) case\b/;
/** Whole phrases: "for non-emergencies", "if this can wait". */
const PHRASES = /^(?:non(?:emergency|emergencies|emergent|urgent)|(?:this|it|that|your call) can wait)\b/;
/** Answers to "is this an emergency?": they end with the key, or where the voice pauses. */
const ANSWER =
  /^(?:(?:it|this|that) (?:is not|isnt)|you (?:are not|arent|do not|dont)|if not)(?= (?:please |then )*(?:press|dial|push|select|choose|hit|enter)\b|$)/;
const LONGEST = 8;

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
    if (
      word.norm === UNLESS &&
      length > 0 &&
      IN_WHICH_CASE.test(spoken(words, { from: at, to: at + 3 }).join(' '))
    ) {
      setApart(result);
      const [first, ...rest] = words.slice(at, at + 3).map((said) => ({ ...said, norm: 'emergency' }));
      if (first)
        result.push({ ...first, pauseBefore: first.pauseBefore === 'none' ? 'comma' : first.pauseBefore });
      result.push(...rest);
      at += 3;
    }
  }
  return found ? result : words;
}

/** "Until noon select 2 unless ...": the key before the clause just taken belongs to it, and to nothing before. */
function setApart(words: HeardWord[]): void {
  const norm = (at: number): string => words[at]?.norm ?? '';
  let at = words.length - 1;
  while (KEY_NAMES.has(norm(at - 1)) || BEFORE_KEY.has(norm(at - 1)) || PRESS_WORDS.has(norm(at - 1))) at--;
  const first = words[at];
  if (first && at < words.length - 1) words[at] = { ...first, pauseBefore: 'sentence' };
}

/** How many words begin here that say so; 0: none. "Not sure if this is an emergency" does not. */
function negationAt(words: readonly HeardWord[], at: number): number {
  const run = saidFrom(words, at, LONGEST, ['sentence', 'comma']);
  const text = run.join(' ');
  const phrase = PHRASES.exec(text)?.[0] ?? ANSWER.exec(text)?.[0];
  if (phrase) return phrase.split(' ').length;
  const isUnless = run[0] === UNLESS;
  if (!isUnless && !NEGATION.test(run[0] ?? '')) return 0;
  const between = run.slice(1);
  const head = between.findIndex((word) => NEGATED.test(word));
  const isClear =
    head >= 0 &&
    head <= MOST_BETWEEN &&
    (isUnless || between.slice(0, head).every((word) => BETWEEN.test(word)));
  return isClear ? head + 2 : 0;
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
  if (own.some((hearing) => hearing.option.purpose === 'unclear')) return false;
  const others = hearings.filter(
    (hearing) => hearing.option.key !== option.key && hearing.option.purpose === 'emergency',
  );
  if (others.some((other) => own.some(({ index }) => Math.abs(index - other.index) === 1))) return true;
  return own.length > 1 && (others.length > 0 || mentions.some(dialsForEmergency));
}
