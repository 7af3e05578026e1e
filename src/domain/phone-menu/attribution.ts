/**
 * Which words of a menu belong to which of its mentions. Menus put the purpose before the key ("for billing, press
 * two") or after it, and mix both; the likeliest reading of the whole menu is found by dynamic programming, and for
 * each mention every other reading that is nearly as likely. Used by the parser.
 */
import { firstClause, type Gap, isBare, recognised, type Share, type Stretch, share } from './clauses.js';
import { speaksOfEmergency } from './emergency.js';
import type { HeardWord } from './heard-words.js';
import { CONNECTORS, SPANISH_PRESS_WORDS } from './key-words.js';
import type { Mention } from './mentions.js';

/** Where the purpose stands: before, after, on both sides, with the mention before ("or press 1"), or nowhere. */
type Place = 'before' | 'after' | 'around' | 'shared' | 'none';
const PLACES: readonly Place[] = ['before', 'after', 'around', 'shared', 'none'];

export interface Reading {
  readonly stretches: readonly Stretch[];
  /** How much less likely than the likeliest; 0: the likeliest. */
  readonly doubt: number;
}

const COST = {
  styleChange: 0.6,
  noPurpose: 2.5,
  weakWithout: 1.2,
  /** "Press" without a key, and waiting, need no purpose; "hang up and dial 911" comes after one, and none follows. */
  nothingNeeded: 0.3,
  emergencyWithout: 1.8,
  emergencyAfter: 1.5,
  /** "Or press 1"; after a full stop; without "or". */
  shared: 0.8,
  sharedAcross: 1.5,
  sharedSilently: 2.2,
  /** A purpose on both sides of the key: both say the same, or not. */
  aroundAlike: 0.2,
  around: 1.2,
  /** ", 3 for the nurse": set off before, and a purpose follows at once. */
  keyLeads: 0.6,
  /** "Para español oprima el dos for billing". */
  otherLanguage: 1,
};

/** All readings of each mention, the likeliest first. */
export function readings(words: readonly HeardWord[], mentions: readonly Mention[]): Reading[][] {
  const gaps = gapsOf(words, mentions);
  const menu: Menu = { words, mentions, gaps, shares: gaps.map((gap) => sharesOf(gap)) };
  const steps = forwards(menu);
  const rest = backwards(menu, steps);
  const least = Math.min(...(steps[0] ?? []).map((step, at) => step.cost + (rest[0]?.[at]?.cost ?? 0)));
  return mentions.map((_, index) =>
    PLACES.flatMap((place) => likeliestWith(menu, steps, rest, index, place) ?? [])
      .map(({ cost, stretches }) => ({ stretches, doubt: Math.max(0, cost - least) }))
      .sort((one, other) => one.doubt - other.doubt),
  );
}

interface Menu {
  readonly words: readonly HeardWord[];
  readonly mentions: readonly Mention[];
  readonly gaps: readonly Gap[];
  readonly shares: readonly Shares[];
}

/** A mention read in one way, and the likeliest reading of all before it. */
interface Step {
  readonly place: Place;
  readonly style: Place | null;
  readonly cost: number;
  readonly past: Step | null;
}

/** What follows a step, at its likeliest. */
interface Rest {
  readonly cost: number;
  readonly next: Place | undefined;
}

const STYLES = ['before', 'after', null] as const;

/** For each mention, every way to read it after the likeliest reading of those before it. */
function forwards(menu: Menu): Step[][] {
  let past: readonly (Step | null)[] = [null];
  return menu.mentions.map((_, index) => {
    const steps: Step[] = [];
    for (const place of PLACES) {
      for (const style of STYLES) {
        let best: Step | null = null;
        for (const step of past) {
          if (styleAfter(menu, index, place, step?.style ?? null) !== style) continue;
          const cost = (step?.cost ?? 0) + stepCost(menu, index, step, place);
          if (Number.isFinite(cost) && cost < (best?.cost ?? Number.POSITIVE_INFINITY)) {
            best = { place, style, cost, past: step };
          }
        }
        if (best) steps.push(best);
      }
    }
    past = steps;
    return steps;
  });
}

/** For each step of each mention, the least cost of all that comes after it. */
function backwards(menu: Menu, steps: readonly Step[][]): Rest[][] {
  const rest: Rest[][] = [];
  for (let index = steps.length - 1; index >= 0; index--) {
    const later = steps[index + 1];
    rest[index] = (steps[index] ?? []).map((step) => {
      if (!later) return { cost: shareOf(menu.shares[index + 1], step.place, 'none').cost, next: undefined };
      let best: Rest = { cost: Number.POSITIVE_INFINITY, next: undefined };
      later.forEach((next, at) => {
        if (styleAfter(menu, index + 1, next.place, step.style) !== next.style) return;
        const cost = stepCost(menu, index + 1, step, next.place) + (rest[index + 1]?.[at]?.cost ?? 0);
        if (cost < best.cost) best = { cost, next: next.place };
      });
      return best;
    });
  }
  return rest;
}

/** The likeliest reading of the menu in which this mention is read in this way; null: there is none. */
function likeliestWith(
  menu: Menu,
  steps: readonly Step[][],
  rest: readonly Rest[][],
  index: number,
  place: Place,
): { cost: number; stretches: Stretch[] } | null {
  let best: { cost: number; stretches: Stretch[] } | null = null;
  (steps[index] ?? []).forEach((step, at) => {
    const following = rest[index]?.[at];
    if (step.place !== place || !following) return;
    const cost = step.cost + following.cost;
    if (Number.isFinite(cost) && cost < (best?.cost ?? Number.POSITIVE_INFINITY)) {
      best = { cost, stretches: stretchesOf(menu, index, step, following.next) };
    }
  });
  return best;
}

function stepCost(menu: Menu, index: number, past: Step | null, place: Place): number {
  const style = past?.style ?? null;
  const changes = style !== null && styleAfter(menu, index, place, style) !== style;
  return (
    costOf(menu, index, place) +
    shareOf(menu.shares[index], past?.place, place).cost +
    (changes ? COST.styleChange : 0)
  );
}

/** Only keys keep to a style. */
function styleAfter(menu: Menu, index: number, place: Place, style: Place | null): Place | null {
  const isKey = menu.mentions[index]?.kind === 'key';
  if (place === 'around') return isKey ? 'before' : style;
  return isKey && (place === 'before' || place === 'after') ? place : style;
}

function costOf(menu: Menu, index: number, place: Place): number {
  const mention = menu.mentions[index];
  const before = menu.gaps[index];
  const after = menu.gaps[index + 1];
  if (!mention || !before || !after) return Number.POSITIVE_INFINITY;
  if (place === 'shared') return costOfSharing(before, menu.words[mention.from]);
  if (place === 'around') return costOfBothSides(before, after);
  if (mention.kind === 'key') {
    if (place === 'none') return mention.weak ? COST.weakWithout : COST.noPurpose;
    if (place === 'after' && changesLanguage(menu, mention)) return COST.otherLanguage;
    return place === 'before' && leadsOn(menu, mention) ? COST.keyLeads : 0;
  }
  if (isEmergency(menu.words, mention)) {
    return { before: 0, after: COST.emergencyAfter, none: COST.emergencyWithout }[place];
  }
  return place === 'none' ? COST.nothingNeeded : 0.1;
}

const changesLanguage = ({ words }: Menu, { from, to }: Mention): boolean =>
  SPANISH_PRESS_WORDS.has(words[from]?.norm ?? '') && !/^(?:para|si|con)$/.test(words[to]?.norm ?? '');

const leadsOn = ({ words }: Menu, { from, to }: Mention): boolean =>
  words[from]?.pauseBefore !== 'none' &&
  words[to]?.pauseBefore === 'none' &&
  CONNECTORS.has(words[to]?.norm ?? '');

const isEmergency = (words: readonly HeardWord[], { from, to }: Mention): boolean =>
  speaksOfEmergency(words.slice(from, to).map((word) => word.norm));

/** "For emergencies press 1 to page the doctor": one purpose in two parts. */
function costOfBothSides(before: Gap, after: Gap): number {
  const first = share(before, false, true).before;
  const one = first && recognised({ ...before, ...first });
  const other = recognised(firstClause(after));
  return one !== null && one === other ? COST.aroundAlike : COST.around;
}

/** "…, or press 1": the key is for the same as the mention before it. */
function costOfSharing(gap: Gap, mention: HeardWord | undefined): number {
  if (!isBare(gap) || gap.from === 0 || mention?.beginsPlay) return Number.POSITIVE_INFINITY;
  const said = gap.words.slice(gap.from, gap.to);
  const joins = said.some((word) => /^(?:or|and|o|y|then)$/.test(word.norm));
  const stops = (said[0] ?? mention)?.pauseBefore === 'sentence';
  if (stops) return joins ? COST.sharedAcross : Number.POSITIVE_INFINITY;
  return joins ? COST.shared : COST.sharedSilently;
}

/** The four ways to share a gap: claimed by the mention before it or not, by the one after it or not. */
type Shares = readonly [neither: Share, after: Share, before: Share, both: Share];

const sharesOf = (gap: Gap): Shares => [
  share(gap, false, false),
  share(gap, false, true),
  share(gap, true, false),
  share(gap, true, true),
];

const NOTHING: Share = { after: null, before: null, cost: 0 };

const shareOf = (shares: Shares | undefined, left: Place | undefined, right: Place | undefined): Share =>
  shares?.[(takesAfter(left) ? 2 : 0) + (takesBefore(right) ? 1 : 0)] ?? NOTHING;

const takesAfter = (place: Place | undefined): boolean => place === 'after' || place === 'around';
const takesBefore = (place: Place | undefined): boolean => place === 'before' || place === 'around';

/** The words that a mention takes in one reading; those of its neighbour, where it shares them. */
function stretchesOf(menu: Menu, index: number, step: Step, next: Place | undefined): Stretch[] {
  const before = shareOf(menu.shares[index], step.past?.place, step.place).before;
  const after = shareOf(menu.shares[index + 1], step.place, next).after;
  const own = [before, after].filter((stretch) => stretch !== null);
  if (step.place !== 'shared') return own;
  const neighbour = menu.mentions[index - 1];
  if (!neighbour || !step.past) return own;
  return [...stretchesOf(menu, index - 1, step.past, 'shared'), { from: neighbour.from, to: neighbour.to }];
}

function gapsOf(words: readonly HeardWord[], mentions: readonly Mention[]): Gap[] {
  const ends = [0, ...mentions.map((mention) => mention.to)];
  return ends.map((from, index) => ({ words, from, to: mentions[index]?.from ?? words.length }));
}
