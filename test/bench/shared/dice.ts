/** Seeded chance for generators, noise and models: the same seed gives the same calls, and the same drives through them. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const FINE = 1_000_000;

export interface Dice {
  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number;
  /** True with the probability `share` (0..1). */
  chance(share: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Picks by weight: pairs of an item and its weight. */
  weighed<T>(items: readonly (readonly [T, number])[]): T;
  shuffled<T>(items: readonly T[]): readonly T[];
}

/** Mixes several numbers into one seed, so that streams beside each other do not run alike. */
export function seedOf(...parts: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    hash = Math.imul(hash ^ part, 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash ^= hash >>> 13;
  }
  return hash | 0;
}

export function createDice(seed: number): Dice {
  const source = xoroshiro128plus(seed);
  const int = (from: number, to: number): number => uniformInt(source, from, to);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[int(0, items.length - 1)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  return {
    int,
    pick,
    chance: (share) => int(0, FINE - 1) < share * FINE,
    weighed(items) {
      let left = (int(0, FINE - 1) / FINE) * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return pick(items)[0];
    },
    shuffled(items) {
      const rest = [...items];
      const shuffled = [];
      while (rest.length > 0) shuffled.push(...rest.splice(int(0, rest.length - 1), 1));
      return shuffled;
    },
  };
}
