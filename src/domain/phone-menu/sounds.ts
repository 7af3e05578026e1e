/**
 * How alike two words are in writing and in sound, for words that a transcriber got wrong.
 * Used by the readers of a phone menu; it knows no vocabulary.
 */

/** Edits that turn one word into the other: insert, delete, replace, swap neighbours (Damerau, 1964). */
export function edits(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[other.length] ?? 0;
}

const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/sch/g, 'sk'],
  [/ph/g, 'f'],
  [/gh/g, ''],
  [/tch|ch|sh|dg/g, 'j'],
  [/ck|q/g, 'k'],
  [/c(?=[eiy])|z/g, 's'],
  [/c/g, 'k'],
  [/x/g, 'ks'],
  [/ng\b/g, 'n'],
  [/g(?=[eiy])/g, 'j'],
  [/g/g, 'k'],
  [/v/g, 'f'],
  [/d/g, 't'],
  [/b/g, 'p'],
  [/[aeiouyhw]/g, ''],
  [/(.)\1+/g, '$1'],
];

/** The consonants of a word as they sound, voiced and unvoiced alike: "emergency" and "a merge in see" are `mrjns`. */
export const consonants = (word: string): string =>
  SOUNDS.reduce((text, [pattern, sound]) => text.replace(pattern, sound), word);

/** One to `most` neighbouring words, joined: "emergent see" is heard as one word, too. */
export function* joined(words: readonly string[], most: number): Generator<Joined> {
  for (let from = 0; from < words.length; from++) {
    for (let count = 1; count <= most && from + count <= words.length; count++) {
      yield { text: words.slice(from, from + count).join(''), from, count };
    }
  }
}

export interface Joined {
  readonly text: string;
  readonly from: number;
  readonly count: number;
}
