/**
 * How unlikely it is that the purpose of a mention stands in a given place. Used by `attribution.ts`, which adds the
 * costs of a whole menu. The figures were set by hand against `npm run bench:ivr`; only their proportions count.
 */
import { firstClause, type Gap, isBare, recognised } from './clauses.js';
import { speaksOfEmergency } from './emergency.js';
import type { HeardWord } from './heard-words.js';
import { CONNECTORS, SPANISH_PRESS_WORDS } from './key-words.js';
import type { Mention } from './mentions.js';
import { share } from './shares.js';

/** Where the purpose stands: before, after, on both sides, with the mention before ("or press 1"), or nowhere. */
export type Place = 'before' | 'after' | 'around' | 'shared' | 'none';
export const PLACES: readonly Place[] = ['before', 'after', 'around', 'shared', 'none'];

/** A menu that puts the purpose before one key and after the next. */
export const STYLE_CHANGE = 0.6;

const COST = {
  noPurpose: 2.5,
  weakWithout: 1.2,
  /** "Press" without a key, and waiting, need no purpose; "hang up and dial 911" comes after one, and none follows. */
  nothingNeeded: 0.3,
  emergencyWithout: 1.8,
  emergencyAfter: 1.5,
  /** "Or press 1"; with a purpose of its own; after words to say; after a full stop; without "or". */
  shared: 0.8,
  sharedWithOwn: 1.2,
  sharedWithWords: 0.1,
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

/** A menu as its mentions and what stands between them: a gap before each mention, and one after the last. */
export interface Layout {
  readonly words: readonly HeardWord[];
  readonly mentions: readonly Mention[];
  readonly gaps: readonly Gap[];
}

/** Infinite: it cannot stand there. */
export function costOfPlace(menu: Layout, index: number, place: Place): number {
  const mention = menu.mentions[index];
  const before = menu.gaps[index];
  const after = menu.gaps[index + 1];
  if (!mention || !before || !after) return Number.POSITIVE_INFINITY;
  if (place === 'shared') {
    const own = leadsOn(menu, mention) ? COST.sharedWithOwn : 0;
    return own + costOfSharing(before, menu.mentions[index - 1], menu.words[mention.from]);
  }
  if (place === 'around') return costOfBothSides(before, after);
  if (mention.kind === 'key') {
    if (place === 'none') return mention.weak ? COST.weakWithout : COST.noPurpose;
    if (place === 'after' && changesLanguage(menu, mention)) return COST.otherLanguage;
    return place === 'before' && menu.words[mention.from]?.pauseBefore !== 'none' && leadsOn(menu, mention)
      ? COST.keyLeads
      : 0;
  }
  if (isEmergency(menu.words, mention)) {
    return { before: 0, after: COST.emergencyAfter, none: COST.emergencyWithout }[place];
  }
  return place === 'none' ? COST.nothingNeeded : 0.1;
}

const changesLanguage = ({ words }: Layout, { from, to }: Mention): boolean =>
  SPANISH_PRESS_WORDS.has(words[from]?.norm ?? '') && !/^(?:para|si|con)$/.test(words[to]?.norm ?? '');

/** A purpose follows the key at once. */
const leadsOn = ({ words }: Layout, { to }: Mention): boolean =>
  words[to]?.pauseBefore === 'none' && CONNECTORS.has(words[to]?.norm ?? '');

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
function costOfSharing(gap: Gap, earlier: Mention | undefined, mention: HeardWord | undefined): number {
  if (!isBare(gap) || gap.from === 0 || mention?.beginsPlay) return Number.POSITIVE_INFINITY;
  const said = gap.words.slice(gap.from, gap.to);
  const joins = said.some((word) => /^(?:or|and|o|y|then)$/.test(word.norm));
  const stops = (said[0] ?? mention)?.pauseBefore === 'sentence';
  if (stops) return joins ? COST.sharedAcross : Number.POSITIVE_INFINITY;
  if (joins) return earlier?.kind === 'say' ? COST.sharedWithWords : COST.shared;
  return COST.sharedSilently;
}
