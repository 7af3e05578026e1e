/**
 * Which words of a menu belong to which of its mentions. Menus put the purpose before the key ("for billing, press
 * two") or after it, and mix both; the likeliest reading of the whole menu is found by dynamic programming, and for
 * each mention every other reading that is nearly as likely. Used by the parser.
 */
import type { Gap, Stretch } from './clauses.js';
import type { HeardWord } from './heard-words.js';
import type { Mention } from './mentions.js';
import { costOfPlace, type Layout, PLACES, type Place, STYLE_CHANGE } from './places.js';
import { type Share, share } from './shares.js';

export interface Reading {
  readonly stretches: readonly Stretch[];
  /** How much less likely than the likeliest; 0: the likeliest. */
  readonly doubt: number;
}

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

interface Menu extends Layout {
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
    costOfPlace(menu, index, place) +
    shareOf(menu.shares[index], past?.place, place).cost +
    (changes ? STYLE_CHANGE : 0)
  );
}

/** Only keys keep to a style. */
function styleAfter(menu: Menu, index: number, place: Place, style: Place | null): Place | null {
  const isKey = menu.mentions[index]?.kind === 'key';
  if (place === 'around') return isKey ? 'before' : style;
  return isKey && (place === 'before' || place === 'after') ? place : style;
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
