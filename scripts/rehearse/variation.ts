/**
 * What differs from one playing of a scenario to the next, drawn from a seed: the same seed gives the same call.
 * Used by `practice-of.ts`.
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface Variation {
  /** One of the given, which must not be empty. */
  pick<T>(from: readonly T[]): T;
  /** About so many ms: up to a fifth more or less. */
  about(ms: number): number;
}

const SPREAD_PERCENT = 20;

/** Each scenario has a stream of its own, so that it plays alike whatever else is played beside it. */
export function createVariation(seed: number, scenario: string): Variation {
  const random = xoroshiro128plus(seed ^ hashOf(scenario));
  return {
    pick(from) {
      const chosen = from[uniformInt(random, 0, from.length - 1)];
      if (chosen === undefined) throw new RangeError('There is nothing to pick from.');
      return chosen;
    },
    about: (ms) => Math.round((ms * uniformInt(random, 100 - SPREAD_PERCENT, 100 + SPREAD_PERCENT)) / 100),
  };
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash;
}
