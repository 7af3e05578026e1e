/** Used by `ways.ts`: `Map.groupBy` is not in every Node that this runs on. */

/** At least one. */
export type Group<T> = readonly [T, ...T[]];

/** Those with the same key together, in order of first appearance. */
export const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): Group<T>[] => {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
};
