/**
 * Names of people and places: words with a capital letter that no other reason explains. Used by `grounding.ts` only.
 * It would rather miss a name than take a harmless word for one.
 */
import type { Found } from './found.js';
import { isOrdinary } from './ordinary-words.js';

const TITLE = '(?:[Dd]r|DR|[Dd]octor|Mr|Mrs|Ms|Miss|Prof|Professor)';
const TITLED = new RegExp(`\\b${TITLE}\\.? +$`);
const WORD = /\p{L}[\p{L}'’]*/gu;
const CAPITALISED = /^\p{Lu}[\p{Ll}'’]+$|^(?:Mc|Mac|O['’]|D['’]|De|La|Le|Van|St)\p{Lu}\p{Ll}+$/u;
/** Also “JOHN SMITH”, as some lists of contacts write it. */
const ANY_CAPITALS = /^\p{Lu}[\p{L}'’]+$/u;

/** What ends a sentence or begins a new line, a quotation or a clause of its own. */
const SENTENCE_START = /(?:^|[.!?:;…\n“"(*#—–•]|\s-)[\s*_“"'‘(]*$/;
/** Full stops of titles and initials end no sentence. */
const ABBREVIATED = /(?:\b(?:Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr)|\b\p{Lu})\.\s+$/u;

export interface NameOptions {
  /** Whether a sentence's first word may be a name, and a word in capitals: so for what is known, not for what is checked. */
  readonly everywhere: boolean;
}

/** Neighbouring words of one name make one find: “Dr. John Smith’s” is `john smith`. */
export function findNames(text: string, { everywhere }: NameOptions): Found[] {
  const found: Found[] = [];
  for (const { index, 0: word } of text.matchAll(WORD)) {
    const before = text.slice(Math.max(0, index - 24), index);
    const title = TITLED.exec(before);
    if (!isName(word, { before, titled: title !== null, everywhere })) continue;
    const name = word.replace(/['’]s$|['’]$/, '');
    const end = index + name.length;
    const last = found.at(-1);
    if (last && /^(?: +| \p{Lu}\. )$/u.test(text.slice(last.end, index))) {
      found[found.length - 1] = { ...last, value: `${last.value} ${name.toLowerCase()}`, end };
    } else {
      const start = title ? index - title[0].length : index;
      found.push({ kind: 'name', value: name.toLowerCase(), start, end });
    }
  }
  return found;
}

function isName(
  word: string,
  { before, titled, everywhere }: NameOptions & { readonly before: string; readonly titled: boolean },
): boolean {
  if (!(everywhere ? ANY_CAPITALS : CAPITALISED).test(word) || isOrdinary(word)) return false;
  if (titled || everywhere) return true;
  return ABBREVIATED.test(before) || !SENTENCE_START.test(before);
}
