/**
 * Transcription noise: each word goes wrong with the given probability (the word error rate), by itself. Long words are
 * mostly heard as others that sound alike; short ones are lost as often. Each time a text plays, anew.
 */
import type { Dice } from './dice.js';
import { NEAR_SOUNDING, STRAY_WORDS } from './near-sounding.js';

/** Words up to this length are swallowed as easily as misheard. */
const SHORT = 3;

type Slip = 'substituted' | 'deleted' | 'inserted';

const SLIPS_OF_SHORT: readonly (readonly [Slip, number])[] = [
  ['substituted', 50],
  ['deleted', 32],
  ['inserted', 18],
];
const SLIPS_OF_LONG: readonly (readonly [Slip, number])[] = [
  ['substituted', 78],
  ['deleted', 10],
  ['inserted', 12],
];

/** A word that has no near-sounding one in the table: an ending lost or added, or another word altogether. */
function garbled(dice: Dice, word: string): string {
  if (dice.chance(0.25) || word.length <= SHORT) return dice.pick(STRAY_WORDS);
  if (/(s|ed|ing)$/.test(word)) return word.replace(/(s|ed|ing)$/, '');
  return dice.pick([`${word}s`, `${word}ed`, word.slice(0, -1), word.slice(1)]);
}

/** One piece as it was transcribed. `wer` is 0..1; with 0 nothing changes. */
export function transcribed(dice: Dice, piece: string, wer: number): string {
  if (wer === 0) return piece;
  return piece
    .split(' ')
    .flatMap((written) => {
      if (!dice.chance(wer)) return [written];
      const word = written.toLowerCase().replace(/[.,?!]/g, '');
      const mark = /[.,?!]$/.exec(written)?.[0] ?? '';
      const key = /^\d+$|^(zero|one|two|three|four|five|six|seven|eight|nine)$/.test(word);
      const slip = dice.weighed(word.length <= SHORT && !key ? SLIPS_OF_SHORT : SLIPS_OF_LONG);
      if (slip === 'deleted') return [];
      if (slip === 'inserted') return [written, dice.pick(STRAY_WORDS)];
      const near = Object.entries(NEAR_SOUNDING).find(([spelling]) => spelling === word)?.[1];
      return [`${near === undefined ? garbled(dice, word) : dice.pick(near)}${mark}`];
    })
    .join(' ');
}
