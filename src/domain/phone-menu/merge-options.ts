/** Options that were heard more than once, each made one. Used by the parser. */
import type { MenuOption, Purpose } from './menu.js';
import { FORBIDDEN, isTold } from './purposes.js';

/**
 * One option for each key, and for each phrase without a key, in the order in which they were first heard. `sure` are
 * those heard twice, and where once is enough those heard well and never as anything else that tells what it is for.
 */
export function mergedOptions(
  options: readonly MenuOption[],
  { onceIsEnough }: { readonly onceIsEnough: boolean },
): MenuOption[] {
  const groups = new Map<string, MenuOption[]>();
  for (const option of options) {
    const name = option.key ?? `say ${option.say?.toLowerCase() ?? ''}`;
    groups.set(name, [...(groups.get(name) ?? []), option]);
  }
  return [...groups.values()].flatMap((group) => {
    const one = merged(group);
    if (!one) return [];
    const alike = group.filter(({ purpose }) => purpose === one.purpose);
    const clear =
      group.every(({ purpose }) => purpose === one.purpose || !isTold(purpose)) &&
      alike.some(({ sure }) => sure);
    const sure = alike.length > 1 || (onceIsEnough && clear);
    return [{ ...one, sure }];
  });
}

/**
 * An emergency heard once decides. Of other contradictions that which was heard more often counts, and of equals
 * the wrong line: one of two transcripts of the same option was a mistake. "Press two", and no more, contradicts nothing.
 */
function merged(group: readonly MenuOption[]): MenuOption | undefined {
  const emergency = group.find((option) => option.purpose === 'emergency');
  if (emergency) return emergency;
  const told = group.filter(({ purpose }) => isTold(purpose));
  const wrong = told.filter((option) => FORBIDDEN.has(option.purpose));
  const named = told.filter((option) => !FORBIDDEN.has(option.purpose));
  if (told.length > 0) return mostFrequent(named.length > wrong.length ? named : wrong);
  return group.find(({ purpose }) => purpose === 'unclear') ?? group[0];
}

function mostFrequent(group: readonly MenuOption[]): MenuOption | undefined {
  const counts = new Map<Purpose, number>();
  for (const { purpose } of group) counts.set(purpose, (counts.get(purpose) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return group.find((option) => counts.get(option.purpose) === most);
}
