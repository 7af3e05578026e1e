/**
 * A phone tree: what it says, where each key leads, and which way is right, all known by construction.
 * Built by `generate-tree.ts`, walked by `drive.ts`. It knows nothing of the parser that is measured with it.
 */
import type { Choice, Key } from '../../../src/domain/phone-menu/index.js';

/** The lines that count as the front desk, the most wanted first. */
export const WANTED = ['scheduling', 'front_desk', 'operator'] as const;

/** The lines that do not. */
export const WRONG = [
  'billing',
  'referrals',
  'follow_up',
  'pharmacy',
  'nurse',
  'records',
  'results',
  'hours',
  'directory',
  'locations',
  'careers',
  'physicians',
  'insurance',
  'portal',
  'vendors',
  'voicemail',
] as const;

export type Line = (typeof WANTED)[number] | (typeof WRONG)[number] | 'spanish' | 'emergency';

/** What options lead on to the next menu. */
export type LeadOn =
  | 'patients'
  | 'all_others'
  | 'english'
  | 'continue'
  | 'new_patients'
  | 'existing_patients';

export type Subject = Line | LeadOn | 'repeat';

export type Target =
  | { readonly to: 'line'; readonly line: Line }
  | { readonly to: 'menu'; readonly menu: string };

export interface Option {
  readonly subject: Subject;
  /** Null: by speech only. */
  readonly key: Key | null;
  /** What the tree understands in its place; empty: by key only. */
  readonly spoken: readonly string[];
  readonly target: Target;
  /** The piece of the menu with which the option has been said to its end. */
  readonly heardBy: number;
}

export interface Menu {
  readonly id: string;
  /** What it says, with a pause between the pieces. */
  readonly pieces: readonly string[];
  readonly options: readonly Option[];
  /** Where the call goes when nothing is chosen; null: the menu plays again. */
  readonly silence: Target | null;
  /** What a careful person does here. */
  readonly right: Option | 'stay';
}

export interface Tree {
  readonly index: number;
  readonly practice: string;
  /** Menus that must be passed, at the most. */
  readonly depth: number;
  readonly heldOut: boolean;
  readonly start: string;
  readonly menus: ReadonlyMap<string, Menu>;
}

export const isWanted = (line: Line): boolean => WANTED.some((wanted) => wanted === line);

export function menuOf(tree: Tree, id: string): Menu {
  const menu = tree.menus.get(id);
  if (menu === undefined) throw new Error(`tree ${tree.index} has no menu ${id}`);
  return menu;
}

/** What of a word a tree's recogniser goes by; short words tell it nothing. */
const stems = (words: string): ReadonlySet<string> =>
  new Set(
    (words.toLowerCase().match(/[a-z]+/g) ?? [])
      .filter(({ length }) => length > 3)
      .map((word) => word.slice(0, 5)),
  );

/** How near two phrases are, 0 to 1: the words they share among all their words. */
function likeness(one: string, other: string): number {
  const [some, more] = [stems(one), stems(other)];
  const shared = [...some].filter((stem) => more.has(stem)).length;
  return shared === 0 ? 0 : shared / (some.size + more.size - shared);
}

/**
 * Where a key or spoken words lead. A key that is said of an emergency leads there, whatever else was said of it.
 * Null: the tree did not understand, and plays the menu again.
 */
export function optionFor(menu: Menu, { key, say }: Choice): Option | null {
  if (key !== null) {
    const keyed = menu.options.filter((option) => option.key === key);
    return keyed.find(({ subject }) => subject === 'emergency') ?? keyed[0] ?? null;
  }
  let nearest: Option | null = null;
  let most = 0;
  for (const option of menu.options) {
    const near = Math.max(0, ...option.spoken.map((words) => likeness(words, say ?? '')));
    if (near > most || (near === most && near > 0 && option.subject === 'emergency')) {
      nearest = option;
      most = near;
    }
  }
  return nearest;
}

/** The lines that the right choices lead to, one after the other: the way of a careful person. */
export function rightWay(tree: Tree): { readonly menus: readonly string[]; readonly line: Line } {
  const menus: string[] = [];
  let target: Target = { to: 'menu', menu: tree.start };
  while (target.to === 'menu') {
    if (menus.includes(target.menu)) throw new Error(`tree ${tree.index} goes round in circles`);
    const menu = menuOf(tree, target.menu);
    menus.push(menu.id);
    const next: Target | null = menu.right === 'stay' ? menu.silence : menu.right.target;
    if (next === null) throw new Error(`tree ${tree.index}: waiting in ${menu.id} leads nowhere`);
    target = next;
  }
  return { menus, line: target.line };
}
