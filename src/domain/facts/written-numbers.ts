/**
 * A text with its number words in digits, and the way back to the words themselves. The first step of finding facts;
 * used by `grounding.ts` only. Unlike `inDigits` it keeps everything else as it stands, reads amounts of any size, and
 * leaves digits said one by one apart (“nine one four” is “9 1 4”). It never decides what a number means.
 */

const words = (text: string, first: number, step = 1): (readonly [string, number])[] =>
  text.split(' ').map((word, index) => [word, first + index * step]);

const UNITS = words('one two three four five six seven eight nine', 1);
const TEENS = words('ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen', 10);
const TENS = words('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10);
const SCALES: (readonly [string, number])[] = [
  ['dozen', 12],
  ['hundred', 100],
  ['thousand', 1000],
  ['million', 1_000_000],
];
const ORDINALS = [
  ...words('first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth', 1),
  ...words('thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth', 13),
  ['thirtieth', 30] as const,
];

const ADDED = new Map<string, number>([
  ['zero', 0],
  ['oh', 0],
  ['a', 1],
  ...UNITS,
  ...TEENS,
  ...TENS,
  ...ORDINALS,
]);
const MULTIPLIED = new Map<string, number>(SCALES);

const anyOf = (list: readonly (readonly [string, number])[]): string =>
  `(?:${list.map(([word]) => word).join('|')})`;

const UNIT = anyOf(UNITS);
const DIGIT = `(?:zero|${UNIT})`;
const UNDER_100 = `(?:${anyOf(TENS)}(?:[- ]${UNIT})?|${anyOf(TEENS)}|${UNIT})\\b`;
/** “eight hundred five five five” is the beginning of a phone number. */
const UNDER_1000 = `(?:(?:a|${UNDER_100})[- ]hundred\\b(?: (?:and )?${UNDER_100}(?! ${DIGIT}\\b))?|${UNDER_100})`;
const REST = `(?: (?:and )?${UNDER_1000})?`;
const THOUSANDS = `(?:a|${UNDER_1000})[- ](?:thousand|dozen)\\b${REST}`;
const LARGE = `(?:(?:a|${UNDER_1000})[- ]million\\b(?: ${THOUSANDS}|${REST})|${THOUSANDS})`;
const YEAR = `twenty (?:twenty|thirty)[- ]${UNIT}`;
const NUMBER = new RegExp(
  `\\b(?:(?<ordinal>(?:(?:twenty|thirty)[- ])?${anyOf(ORDINALS)})|(?<year>${YEAR})|(?<digit>zero|(?<=\\b(?:${DIGIT}|oh),? )oh(?=,? (?:${UNDER_100}|zero|oh\\b)))` +
    `|${LARGE}|${UNDER_1000})\\b`,
  'gi',
);

/** A stretch of the written text, and the stretch of the original that it stands for. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

export interface WrittenNumbers {
  readonly text: string;
  /** The original's words for a stretch of `text`. */
  original(start: number, end: number): string;
}

/** “one hundred dollars on the first” becomes “100 dollars on the 1st”. */
export function writtenNumbers(original: string): WrittenNumbers {
  const pieces: Piece[] = [];
  let text = '';
  let copied = 0;
  for (const { index, groups, 0: phrase } of original.matchAll(NUMBER)) {
    text += original.slice(copied, index);
    const digits = digitsOf(phrase, groups ?? {});
    copied = index + phrase.length;
    pieces.push({ start: text.length, end: text.length + digits.length, from: index, to: copied });
    text += digits;
  }
  text += original.slice(copied);
  return {
    text,
    original: (start, end) => {
      const first = pieces.find((piece) => piece.start <= start && start < piece.end);
      const last = pieces.find((piece) => piece.start < end && end <= piece.end);
      return original.slice(first?.from ?? placeOf(pieces, start), last?.to ?? placeOf(pieces, end));
    },
  };
}

/** Where a place outside of all numbers lies in the original. */
function placeOf(pieces: readonly Piece[], place: number): number {
  const before = pieces.findLast((piece) => piece.end <= place);
  return before ? before.to + place - before.end : place;
}

function digitsOf(phrase: string, groups: Record<string, string | undefined>): string {
  const parts = phrase.toLowerCase().split(/[- ]/);
  if (groups['year'] !== undefined) return String(2000 + sumOf(parts.slice(1)));
  const value = sumOf(parts);
  return groups['ordinal'] === undefined ? String(value) : `${value}${suffixOf(value)}`;
}

/** “two hundred fifty thousand” → 250000. */
function sumOf(parts: readonly string[]): number {
  let total = 0;
  let current = 0;
  for (const part of parts) {
    const scale = MULTIPLIED.get(part);
    if (scale === undefined) current += ADDED.get(part) ?? 0;
    else if (scale === 100) current *= scale;
    else {
      total += current * scale;
      current = 0;
    }
  }
  return total + current;
}

function suffixOf(value: number): string {
  const isTeen = value % 100 >= 11 && value % 100 <= 13;
  return isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
}
