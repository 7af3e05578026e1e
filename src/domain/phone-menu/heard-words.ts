/**
 * What was heard, as words with the pauses between them. The first step of reading a phone menu; it never
 * decides what a word means. Each word knows where it stands, so that a decision can cite the menu verbatim.
 */

/** How strongly a word is set off from the one before it. Transcribers punctuate badly: none of these is proof. */
export type Pause = 'none' | 'piece' | 'comma' | 'sentence';

export interface HeardWord {
  /** Lower case, no accents, no apostrophes: "Español" is `espanol`. Keys are `#` and `*`. */
  readonly norm: string;
  readonly pauseBefore: Pause;
  /** The menu begins again with this word. */
  readonly beginsPlay: boolean;
  /** Index of the piece, and the word's place in it. */
  readonly piece: number;
  readonly start: number;
  readonly end: number;
}

/** A time of day is one word, and none of its numbers a key. */
const WORD = /\d{1,2}:\d{2}|[\p{L}\p{N}][\p{L}\p{N}'’]*|[#*]/gu;

/** A full stop after these ends no sentence: "8 a.m.", "Dr. Smith". */
const ABBREVIATION = /^(?:\p{L}|dr|dra|drs|mr|mrs|ms|sr|sra|st|ext|no)$/u;

/** After a question: "Need an appointment? Press 2." */
const ANSWERS =
  /^(?:|press|please|push|dial|select|choose|say|option|you|then|just|simply|oprima|marque|presione)$/;

const STRENGTH: readonly Pause[] = ['none', 'piece', 'comma', 'sentence'];

/** The words of all pieces, in order. */
export function heardWords(pieces: readonly string[]): HeardWord[] {
  const words: HeardWord[] = [];
  const plays = beginningsOfPlays(pieces);
  let carried: Pause = 'sentence';
  pieces.forEach((text, piece) => {
    let end = 0;
    for (const match of text.matchAll(WORD)) {
      const norm = normalised(match[0]);
      const between = pauseIn(text.slice(end, match.index), words.at(-1)?.norm ?? '', norm);
      const languageChanges: Pause = norm === 'para' ? 'comma' : 'none';
      words.push({
        norm,
        pauseBefore: stronger(stronger(between, carried), languageChanges),
        beginsPlay: end === 0 && words.at(-1)?.piece !== piece && plays.has(piece),
        piece,
        start: match.index,
        end: match.index + match[0].length,
      });
      end = match.index + match[0].length;
      carried = 'none';
    }
    carried = stronger(
      stronger(carried, 'piece'),
      pauseIn(`${text.slice(end)} `, words.at(-1)?.norm ?? '', ''),
    );
  });
  return words;
}

/** What is said from `at` on, as it was normalised: at most so many words, and up to the next of these pauses. */
export function saidFrom(
  words: readonly HeardWord[],
  at: number,
  most: number,
  ends: readonly Pause[],
): string[] {
  const said: string[] = [];
  for (const { norm, pauseBefore } of words.slice(at, at + most)) {
    if (said.length > 0 && ends.includes(pauseBefore)) break;
    said.push(norm);
  }
  return said;
}

/** The stretch of words from `from` up to `to`, as it was transcribed. */
export function verbatim(
  pieces: readonly string[],
  words: readonly HeardWord[],
  from: number,
  to: number,
): string {
  const first = words[from];
  const last = words[to - 1];
  if (!first || !last) return '';
  const parts = pieces.slice(first.piece, last.piece + 1);
  return parts
    .map((text, index) => {
      const end = index === parts.length - 1 ? last.end : text.length;
      return text.slice(index === 0 ? first.start : 0, end).trim();
    })
    .filter((text) => text !== '')
    .join(' ');
}

export function normalised(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase();
}

/** Shorter pieces are alike by chance. */
const FEWEST_WORDS = 4;
const ALIKE = 0.6;
const SHORT_WORD = 3;

/** The pieces with which the menu begins again: like the first of it, or like an earlier one where the last was not. */
function beginningsOfPlays(pieces: readonly string[]): ReadonlySet<number> {
  const words = pieces.map((text) => new Set(text.match(WORD)?.map(normalised)));
  const [first = new Set<string>()] = words;
  const repeats = words.map((own, index) => words.slice(0, index).some((earlier) => alike(own, earlier)));
  const begins = words.map(
    (own, index) => repeats[index] === true && (alike(own, first) || !repeats[index - 1]),
  );
  return new Set([...pieces.keys()].filter((index) => begins[index]));
}

/** Two options in the same words have the short ones in common: only the long ones and the keys are compared. */
function alike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [some, more] = [telling(one), telling(other)];
  const common = some.filter((word) => other.has(word)).length;
  return one.size >= FEWEST_WORDS && common / Math.max(some.length, more.length) >= ALIKE;
}

const telling = (words: ReadonlySet<string>): string[] =>
  [...words].filter((word) => word.length > SHORT_WORD || /\d|[#*]/.test(word));

const stronger = (one: Pause, other: Pause): Pause =>
  STRENGTH.indexOf(one) >= STRENGTH.indexOf(other) ? one : other;

function pauseIn(between: string, before: string, after: string): Pause {
  if (/[!;]/.test(between)) return 'sentence';
  if (between.includes('?')) return ANSWERS.test(after) ? 'comma' : 'sentence';
  if (/…|\.\.|[,:]|\s[-–—]+\s|—/.test(between)) return 'comma';
  if (/\.(?:["”')\s]|$)/.test(between)) return ABBREVIATION.test(before) ? 'none' : 'sentence';
  return 'none';
}
