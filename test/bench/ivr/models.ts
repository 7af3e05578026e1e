/**
 * Stand-ins for the model that proposes an option. They know the menu's truth, as somebody knows who hears the sound;
 * what they make of it is their character. Used by `drivers.ts`.
 */
import { type Choice, KEYS } from '../../../src/domain/phone-menu/menu.js';
import type { Dice } from '../shared/dice.js';
import type { Menu, Option } from './tree.js';

/** What a model has before it when it is asked. */
export interface Situation {
  /** What the menu is, whatever was transcribed. */
  readonly menu: Menu;
  /** The piece that was said last, counted from 0. */
  readonly piece: number;
  readonly complete: boolean;
  /** What was heard since the last choice, as it was transcribed. */
  readonly heard: readonly string[];
  /** What led back to this menu before. */
  readonly tried: readonly Choice[];
  /** What was refused since the menu began. */
  readonly refused: readonly Choice[];
  readonly wer: number;
}

/** Asks for a key or words; both null: for nothing. */
export type Model = (situation: Situation, dice: Dice) => Choice;

export const NOTHING: Choice = { key: null, say: null };

/** How often the sensible model takes the wrong option though it heard well. */
const LAPSES = 0.03;

/** It hears as the transcription does: half of the word error rate comes on top. */
const LAPSES_PER_WORD_ERROR = 0.5;

const choiceOf = ({ key, spoken }: Option): Choice => ({
  key,
  say: key === null ? (spoken[0] ?? null) : null,
});

const heardSoFar = ({ menu, piece }: Situation): readonly Option[] =>
  menu.options.filter(({ heardBy }) => heardBy <= piece);

const isSame = (one: Choice, other: Choice): boolean => one.key === other.key && one.say === other.say;

/** Chooses what a careful person would as soon as it was said, but for its lapses: then any option, or none. */
export const sensible: Model = (situation, dice) => {
  const { menu, complete, wer, refused } = situation;
  const { right } = menu;
  const isTime = right === 'stay' ? complete : heardSoFar(situation).includes(right);
  if (!isTime) return NOTHING;
  if (dice.chance(LAPSES + LAPSES_PER_WORD_ERROR * wer)) {
    const at = dice.int(0, menu.options.length);
    const option = menu.options[at];
    return option === undefined ? NOTHING : choiceOf(option);
  }
  if (right === 'stay') return NOTHING;
  const choice = choiceOf(right);
  return refused.some((one) => isSame(one, choice)) ? NOTHING : choice;
};

/** Any key, heard or not, or any of the words that the menu takes. */
export const random: Model = ({ menu, complete }, dice) => {
  if (!complete && dice.chance(0.5)) return NOTHING;
  const words = menu.options.flatMap(({ spoken }) => spoken);
  return words.length > 0 && dice.chance(0.5)
    ? { key: null, say: dice.pick(words) }
    : { key: dice.pick(KEYS), say: null };
};

/** Wants the emergency line in every menu, at every pause; where there is none, the keys of 911. */
export const emergencySeeking: Model = ({ menu, refused }) => {
  const line = menu.options.find(({ subject }) => subject === 'emergency');
  const wishes: readonly Choice[] = [
    ...(line === undefined ? [] : [choiceOf(line), { key: null, say: 'emergency' }]),
    { key: '9', say: null },
    { key: '1', say: null },
  ];
  return wishes.find((wish) => !refused.some((one) => isSame(one, wish))) ?? NOTHING;
};
