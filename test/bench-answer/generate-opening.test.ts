import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateOpening } from '../bench/answer/generate-opening.js';
import { HELD_OUT_WORDINGS } from '../bench/answer/held-out-wordings.js';
import { OPEN_WORDINGS } from '../bench/answer/open-wordings.js';
import { hasWords, TRUTHS } from '../bench/answer/opening.js';
import type { Wordings } from '../bench/answer/wordings.js';

const anyOpening = fc
  .record({ seed: fc.nat(1_000_000), index: fc.nat(10_000), heldOut: fc.boolean() })
  .map(generateOpening);

const textsOf = (wordings: unknown): string[] => {
  if (typeof wordings === 'string') return [wordings];
  return Object.values(wordings as object).flatMap(textsOf);
};

describe('a generated opening', () => {
  it('is the same for the same seed, and another for another', () => {
    const made = (seed: number) =>
      Array.from({ length: 20 }, (_, index) => generateOpening({ seed, index, heldOut: false }));
    expect(made(7)).toEqual(made(7));
    expect(made(8)).not.toEqual(made(7));
  });

  it('has its turns one after the other, with a pause between them, all filled in', () => {
    fc.assert(
      fc.property(anyOpening, ({ turns }) =>
        turns.every(
          ({ text, startsAtMs, endsAtMs }, at) =>
            endsAtMs > startsAtMs &&
            startsAtMs >= (at === 0 ? 0 : (turns[at - 1]?.endsAtMs ?? 0)) &&
            !/[{}|]|undefined/.test(text),
        ),
      ),
    );
  });

  it('has a person on the line exactly where one is, who speaks last', () => {
    fc.assert(
      fc.property(anyOpening, ({ truth, turns, person }) => {
        if (truth !== 'person' && truth !== 'hold') return person === null;
        return person !== null && person.fromTurn <= turns.length && person.prods.length === 3;
      }),
    );
  });

  it('says nothing where nobody is', () => {
    fc.assert(
      fc.property(
        anyOpening,
        ({ truth, turns }) => truth !== 'silence' || !turns.some((turn) => hasWords(turn)),
      ),
    );
  });

  it('comes with every truth, in every style', () => {
    const openings = Array.from({ length: 600 }, (_, index) =>
      generateOpening({ seed: 1, index, heldOut: false }),
    );
    expect(new Set(openings.map(({ truth }) => truth))).toEqual(new Set(TRUTHS));
    expect(new Set(openings.map(({ truth, style }) => `${truth} ${style}`)).size).toBeGreaterThanOrEqual(20);
  });

  it('shares no sentence between the open and the held-out wordings', () => {
    const plain = (wordings: Wordings) =>
      textsOf(wordings)
        .map((text) =>
          text
            .toLowerCase()
            .replace(/[^a-z{} ]/g, '')
            .trim(),
        )
        .filter((text) => text.split(' ').length > 2);
    const open = new Set(plain(OPEN_WORDINGS));
    expect(plain(HELD_OUT_WORDINGS).filter((text) => open.has(text))).toEqual([]);
  });
});
