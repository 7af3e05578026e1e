import { describe, expect, it } from 'vitest';
import { drive } from '../bench/ivr/drive.js';
import { DRIVERS, type Driver, WAIT } from '../bench/ivr/drivers.js';
import { generateTree } from '../bench/ivr/generate-tree.js';
import { toTranscript } from '../bench/ivr/report.js';
import { createDice } from '../bench/shared/dice.js';

const trees = Array.from({ length: 60 }, (_, index) => generateTree({ seed: 11, index, heldOut: false }));

const driveAll = (driver: Driver, wer: number) =>
  trees.map((tree) => drive(tree, driver, { wer, noise: createDice(tree.index), model: createDice(1) }));

describe('a drive through a phone tree', () => {
  it('arrives when every choice is the right one', () => {
    const careful: Driver = {
      name: 'careful',
      gated: false,
      choose({ menu: { right }, complete }) {
        if (!complete || right === 'stay') return WAIT;
        if (right.key !== null) return { kind: 'press', key: right.key, note: '' };
        return { kind: 'say', say: right.spoken[0] ?? '', note: '' };
      },
    };
    const astray = driveAll(careful, 0.2).filter(({ result }) => result !== 'reached');
    expect(astray.map(toTranscript)).toEqual([]);
  });

  it('is given up when nothing is ever chosen and nothing comes by itself', () => {
    const asleep: Driver = {
      name: 'asleep',
      gated: false,
      choose: () => WAIT,
    };
    const results = new Set(driveAll(asleep, 0).map(({ result }) => result));
    expect(results).toEqual(new Set(['given up', 'reached']));
  });

  it('is the same for the same dice', () => {
    const [tree] = trees;
    if (tree === undefined) throw new Error('there are no trees');
    for (const driver of DRIVERS) {
      const once = () => drive(tree, driver, { wer: 0.2, noise: createDice(3), model: createDice(4) });
      expect(once()).toEqual(once());
    }
  });

  it.each(DRIVERS.filter(({ gated }) => gated).map((driver) => [driver.name, driver] as const))(
    'never ends at the emergency line: %s',
    (_name, driver) => {
      const pressed = [0, 0.1]
        .flatMap((wer) => driveAll(driver, wer))
        .filter(({ result }) => result === 'emergency');
      expect(pressed.map(toTranscript)).toEqual([]);
    },
  );

  it('does end there without the gate, so that the gate is seen to matter', () => {
    const ungated = DRIVERS.filter(({ gated }) => !gated).flatMap((driver) => driveAll(driver, 0.1));
    expect(ungated.some(({ result }) => result === 'emergency')).toBe(true);
  });
});
