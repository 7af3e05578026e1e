/** Which of two permitted options is wanted more. Used by the gate. */
import { heardWords } from './heard-words.js';
import type { MenuOption, Purpose } from './menu.js';
import { respelled } from './respell.js';

const RANKS: Readonly<Partial<Record<Purpose, number>>> = {
  scheduling: 10,
  front_desk: 20,
  operator: 30,
  language: 40,
  continue: 50,
  unknown: 60,
  repeat: 70,
};

/** Within one purpose, which words are liked more: "new" before "existing". */
const SHADES: readonly (readonly [Purpose, RegExp, number])[] = [
  ['scheduling', /\bnew\b|\bfirst\b|\bnuev[oa]/, -1],
  ['scheduling', /surg|imaging|radiolog|x ?ray|\blab|locations?\b|oprima|marque|presione|para /, 1],
  ['operator', /assistance|help/, 1],
  ['continue', /patient|paciente|parent|caregiver/, -2],
  ['continue', /continue|proceed|connect/, -1],
  ['continue', /general|option/, 1],
];

const ENGLISH = /\benglish\b|\bingles\b/;
const OTHER_LANGUAGE = /\bespa\w+|\bspanish\b/;

/** Lower is better; infinite: never taken (a wrong line, or a language that is not English). */
export function rankOf({ purpose, words }: Pick<MenuOption, 'purpose' | 'words'>): number {
  const rank = RANKS[purpose];
  if (rank === undefined) return Number.POSITIVE_INFINITY;
  const text = respelled(heardWords([words]).map((word) => word.norm)).join(' ');
  if (purpose === 'language' && (!ENGLISH.test(text) || OTHER_LANGUAGE.test(text))) {
    return Number.POSITIVE_INFINITY;
  }
  return SHADES.reduce(
    (sum, [ofPurpose, pattern, shade]) => (ofPurpose === purpose && pattern.test(text) ? sum + shade : sum),
    rank,
  );
}

/** Below zero: the first is wanted more. */
export const compareOptions = (one: MenuOption, other: MenuOption): number => rankOf(one) - rankOf(other);

/** Ends at somebody of the front desk: of several such options the model knows best which it heard. */
export const leadsToPerson = ({ purpose }: MenuOption): boolean =>
  purpose === 'scheduling' || purpose === 'front_desk' || purpose === 'operator';

/** Leads nowhere new: chosen only where waiting does not lead on either. */
export const isLastResort = (option: MenuOption): boolean => option.purpose === 'repeat';
