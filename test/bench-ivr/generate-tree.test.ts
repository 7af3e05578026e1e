import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateTree } from '../bench/ivr/generate-tree.js';
import { isWanted, menuOf, optionFor, rightWay, type Tree } from '../bench/ivr/tree.js';
import { fill } from '../bench/ivr/voice.js';
import { HELD_OUT_WORDINGS } from '../bench/ivr/wordings/held-out.js';
import { OPEN_SETS } from '../bench/ivr/wordings/sets.js';

const anyTree = fc
  .record({ seed: fc.nat(1_000_000), index: fc.nat(10_000), heldOut: fc.boolean() })
  .map(generateTree);

const rightMenus = (tree: Tree) => rightWay(tree).menus.map((id) => menuOf(tree, id));

describe('a generated phone tree', () => {
  it('is the same for the same seed, and another for another', () => {
    const one = generateTree({ seed: 7, index: 3, heldOut: false });
    expect(generateTree({ seed: 7, index: 3, heldOut: false })).toEqual(one);
    expect(generateTree({ seed: 8, index: 3, heldOut: false })).not.toEqual(one);
  });

  it('leads whoever chooses right to the front desk', () => {
    fc.assert(fc.property(anyTree, (tree) => isWanted(rightWay(tree).line)));
  });

  it('never asks for the key or the words of an emergency line on the right way', () => {
    fc.assert(
      fc.property(anyTree, (tree) =>
        rightMenus(tree).every(({ id, right }) => {
          if (right === 'stay') return true;
          const choice = { key: right.key, say: right.key === null ? (right.spoken[0] ?? null) : null };
          return optionFor(menuOf(tree, id), choice)?.subject === right.subject;
        }),
      ),
    );
  });

  it('gives no key to two options of a menu', () => {
    fc.assert(
      fc.property(anyTree, ({ menus }) =>
        [...menus.values()].every(({ options }) => {
          const keys = options.flatMap(({ key }) => key ?? []);
          return new Set(keys).size === keys.length;
        }),
      ),
    );
  });

  it('fills every template and says every menu', () => {
    fc.assert(
      fc.property(anyTree, ({ menus }) =>
        [...menus.values()].every(
          ({ pieces, options }) =>
            pieces.length > 0 &&
            pieces.every((piece) => piece.trim() !== '' && !/[{}]|undefined/.test(piece)) &&
            options.every(({ heardBy }) => heardBy >= 0 && heardBy < pieces.length),
        ),
      ),
    );
  });

  it('is told in one of the open sets of wordings, each of which has its turn, or in the held-out set', () => {
    const practices = (heldOut: boolean): string[] =>
      Array.from({ length: 60 }, (_, index) => generateTree({ seed: 1, index, heldOut }).practice);
    const open = practices(false);
    for (const set of OPEN_SETS) expect(open.filter((one) => set.practices.includes(one))).not.toEqual([]);
    expect(open.filter((one) => !OPEN_SETS.some((set) => set.practices.includes(one)))).toEqual([]);
    expect(practices(true).filter((one) => !HELD_OUT_WORDINGS.practices.includes(one))).toEqual([]);
  });

  it.each([
    ['3', 'Select option 3.'],
    ['star', 'Select star.'],
    ['the pound key', 'Select the pound key.'],
  ])('calls no key an option but those with a number: %s', (k, said) => {
    expect(fill('Select option {k}.', { k })).toBe(said);
  });

  it('comes in every depth, with every way to speak of an emergency', () => {
    const trees = Array.from({ length: 300 }, (_, index) => generateTree({ seed: 1, index, heldOut: false }));
    expect(new Set(trees.map(({ depth }) => depth))).toEqual(new Set([1, 2, 3, 4]));
    const menus = trees.flatMap((tree) => [...tree.menus.values()]);
    const count = (holds: (menu: (typeof menus)[number]) => boolean): number => menus.filter(holds).length;
    expect(count(({ options }) => options.some(({ subject }) => subject === 'emergency'))).toBeGreaterThan(
      100,
    );
    expect(count(({ pieces }) => pieces.join(' ').includes('911'))).toBeGreaterThan(50);
    expect(count(({ right }) => right === 'stay')).toBeGreaterThan(20);
    expect(
      count(({ options }) => options.length > 0 && options.every(({ key }) => key === null)),
    ).toBeGreaterThan(5);
    expect(count(({ pieces }) => pieces.join(' ').toLowerCase().includes('español'))).toBeGreaterThan(20);
  });
});
