/** Which of two permitted options is wanted more. Used by the gate. */
import type { MenuOption, Purpose } from './menu.js';

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
  ['scheduling', /\bnew\b|\bfirst\b|\bnuev[oa]/i, -1],
  ['scheduling', /surg|imaging|radiolog|x-?ray|\blab|locations?\b|oprima|marque|presione|para /i, 1],
  ['operator', /assistance|help/i, 1],
  ['continue', /patient|paciente|parent|caregiver/i, -2],
  ['continue', /continue|proceed|connect/i, -1],
  ['continue', /general|option/i, 1],
];

const ENGLISH = /english|ingl[eé]s/i;
const OTHER_LANGUAGE = /espa|spanish/i;

/** Lower is better; infinite: never taken (a wrong line, or a language that is not English). */
export function rankOf({ purpose, words }: Pick<MenuOption, 'purpose' | 'words'>): number {
  const rank = RANKS[purpose];
  if (rank === undefined) return Number.POSITIVE_INFINITY;
  if (purpose === 'language' && (!ENGLISH.test(words) || OTHER_LANGUAGE.test(words)))
    return Number.POSITIVE_INFINITY;
  return SHADES.reduce(
    (sum, [ofPurpose, pattern, shade]) => (ofPurpose === purpose && pattern.test(words) ? sum + shade : sum),
    rank,
  );
}

/** Below zero: the first is wanted more. */
export const compareOptions = (one: MenuOption, other: MenuOption): number => rankOf(one) - rankOf(other);

/** Leads nowhere new: chosen only where waiting does not lead on either. */
export const isLastResort = (option: MenuOption): boolean => option.purpose === 'repeat';
