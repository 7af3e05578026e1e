/**
 * The words between two mentions of a menu, and how they may be shared out: to the mention before them, to the
 * one after, or split between both. Used by `attribution.ts`. Costs grow with how unlikely a reading is.
 */
import type { HeardWord } from './heard-words.js';
import { AFTER_ONLY_CONNECTORS, CONNECTORS, FILLERS } from './key-words.js';
import { FORBIDDEN, purposeOf } from './purposes.js';

/** A stretch of the list of words: the first, and the one after the last. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface Share {
  /** What the mention before gets, and the one after; null: nothing. */
  readonly after: Stretch | null;
  readonly before: Stretch | null;
  readonly cost: number;
}

export interface Gap extends Stretch {
  readonly words: readonly HeardWord[];
}

const LEFT_OVER = { option: 1.2, emergency: 0.6, other: 0.1 };
const IMPOSSIBLE: Share = { after: null, before: null, cost: Number.POSITIVE_INFINITY };

/** Whether nothing but words such as "or" and "please" stands there. */
export const isBare = (gap: Gap): boolean => wordsOf(gap).every((word) => FILLERS.has(word.norm));

/** How the gap is shared when its neighbours claim it or not. */
export function share(gap: Gap, claimedBefore: boolean, claimedAfter: boolean): Share {
  if (!claimedBefore && !claimedAfter) return { after: null, before: null, cost: leftOver(gap, gap) };
  if (isBare(gap)) return IMPOSSIBLE;
  if (claimedBefore && claimedAfter) return split(gap);
  return claimedBefore ? toTheLeft(gap) : toTheRight(gap);
}

function toTheLeft(gap: Gap): Share {
  const to = sentenceStarts(gap)[1] ?? gap.to;
  const after = { from: gap.from, to };
  return { after, before: null, cost: costAfter(gap, after) + leftOver(gap, { from: to, to: gap.to }) };
}

function toTheRight(gap: Gap): Share {
  const starts = sentenceStarts(gap);
  const sentence = { from: starts.at(-1) ?? gap.from, to: gap.to };
  const before = withoutPreamble(gap, sentence);
  return {
    after: null,
    before,
    cost: costBefore(gap, before) + leftOver(gap, { from: gap.from, to: before.from }),
  };
}

const SPLIT_COST = { sentence: 0, comma: 0.5, piece: 0.4, none: 1.2 } as const;

/** Both neighbours get a part. Without punctuation both get all that could be theirs. */
function split(gap: Gap): Share {
  let best = IMPOSSIBLE;
  const unmarked: number[] = [];
  for (let at = gap.from + 1; at < gap.to; at++) {
    const word = gap.words[at];
    if (!word) continue;
    const leads = connectorAt(gap, at);
    if (word.pauseBefore === 'none' && leads && !isBare({ ...gap, to: at })) unmarked.push(at);
    if (word.pauseBefore === 'none' && !leads) continue;
    const after = {
      from: gap.from,
      to: word.pauseBefore === 'sentence' ? (sentenceStarts(gap)[1] ?? at) : at,
    };
    const before = { from: at, to: gap.to };
    if (isBare({ ...gap, ...before }) || isBare({ ...gap, ...after })) continue;
    const cost =
      SPLIT_COST[word.pauseBefore] * (leads ? 0.5 : 1) + costAfter(gap, after) + costBefore(gap, before);
    if (cost <= best.cost) best = { after, before, cost };
  }
  const [first] = unmarked;
  if (best.before && first !== undefined && gap.words[best.before.from]?.pauseBefore === 'none') {
    return { ...best, before: { from: first, to: gap.to } };
  }
  return best;
}

/** A purpose that follows its key begins with "for" or "to" and without a full stop. */
function costAfter(gap: Gap, stretch: Stretch): number {
  const pause = gap.words[stretch.from]?.pauseBefore ?? 'none';
  const leads =
    connectorAt(gap, stretch.from) || AFTER_ONLY_CONNECTORS.has(gap.words[stretch.from]?.norm ?? '');
  const marked = { sentence: 1.2, comma: 0.3, piece: 0.15, none: 0 }[pause];
  return marked + (leads ? 0 : 0.6);
}

/** A purpose that comes before its key runs up to it. */
function costBefore(gap: Gap, stretch: Stretch): number {
  const pause = gap.words[stretch.to]?.pauseBefore ?? 'none';
  const marked = { sentence: 1, comma: 0, piece: 0.1, none: 0 }[pause];
  return marked + (connectorAt(gap, stretch.from) ? 0 : 0.4);
}

/** What nobody claims: unlikely where it reads like an option. */
function leftOver(gap: Gap, stretch: Stretch): number {
  const starts = sentenceStarts({ ...gap, ...stretch });
  return starts.reduce((cost, from, index) => {
    const part = { ...gap, from, to: starts[index + 1] ?? stretch.to };
    if (isBare(part)) return cost;
    const purpose = purposeOf(wordsOf(part).map((word) => word.norm));
    if (purpose === 'emergency') return cost + LEFT_OVER.emergency;
    const leads = connectorAt(gap, from);
    return cost + (leads && purpose !== 'unknown' ? LEFT_OVER.option : LEFT_OVER.other);
  }, 0);
}

/** "Thank you for holding, for billing": what stands before the first "for" is cut off when it names no line. */
function withoutPreamble(gap: Gap, sentence: Stretch): Stretch {
  if (connectorAt(gap, sentence.from)) return sentence;
  for (let at = sentence.from + 1; at < sentence.to; at++) {
    if (!connectorAt(gap, at) || isBare({ ...gap, from: at, to: sentence.to })) continue;
    const preamble = wordsOf({ ...gap, from: sentence.from, to: at }).map((word) => word.norm);
    if (FORBIDDEN.has(purposeOf(preamble)) || preamble.length < 3) return sentence;
    return { from: at, to: sentence.to };
  }
  return sentence;
}

/** Whether a clause begins here: "for", "to", "if", also after "or", "and", "please". */
function connectorAt(gap: Gap, at: number): boolean {
  const norm = gap.words[at]?.norm ?? '';
  if (CONNECTORS.has(norm)) return true;
  const before = gap.words[at];
  if (!before || !FILLERS.has(norm) || at + 1 >= gap.to) return false;
  return connectorAt(gap, at + 1);
}

const wordsOf = (gap: Gap): readonly HeardWord[] => gap.words.slice(gap.from, gap.to);

/** Where the sentences of the gap begin; its first word always is one. */
const sentenceStarts = (gap: Gap): number[] => {
  const starts: number[] = [];
  for (let at = gap.from; at < gap.to; at++) {
    if (at === gap.from || gap.words[at]?.pauseBefore === 'sentence') starts.push(at);
  }
  return starts;
};
