/**
 * The words between two mentions of a menu, and where clauses, sentences and plays begin in them. Used by what shares
 * them out; it decides nothing.
 */
import type { HeardWord } from './heard-words.js';
import { AFTER_ONLY_CONNECTORS, CONNECTORS, FILLERS, GOES_ON } from './key-words.js';
import type { Purpose } from './menu.js';
import { purposeOf, saysNothing } from './purposes.js';

/** A stretch of the list of words: the first, and the one after the last. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The words as they were normalised. */
export const spoken = (words: readonly HeardWord[], { from, to }: Stretch): string[] =>
  words.slice(from, to).map(({ norm }) => norm);

export interface Gap extends Stretch {
  readonly words: readonly HeardWord[];
}

/** Up to so many words can name a line without "for" or "to"; more may be a statement that names it by the way. */
export const LONGEST_NAME = 7;

/** Whether nothing but words such as "or" and "please" stands there. */
export const isBare = (gap: Gap): boolean => spoken(gap.words, gap).every((word) => FILLERS.has(word));

/** What the words are for; null where they do not tell. */
export function recognised(gap: Gap): Purpose | null {
  const said = spoken(gap.words, gap);
  if (saysNothing(said.join(' '))) return null;
  const purpose = purposeOf(said);
  return purpose === 'unknown' ? null : purpose;
}

/** The first clause of the gap: up to a full stop, or where another "for" or "to" begins one. */
export function firstClause(gap: Gap): Gap {
  for (let at = gap.from + 1; at < gap.to; at++) {
    if (gap.words[at]?.pauseBefore === 'sentence' || (connectorAt(gap, at) && !connectorAt(gap, at - 1))) {
      return { ...gap, to: at };
    }
  }
  return gap;
}

/** Whether the stretch begins with "for", "to", "if" or "is for". */
export const beginsClause = (words: readonly HeardWord[], stretch: Stretch): boolean =>
  connectorAt({ words, ...stretch }, stretch.from) ||
  AFTER_ONLY_CONNECTORS.has(words[stretch.from]?.norm ?? '');

/** "Should this be an emergency", but not "callers should". */
const SHOULD_BEGINS = /^(?:you|your|this|it|that|there|an?|any\w*|some\w*)$/;

/** "Report your symptoms to a nurse": the clause goes on. */
const TO_SOMEBODY = /^(?:an?|the|our|your|one|some\w*|any\w*|us|you)$/;
const BEFORE_CLAUSE = /^(?:or|and|please|now|just|simply)$/;

/** Whether a clause begins here: "for", "to", "if", also after "or", "and", "please". */
export function connectorAt(gap: Gap, at: number): boolean {
  const norm = gap.words[at]?.norm ?? '';
  const follows = at > gap.from && gap.words[at]?.pauseBefore === 'none';
  if (follows && GOES_ON[norm]?.test(gap.words[at - 1]?.norm ?? '')) return false;
  if (
    follows &&
    norm === 'to' &&
    TO_SOMEBODY.test(gap.words[at + 1]?.norm ?? '') &&
    !BEFORE_CLAUSE.test(gap.words[at - 1]?.norm ?? '')
  )
    return false;
  if (norm === 'to' && /^\d/.test(gap.words[at + 1]?.norm ?? '')) return false;
  if (norm === 'all' && gap.words[at + 1]?.norm === 'of') return false;
  if (norm === 'should' && !SHOULD_BEGINS.test(gap.words[at + 1]?.norm ?? '')) return false;
  if (CONNECTORS.has(norm)) return true;
  if (/^(?:in|en)$/.test(norm) && /^(?:case|caso|an?|the)$/.test(gap.words[at + 1]?.norm ?? ''))
    return at + 1 < gap.to;
  const before = gap.words[at];
  if (!before || !FILLERS.has(norm) || at + 1 >= gap.to) return false;
  return connectorAt(gap, at + 1);
}

/** Where the menu begins again, the word after the gap included. */
export const playStarts = (gap: Gap): number[] => {
  const starts: number[] = [];
  for (let at = gap.from; at <= gap.to; at++) if (gap.words[at]?.beginsPlay) starts.push(at);
  return starts;
};

/** Where the sentences of the gap begin; its first word always is one. */
export const sentenceStarts = (gap: Gap): number[] => {
  const starts: number[] = [];
  for (let at = gap.from; at < gap.to; at++) {
    if (at === gap.from || gap.words[at]?.pauseBefore === 'sentence') starts.push(at);
  }
  return starts;
};
