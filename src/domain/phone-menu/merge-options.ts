/** Options that were heard more than once, each made one. Used by the parser. */
import type { MenuOption, Purpose } from './menu.js';
import { FORBIDDEN } from './purposes.js';

/**
 * One option for each key, and for each phrase without a key, in the order in which they were first heard. `sure` are
 * those heard twice, and where once is enough those heard well and never as anything else.
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
    const alike = group.filter(({ purpose }) => purpose === one.purpose).length;
    const clear = alike === group.length && group.some((option) => option.sure);
    const sure = alike > 1 || (onceIsEnough && clear);
    return [{ ...one, sure }];
  });
}

/**
 * An emergency heard once decides. Of other contradictions that which was heard more often counts, and of equals
 * the wrong line: one of two transcripts of the same option was a mistake.
 */
function merged(group: readonly MenuOption[]): MenuOption | undefined {
  const emergency = group.find((option) => option.purpose === 'emergency');
  if (emergency) return emergency;
  const wrong = group.filter((option) => FORBIDDEN.has(option.purpose));
  const named = group.filter((option) => !FORBIDDEN.has(option.purpose));
  return mostFrequent(named.length > wrong.length ? named : wrong);
}

function mostFrequent(group: readonly MenuOption[]): MenuOption | undefined {
  const counts = new Map<Purpose, number>();
  for (const { purpose } of group)
    counts.set(purpose, (counts.get(purpose) ?? 0) + (purpose === 'unknown' ? 0 : 1));
  const most = Math.max(...counts.values());
  return group.find((option) => counts.get(option.purpose) === most);
}
