/**
 * Which words of a menu belong to which of its mentions. Menus put the purpose before the key ("for billing, press
 * two") or after it, and mix both; the likeliest reading of the whole menu is found by dynamic programming, and for
 * each mention every other reading that is nearly as likely. Used by the parser.
 */
import { type Gap, isBare, type Share, type Stretch, share } from './clauses.js';
import type { HeardWord } from './heard-words.js';
import type { Mention } from './mentions.js';

/** Where the purpose stands: before, after, the same as the mention before ("or press 1"), or nowhere. */
type Place = 'before' | 'after' | 'shared' | 'none';
const PLACES: readonly Place[] = ['before', 'after', 'shared', 'none'];

export interface Reading {
  readonly stretches: readonly Stretch[];
  /** How much less likely than the likeliest; 0: the likeliest. */
  readonly doubt: number;
}

const COST = { styleChange: 0.8, noPurpose: 2.5, weakWithout: 1.2, nothingNeeded: 0.3 };

/** All readings of each mention, the likeliest first. */
export function readings(words: readonly HeardWord[], mentions: readonly Mention[]): Reading[][] {
  const gaps = gapsOf(words, mentions);
  const shares = gaps.map((gap) => sharesOf(gap));
  const likeliest = solve(words, mentions, gaps, shares, null);
  return mentions.map((_, index) =>
    PLACES.map((place) => solve(words, mentions, gaps, shares, { index, place }))
      .filter(({ cost }) => Number.isFinite(cost))
      .map(({ cost, places }) => ({
        stretches: stretchesOf(index, places, shares, mentions),
        doubt: Math.max(0, cost - likeliest.cost),
      }))
      .sort((one, other) => one.doubt - other.doubt),
  );
}

interface Solution {
  readonly cost: number;
  readonly places: readonly Place[];
}

/** The likeliest reading of the whole menu, with one mention's place held fixed or none. */
function solve(
  words: readonly HeardWord[],
  mentions: readonly Mention[],
  gaps: readonly Gap[],
  shares: readonly Shares[],
  fixed: { readonly index: number; readonly place: Place } | null,
): Solution {
  let row: (Solution & { readonly style: Place | null })[] = [{ cost: 0, places: [], style: null }];
  mentions.forEach((mention, index) => {
    const gap = gaps[index];
    const next: typeof row = [];
    for (const place of fixed?.index === index ? [fixed.place] : PLACES) {
      for (const style of ['before', 'after', null] as const) {
        let best: (typeof row)[number] | null = null;
        for (const past of row) {
          const newStyle = styleAfter(mention, place, past.style);
          if (newStyle !== style || !gap) continue;
          const cost =
            past.cost +
            costOf(mention, place, gap, words) +
            shareOf(shares[index], past.places.at(-1), place).cost +
            (past.style && newStyle !== past.style ? COST.styleChange : 0);
          if (!best || cost < best.cost) best = { cost, places: [...past.places, place], style };
        }
        if (best && Number.isFinite(best.cost)) next.push(best);
      }
    }
    row = next;
  });
  const last = shares.at(-1);
  return row
    .map(({ cost, places }) => ({ cost: cost + shareOf(last, places.at(-1), 'none').cost, places }))
    .reduce((one, other) => (other.cost < one.cost ? other : one), {
      cost: Number.POSITIVE_INFINITY,
      places: [] as readonly Place[],
    });
}

const styleAfter = (mention: Mention, place: Place, style: Place | null): Place | null =>
  mention.kind === 'key' && (place === 'before' || place === 'after') ? place : style;

function costOf(mention: Mention, place: Place, gapBefore: Gap, words: readonly HeardWord[]): number {
  if (place === 'shared') return costOfSharing(gapBefore, words[mention.from]);
  if (place !== 'none') return mention.kind === 'key' ? 0 : 0.1;
  if (mention.kind !== 'key') return COST.nothingNeeded;
  return mention.weak ? COST.weakWithout : COST.noPurpose;
}

/** "…, or press 1": the key is for the same as the mention before it. */
function costOfSharing(gap: Gap, mention: HeardWord | undefined): number {
  if (!isBare(gap) || gap.from === 0) return Number.POSITIVE_INFINITY;
  const said = gap.words.slice(gap.from, gap.to);
  const joins = said.some((word) => /^(?:or|and|o|y|then)$/.test(word.norm));
  const stops = (said[0] ?? mention)?.pauseBefore === 'sentence';
  if (stops) return joins ? 1.5 : Number.POSITIVE_INFINITY;
  return joins ? 0.8 : 1.5;
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
  shares?.[(left === 'after' ? 2 : 0) + (right === 'before' ? 1 : 0)] ?? NOTHING;

/** The words that a mention takes in one reading; those of its neighbour, where it shares them. */
function stretchesOf(
  index: number,
  places: readonly Place[],
  shares: readonly Shares[],
  mentions: readonly Mention[],
): Stretch[] {
  const place = places[index];
  const before = shareOf(shares[index], places[index - 1], place).before;
  const after = shareOf(shares[index + 1], place, places[index + 1]).after;
  if (place === 'before') return before ? [before] : [];
  if (place === 'after') return after ? [after] : [];
  const neighbour = mentions[index - 1];
  if (place !== 'shared' || !neighbour) return [];
  return [...stretchesOf(index - 1, places, shares, mentions), { from: neighbour.from, to: neighbour.to }];
}

function gapsOf(words: readonly HeardWord[], mentions: readonly Mention[]): Gap[] {
  const ends = [0, ...mentions.map((mention) => mention.to)];
  return ends.map((from, index) => ({ words, from, to: mentions[index]?.from ?? words.length }));
}
