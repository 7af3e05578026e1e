import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { practiceOf } from '../../scripts/rehearse/practice-of.js';
import { parseScenario } from '../../scripts/rehearse/read-scenario.js';
import { createVariation } from '../../scripts/rehearse/variation.js';

const { scenario } = parseScenario(
  `
title: A menu
practice:
  ringMs: 1000
  start: menu
  opening: {oneOf: [Hello., Good morning., "Yes?"]}
  turns:
    - hears: bye
      hangsUp: true
  scenes:
    menu:
      plays: [Press 2., {pauseMs: 1000}, {sound: beep, ms: 300}]
      keys: {2: person}
      then: {afterMs: 5000, goesTo: menu}
expect: {outcome: hung_up}
`,
  'menu.yaml',
);

const play = (seed: number, name = 'menu') => practiceOf(scenario.practice, createVariation(seed, name));
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

describe('The practice of a scenario', () => {
  test('is the script that was written', () => {
    expect(play(1)).toMatchObject({
      pickup: 'answers',
      start: 'menu',
      turns: [{ hears: /bye/i, hangsUp: true }],
      scenes: {
        menu: {
          plays: [{ says: 'Press 2.' }, { pauseMs: expect.any(Number) }, { sound: 'beep', ms: 300 }],
          keys: { 2: 'person' },
        },
      },
    });
  });

  test('is the same for the same seed', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(play(seed)).toEqual(play(seed));
      }),
    );
  });

  test('says each of the choices for some seed, and differs from that of another name', () => {
    const openings = Array.from({ length: 40 }, (_, seed) => play(seed).opening);
    expect([...new Set(openings)].sort()).toEqual(['Good morning.', 'Hello.', 'Yes?']);
    expect(Array.from({ length: 40 }, (_, seed) => play(seed, 'other').opening)).not.toEqual(openings);
  });

  test('takes up to a fifth more or less time than was written, and never answers into a breath', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { ringMs, reactionMs, scenes } = play(seed);
        expect(ringMs).toBeGreaterThanOrEqual(800);
        expect(ringMs).toBeLessThanOrEqual(1200);
        expect(reactionMs).toBeGreaterThanOrEqual(600);
        expect(scenes?.['menu']?.then?.goesTo).toBe('menu');
        expect(scenes?.['menu']?.then?.afterMs).toBeGreaterThanOrEqual(4000);
        expect(scenes?.['menu']?.then?.afterMs).toBeLessThanOrEqual(6000);
      }),
    );
  });
});
