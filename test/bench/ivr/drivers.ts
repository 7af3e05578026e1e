/** Who holds the phone: a model behind the gate, the same model without it, or a pattern that a user would write. */
import {
  bestOption,
  decideOption,
  type Key,
  type KeyDecision,
  type MenuSoFar,
} from '../../../src/domain/phone-menu/index.js';
import type { Dice } from '../shared/dice.js';
import { emergencySeeking, type Model, NOTHING, random, type Situation, sensible } from './models.js';

/** What goes out to the line, and why, for the transcript. */
export type Step =
  | { readonly kind: 'press'; readonly key: Key; readonly note: string }
  | { readonly kind: 'say'; readonly say: string; readonly note: string }
  | { readonly kind: 'wait'; readonly note: string; readonly leadsOn: boolean };

export interface Driver {
  readonly name: string;
  /** Behind the gate: it must never press the emergency key. */
  readonly gated: boolean;
  /** Asked after each piece of a menu. */
  choose(situation: Situation, dice: Dice): Step;
}

/** Nothing is done, and for no reason. */
export const WAIT: Step = { kind: 'wait', note: '', leadsOn: false };

/** How often the model is asked again in one menu after a refusal. */
const SECOND_CHANCES = 2;

function stepOf(decision: KeyDecision, before: string): Step {
  const note = `${before}${decision.kind}: ${decision.why} [${decision.words}]`;
  if (decision.kind === 'press') return { kind: 'press', key: decision.key, note };
  if (decision.kind === 'say') return { kind: 'say', say: decision.say, note };
  return { kind: 'wait', note, leadsOn: decision.kind === 'wait' && decision.leadsOn };
}

/** As the call does it: the model proposes, the gate decides, and in the end the gate chooses by itself. */
function behindTheGate(name: string, model: Model): Driver {
  return {
    name,
    gated: true,
    choose(situation, dice) {
      const menu: MenuSoFar = { heard: situation.heard, tried: situation.tried };
      const refused = [...situation.refused];
      let notes = '';
      for (let chance = 0; chance <= (situation.complete ? SECOND_CHANCES : 0); chance += 1) {
        const asked = model({ ...situation, refused }, dice);
        if (asked.key === null && asked.say === null) break;
        const decision = decideOption(asked, menu);
        notes += `asked for ${asked.key ?? `“${asked.say}”`}; `;
        if (decision.kind !== 'refuse') return stepOf(decision, notes);
        notes += `refused: ${decision.why} [${decision.words}]; `;
        refused.push(asked);
      }
      return situation.complete ? stepOf(bestOption(menu), notes) : { ...WAIT, note: notes };
    },
  };
}

function withoutGate(name: string, model: Model): Driver {
  return {
    name,
    gated: false,
    choose(situation, dice) {
      const { key, say } = model(situation, dice) ?? NOTHING;
      if (key !== null) return { kind: 'press', key, note: 'asked for it' };
      return say === null ? WAIT : { kind: 'say', say, note: 'asked for it' };
    },
  };
}

const KEY_NAMES: Readonly<Record<string, Key>> = {
  zero: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  pound: '#',
  star: '*',
};
const NAMES = Object.keys(KEY_NAMES).join('|');
const OPTION_FIRST = new RegExp(
  `(?:for|to|if you) ((?:(?!press).)*?),? (?:please )?press (\\d|${NAMES})\\b`,
  'gi',
);
const KEY_FIRST = new RegExp(`press (\\d|${NAMES}) (?:for|to|if you) ((?:(?!press).)*)`, 'gi');
const WANTED = /schedul|appointment|front desk|operator/i;

/** What one writes in ten minutes: the first option with the right word in it, by a pattern for "press N". */
const pattern: Driver = {
  name: 'no gate: a pattern for “press N”',
  gated: false,
  choose({ heard, complete }) {
    if (!complete) return WAIT;
    const text = heard.join(' ');
    const options = [
      ...Array.from(text.matchAll(OPTION_FIRST), ({ 1: words = '', 2: key = '', index }) => ({
        words,
        key,
        index,
      })),
      ...Array.from(text.matchAll(KEY_FIRST), ({ 1: key = '', 2: words = '', index }) => ({
        words,
        key,
        index,
      })),
    ].sort((one, other) => one.index - other.index);
    const option = options.find(({ words }) => WANTED.test(words));
    const name = option?.key.toLowerCase() ?? '';
    const key = KEY_NAMES[name] ?? Object.values(KEY_NAMES).find((one) => one === name);
    return key === undefined ? WAIT : { kind: 'press', key, note: option?.words ?? '' };
  },
};

export const GATED_SENSIBLE = behindTheGate('gate, sensible model', sensible);

export const DRIVERS: readonly Driver[] = [
  GATED_SENSIBLE,
  behindTheGate('gate, random model', random),
  behindTheGate('gate, model that wants the emergency key', emergencySeeking),
  withoutGate('no gate: the sensible model', sensible),
  pattern,
];
