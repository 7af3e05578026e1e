/** How a menu is put into words: its order of words, its names for keys, and how a transcription writes it down. */
import type { Key } from '../../../src/domain/phone-menu/index.js';
import type { Dice } from '../shared/dice.js';
import type { PhrasedSubject, Wordings } from './wordings.js';

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const SPANISH_DIGITS = ['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve'];

/** A stretch of a menu. `ends`: the numbers of the options that have been said with its last word. */
export interface Sentence {
  readonly text: string;
  readonly ends: readonly number[];
}

/** The habits of one practice's menus. */
export interface Voice {
  readonly wordings: Wordings;
  keyName(key: Key): string;
  spanishKeyName(key: Key): string;
  /** Which kind of phrase the menu's options take, and the one template for all of them, if there is one. */
  optionStyle(): OptionStyle;
  /** As a speech-to-text writes it: with punctuation and capitals, or without any. */
  written(text: string): string;
}

export type OptionStyle = (subject: PhrasedSubject, key: Key) => string;

/** Fills `{name}` in a template; what is not given stays. Star and pound are never called a number or an option. */
export const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template
    .replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
    .replace(/\b(?:the number|option) (?=(?:the )?(?:star|pound|hash)\b)/g, '');

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function createVoice(dice: Dice, wordings: Wordings): Voice {
  const figures = dice.chance(0.6);
  const punctuated = dice.chance(0.85);
  const star = dice.pick(['star', 'the star key']);
  const pound = dice.pick(['pound', 'the pound key', 'pound', 'hash']);
  const keyName = (key: Key): string => {
    if (key === '*') return star;
    if (key === '#') return pound;
    return figures ? key : (DIGITS[Number(key)] ?? key);
  };
  const spanishKeyName = (key: Key): string => {
    if (key === '*') return 'asterisco';
    if (key === '#') return 'numeral';
    return figures ? key : (SPANISH_DIGITS[Number(key)] ?? key);
  };

  const optionStyle = (): OptionStyle => {
    const { noun, act, who } = wordings.templates;
    const uniform = dice.weighed<readonly string[]>([
      [noun.map((_, index) => `noun ${index}`), 4],
      [act.map((_, index) => `act ${index}`), 2],
      [['mixed'], 4],
    ]);
    const [form, at] = dice.pick(uniform).split(' ');
    return (subject, key) => {
      const { nouns, acts, whos } = wordings.phrases[subject];
      const kind =
        form === 'mixed'
          ? dice.weighed([
              ['noun', 4],
              ['act', 4],
              ['who', 3],
            ])
          : form;
      const [templates, phrases] =
        kind === 'noun' ? [noun, nouns] : kind === 'act' ? [act, acts] : [who, whos];
      const template =
        form === 'mixed' ? dice.pick(kind === 'noun' ? noun.slice(0, -1) : templates) : templates[Number(at)];
      if (template === undefined) throw new Error(`no template ${form} ${at}`);
      return capital(fill(template, { x: dice.pick(phrases), k: keyName(key) }));
    };
  };

  return {
    wordings,
    keyName,
    spanishKeyName,
    optionStyle,
    written: (text) => (punctuated ? text : text.toLowerCase().replace(/[.,?!]/g, '')),
  };
}

/** Cuts a menu where the line pauses: mostly between sentences, at times in the middle of one. */
export function inPieces(
  dice: Dice,
  voice: Voice,
  sentences: readonly Sentence[],
): { readonly pieces: readonly string[]; readonly heardBy: ReadonlyMap<number, number> } {
  const pauses = dice.weighed([
    [0, 0.25],
    [0.2, 0.35],
    [0.5, 0.25],
    [1, 0.15],
  ]);
  const torn = dice.chance(0.25) ? dice.int(0, sentences.length - 1) : -1;
  const heardBy = new Map<number, number>();
  const pieces: string[] = [];
  let piece: string[] = [];
  const pause = (): void => {
    if (piece.length > 0) pieces.push(voice.written(piece.join(' ')));
    piece = [];
  };
  sentences.forEach(({ text, ends }, index) => {
    const words = text.split(' ').filter((word) => word !== '');
    if (index === torn && words.length > 2) {
      piece.push(...words.splice(0, dice.int(1, words.length - 1)));
      pause();
    }
    piece.push(...words);
    for (const option of ends) if (!heardBy.has(option)) heardBy.set(option, pieces.length);
    if (dice.chance(pauses)) pause();
  });
  pause();
  return { pieces, heardBy };
}
