/** What a check is: it compares what a scenario expects with what the call left behind. Pure. */
import type { CallTrace } from '../call-trace.js';
import type { Path } from '../read-scenario.js';
import type { Expectations } from '../scenario-schema.js';

/** Something that is not as it should be. */
export interface Shortcoming {
  /** The field of `expect` that says so; empty for a rule that holds for every call. */
  readonly path: Path;
  readonly expected: string;
  readonly found: string;
  /** Where in the call it went astray, in ms of the line since the pick-up. */
  readonly atMs?: number;
}

export type Check = (expected: Expectations, trace: CallTrace) => readonly Shortcoming[];

/** None where nothing is expected or it is so. */
export function unless(isRight: boolean, shortcoming: Shortcoming): readonly Shortcoming[] {
  return isRight ? [] : [shortcoming];
}

/** Compares a value that a scenario may leave out. */
export function same<T>(path: Path, expected: T | undefined, found: T): readonly Shortcoming[] {
  return unless(expected === undefined || expected === found, {
    path,
    expected: String(expected),
    found: String(found),
  });
}

/** Looks for a pattern in a text that may not be there, or that must not for `none`. */
export function fits(
  path: Path,
  wanted: RegExp | 'none' | undefined,
  found: string | null,
): readonly Shortcoming[] {
  const isRight =
    wanted === undefined ||
    (wanted === 'none' ? found === null : found !== null && found.search(wanted) >= 0);
  return unless(isRight, {
    path,
    expected: String(wanted),
    found: found === null ? 'none' : `"${found}"`,
  });
}

export interface Searched<Wanted> {
  /** The index of what was found first of those that follow; -1 before the first. */
  readonly last: number;
  /** The first that was not found; null: all were. */
  readonly missing: { readonly wanted: Wanted; readonly index: number } | null;
}

/** Looks for each of `wanted` in turn, from `from(last)` on. */
export function inOrder<Wanted, Item>(
  wanted: readonly Wanted[],
  items: readonly Item[],
  isIt: (wanted: Wanted, item: Item) => boolean,
  from: (last: number) => number = (last) => last + 1,
): Searched<Wanted> {
  let last = -1;
  for (const [index, each] of wanted.entries()) {
    const start = from(last);
    const found = items.findIndex((item, at) => at >= start && isIt(each, item));
    if (found < 0) return { last, missing: { wanted: each, index } };
    last = found;
  }
  return { last, missing: null };
}
