/**
 * How the words between two mentions may be shared out: to the mention before them, to the one after, or split between
 * both. Used by `attribution.ts`. Costs grow with how unlikely a reading is.
 */
import {
  connectorAt,
  type Gap,
  isBare,
  LONGEST_NAME,
  playStarts,
  recognised,
  type Stretch,
  sentenceStarts,
} from './clauses.js';
import { AFTER_ONLY_CONNECTORS, BEFORE_KEY, CONNECTORS, KEY_NAMES, PRESS_WORDS } from './key-words.js';
import type { Purpose } from './menu.js';
import { FORBIDDEN } from './purposes.js';

export interface Share {
  /** What the mention before gets, and the one after; null: nothing. */
  readonly after: Stretch | null;
  readonly before: Stretch | null;
  readonly cost: number;
}

const LEFT_OVER = { option: 1.2, emergency: 0.6, other: 0.1 };
const IMPOSSIBLE: Share = { after: null, before: null, cost: Number.POSITIVE_INFINITY };

/** How the gap is shared when its neighbours claim it or not. */
export function share(gap: Gap, claimedBefore: boolean, claimedAfter: boolean): Share {
  if (!claimedBefore && !claimedAfter) return { after: null, before: null, cost: leftOver(gap, gap) };
  if (isBare(gap)) return IMPOSSIBLE;
  if (claimedBefore && claimedAfter) return split(gap);
  return claimedBefore ? toTheLeft(gap) : toTheRight(gap);
}

function toTheLeft(gap: Gap): Share {
  const to = Math.min(sentenceStarts(gap)[1] ?? gap.to, playStarts(gap)[0] ?? gap.to);
  if (to === gap.from || isOtherwise(gap, to)) return IMPOSSIBLE;
  const after = { from: gap.from, to };
  return { after, before: null, cost: costAfter(gap, after) + leftOver(gap, { from: to, to: gap.to }) };
}

/** "Press 1, otherwise stay on the line": it belongs to what comes. */
const isOtherwise = ({ words, from }: Gap, to: number): boolean =>
  to === from + 1 && words[from]?.norm === 'otherwise';

function toTheRight(gap: Gap): Share {
  const starts = sentenceStarts(gap);
  const sentence = {
    from: Math.max(starts.at(-1) ?? gap.from, playStarts(gap).at(-1) ?? gap.from),
    to: gap.to,
  };
  if (isBare({ ...gap, ...sentence }) && playStarts(gap).length > 0) return IMPOSSIBLE;
  const before = withoutPreamble(gap, sentence);
  return {
    after: null,
    before,
    cost:
      costBefore(gap, before) +
      leftOver(gap, { from: gap.from, to: before.from }) +
      (isOneOfTwo(gap) ? COST.oneOfTwo : 0),
  };
}

/** "Press 1 for an emergency or 2 for any other reason": both keys are followed by what they are for. */
function isOneOfTwo(gap: Gap): boolean {
  const norm = (at: number): string => gap.words[at]?.norm ?? '';
  let after = gap.to;
  while (PRESS_WORDS.has(norm(after)) || KEY_NAMES.has(norm(after)) || BEFORE_KEY.has(norm(after))) after++;
  return (
    norm(gap.to - 1) === 'or' &&
    KEY_NAMES.has(norm(gap.from - 1)) &&
    connectorAt(gap, gap.from) &&
    gap.words[gap.from]?.pauseBefore === 'none' &&
    CONNECTORS.has(norm(after)) &&
    gap.words[after]?.pauseBefore === 'none'
  );
}

const SPLIT_COST = { sentence: 0, comma: 0.5, piece: 0.4, none: 1.2 } as const;

/** Both neighbours get a part. Without punctuation both get all that could be theirs. */
function split(gap: Gap): Share {
  let best = IMPOSSIBLE;
  const plays = playStarts(gap);
  const unmarked: number[] = [];
  for (let at = gap.from + 1; at < gap.to; at++) {
    const word = gap.words[at];
    if (!word) continue;
    const leads = connectorAt(gap, at) && !connectorAt(gap, at - 1);
    if (word.pauseBefore === 'none' && leads && !isBare({ ...gap, to: at })) unmarked.push(at);
    if (word.pauseBefore === 'none' && !leads) continue;
    if (at < (plays.at(-1) ?? at) || (plays[0] ?? at) === gap.from) continue;
    const after = {
      from: gap.from,
      to: Math.min(sentenceStarts(gap)[1] ?? at, at, plays[0] ?? at),
    };
    const before = { from: at, to: gap.to };
    if (isBare({ ...gap, ...before }) || isBare({ ...gap, ...after })) continue;
    const cost =
      SPLIT_COST[word.pauseBefore] * (leads ? 0.3 : 1) + costAfter(gap, after) + costBefore(gap, before);
    if (cost <= best.cost) best = { after, before, cost };
  }
  const [first] = unmarked;
  if (best.before && first !== undefined && gap.words[best.before.from]?.pauseBefore === 'none') {
    return { ...best, before: { from: first, to: gap.to } };
  }
  return best;
}

const COST = { noConnector: 0.5, statement: 1.6, incoherent: 1.6, notRecognised: 0.8, oneOfTwo: 2 };

/** A purpose that follows its key begins with "for" or "to" and without a full stop. */
function costAfter(gap: Gap, stretch: Stretch): number {
  const first = gap.words[stretch.from];
  const leads = connectorAt(gap, stretch.from) || AFTER_ONLY_CONNECTORS.has(first?.norm ?? '');
  const marked = { sentence: 1.5, comma: 0.3, piece: 0.15, none: 0 }[first?.pauseBefore ?? 'none'];
  return marked + (leads ? 0 : costOfName(stretch)) + costOfSense(gap, stretch);
}

/** A purpose that comes before its key runs up to it. */
function costBefore(gap: Gap, stretch: Stretch): number {
  const pause = gap.words[stretch.to]?.pauseBefore ?? 'none';
  const marked = { sentence: 1.5, comma: 0, piece: 0.1, none: 0 }[pause];
  return marked + (connectorAt(gap, stretch.from) ? 0 : costOfName(stretch)) + costOfSense(gap, stretch);
}

const costOfName = ({ from, to }: Stretch): number =>
  to - from <= LONGEST_NAME ? COST.noConnector : COST.statement;

/**
 * Words that name no line are unlikely to be a purpose, and so are two clauses that are not for the same: "to page
 * the doctor on call for English".
 */
function costOfSense(gap: Gap, stretch: Stretch): number {
  if (recognised({ ...gap, ...stretch }) === null) return COST.notRecognised;
  for (let at = stretch.from + 1; at < stretch.to; at++) {
    if (!connectorAt(gap, at) || connectorAt(gap, at - 1) || gap.words[at]?.norm === 'and') continue;
    // With its connector, so that it does not read as cut off
    const one = recognised({
      ...gap,
      from: stretch.from,
      to: CONDITION.test(gap.words[at]?.norm ?? '') ? at : at + 1,
    });
    const other = recognised({ ...gap, from: at, to: stretch.to });
    if (one !== null && other !== null && kindOf(one) !== kindOf(other)) return COST.incoherent;
  }
  return 0;
}

const kindOf = (purpose: Purpose): string => {
  if (purpose === 'emergency' || purpose === 'language') return purpose;
  return FORBIDDEN.has(purpose) ? 'wrong line' : 'permitted';
};

/** A condition is for something. */
const CONDITION = /^(?:if|when|should|si)$/;

/** What nobody claims: unlikely where it reads like an option. */
function leftOver(gap: Gap, stretch: Stretch): number {
  const starts = [...sentenceStarts({ ...gap, ...stretch }), ...lastClause(gap, stretch)];
  return starts.reduce((cost, from, index) => {
    const part = { ...gap, from, to: starts[index + 1] ?? stretch.to };
    if (isBare(part)) return cost;
    const purpose = recognised(part);
    if (purpose === 'emergency') return cost + LEFT_OVER.emergency;
    const isOption =
      connectorAt(gap, from) && (purpose !== null || CONDITION.test(gap.words[from]?.norm ?? ''));
    return cost + (isOption ? LEFT_OVER.option : LEFT_OVER.other);
  }, 0);
}

/** "… a 50 dollar fee if you need your results", and then the key: where the clause begins that runs up to it. */
function lastClause(gap: Gap, { from, to }: Stretch): number[] {
  if (to !== gap.to) return [];
  for (let at = to - 1; at > from; at--) {
    if (gap.words[at]?.pauseBefore === 'sentence') return [];
    if (CONDITION.test(gap.words[at]?.norm ?? '') && connectorAt(gap, at)) return [at];
  }
  return [];
}

/**
 * "Scheduling hours vary, for billing": what comes before the first "for" is cut off where it names no line, and
 * whatever comes before a clause on emergencies.
 */
function withoutPreamble(gap: Gap, sentence: Stretch): Stretch {
  const isLed = connectorAt(gap, sentence.from);
  let first = true;
  for (let at = sentence.from + 1; at < sentence.to; at++) {
    const rest = { ...gap, from: at, to: sentence.to };
    if (!connectorAt(gap, at) || isBare(rest)) continue;
    const preamble = recognised({ ...gap, from: sentence.from, to: at });
    if (preamble === 'emergency') return sentence;
    const isStatement = preamble === null || at - sentence.from > LONGEST_NAME;
    if ((first && !isLed && isStatement) || recognised(rest) === 'emergency') {
      return { from: at, to: sentence.to };
    }
    first = false;
  }
  return sentence;
}
