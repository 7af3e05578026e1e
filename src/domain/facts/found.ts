/** How the finders of facts share one text: each takes what it recognises out of it. Used in `src/domain/facts/` only. */
import type { Fact } from '../grounding.js';

export interface Found {
  readonly kind: Fact['kind'];
  readonly value: string;
  /** The stretch of the text. */
  readonly start: number;
  readonly end: number;
}

/** Stands for what was taken out: no letter, digit, space or mark of punctuation, so that no pattern reaches over it. */
const TAKEN = '\u0000';

/** What is found by a pattern; a null value leaves the text as it is. */
export interface Finder {
  readonly kind: Fact['kind'];
  readonly pattern: RegExp;
  readonly value: (groups: Record<string, string | undefined>, words: string) => string | null;
}

/** Runs finders in their order over a text; what one takes, the next does not see. The text keeps its length. */
export function findAll(text: string, finders: readonly Finder[]): { found: Found[]; rest: string } {
  const found: Found[] = [];
  let rest = text;
  for (const { kind, pattern, value } of finders) {
    for (const { index, groups, 0: words } of [...rest.matchAll(pattern)]) {
      const meant = value(groups ?? {}, words);
      if (meant === null) continue;
      const end = index + words.length;
      found.push({ kind, value: meant, start: index, end });
      rest = rest.slice(0, index) + TAKEN.repeat(words.length) + rest.slice(end);
    }
  }
  return { found, rest };
}
