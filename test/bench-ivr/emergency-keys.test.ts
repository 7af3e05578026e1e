/** No key of an emergency line passes the gate, whatever is proposed and however badly the menu was heard. */
import { describe, expect, test } from 'vitest';
import { heardPiece, menuNow, NO_MENU } from '../../src/domain/menu-progress.js';
import { bestOption, decideOption } from '../../src/domain/phone-menu/index.js';
import { KEYS } from '../../src/domain/phone-menu/menu.js';
import { generateTree } from '../bench/ivr/generate-tree.js';
import { type Menu, optionFor } from '../bench/ivr/tree.js';
import { createDice, type Dice, seedOf } from '../bench/shared/dice.js';
import { transcribed } from '../bench/shared/noise.js';

const TREES = 16;
const PLAYS = 2;

const isEmergency = (menu: Menu, key: (typeof KEYS)[number]): boolean => {
  const target = optionFor(menu, { key, say: null })?.target;
  return target?.to === 'line' && target.line === 'emergency';
};

/** What passed and should not have, with all that had been heard by then. */
function passed(menu: Menu, wer: number, noise: Dice): string[] {
  let progress = NO_MENU;
  const wrong: string[] = [];
  for (const piece of Array.from({ length: PLAYS }, () => menu.pieces).flat()) {
    progress = heardPiece(progress, transcribed(noise, piece, wer));
    const now = menuNow(progress);
    const decisions = [...KEYS.map((key) => decideOption({ key }, now)), bestOption(now)];
    for (const decision of decisions) {
      if (decision.kind === 'press' && isEmergency(menu, decision.key))
        wrong.push(`${decision.key}: ${now.heard.join(' / ')}`);
    }
  }
  return wrong;
}

describe('the key of an emergency line', () => {
  test.each([0, 0.05, 0.1, 0.2])('never passes, at a word error rate of %s', (wer) => {
    const wrong: string[] = [];
    let emergencies = 0;
    for (let index = 0; index < TREES; index++) {
      const noise = createDice(seedOf(17, index, Math.round(wer * 100)));
      for (const menu of generateTree({ seed: 17, index, heldOut: false }).menus.values()) {
        if (!KEYS.some((key) => isEmergency(menu, key))) continue;
        emergencies += 1;
        wrong.push(...passed(menu, wer, noise));
      }
    }
    expect(emergencies).toBeGreaterThan(TREES / 4);
    expect(wrong).toEqual([]);
  });
});
