import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bestOption,
  decideOption,
  type KeyDecision,
  parseMenu,
} from '../../../src/domain/phone-menu/index.js';
import { KEYS } from '../../../src/domain/phone-menu/menu.js';

const MENU = [
  'If this is a medical emergency, press 1. For billing, press 2. For scheduling, press 3. For the operator, press 0.',
];
const menu = (heard: readonly string[], tried: readonly string[] = []) => ({
  heard,
  tried: tried.map((key) => ({ key: KEYS.find((one) => one === key) ?? null, say: null })),
});
const inShort = (decision: KeyDecision): string => {
  if (decision.kind === 'press') return `press ${decision.key}`;
  return decision.kind === 'say' ? `say ${decision.say}` : decision.kind;
};

describe('what a model asks for', () => {
  test('goes out when the menu bears it out, with the words that it rests on', () => {
    expect(decideOption({ key: '3' }, menu(MENU))).toMatchObject({
      kind: 'press',
      key: '3',
      words: 'For scheduling, press 3',
    });
    expect(inShort(decideOption({ key: 'press three' }, menu(MENU)))).toBe('press 3');
    expect(inShort(decideOption({ say: 'scheduling' }, menu(MENU)))).toBe('press 3');
  });

  test.each(['1', '2', 'one', 'press 1'])('is refused for a wrong line: %s', (key) => {
    expect(decideOption({ key }, menu(MENU))).toMatchObject({ kind: 'refuse', asked: key });
  });

  test('waits where a key begins the last sentence heard: what it is for may come now', () => {
    const pieces = ['You may also text this number to reach our office.', 'Press 9', 'for an emergency.'];
    expect(inShort(decideOption({ key: '9' }, menu(pieces.slice(0, 2))))).toBe('wait');
    expect(inShort(decideOption({ key: '9' }, menu(pieces)))).toBe('refuse');
  });

  test.each(['7', '9', '911', '33', 'any', '1 or 3'])('is refused where no such key was heard: %s', (key) => {
    expect(inShort(decideOption({ key }, menu(MENU)))).toBe('refuse');
  });

  test('is refused in words, too', () => {
    expect(inShort(decideOption({ say: 'this is an emergency' }, menu(MENU)))).toBe('refuse');
  });

  test('gives way to a person where it only leads on', () => {
    const heard = ['For all other questions, press 4. For scheduling, press 3.'];
    expect(inShort(decideOption({ key: '4' }, menu(heard)))).toBe('press 3');
  });

  test('stays where it leads to a person, even where the gate would have chosen another', () => {
    expect(inShort(decideOption({ key: '0' }, menu(MENU)))).toBe('press 0');
    expect(inShort(bestOption(menu(MENU)))).toBe('press 3');
  });

  test('is refused where it answers whether it is an emergency, though another purpose follows', () => {
    const heard = [
      'is this an emergency if so press 1 for appointment scheduling you can press 2 for billing 3',
    ];
    expect(inShort(decideOption({ key: '1' }, menu(heard)))).toBe('refuse');
  });

  test('is allowed for new visits that are named beside others', () => {
    const heard = [
      'For billing, press 1. For new and follow up visits, press 2. For follow up visits, press 3.',
    ];
    expect(inShort(decideOption({ key: '2' }, menu(heard)))).toBe('press 2');
    expect(inShort(decideOption({ key: '3' }, menu(heard)))).toBe('refuse');
  });

  test('gives way to the next best when it led nowhere before', () => {
    expect(inShort(decideOption({ key: '3' }, menu(MENU, ['3'])))).toBe('press 0');
  });

  test('is left to the gate when it is nothing', () => {
    expect(decideOption({}, menu(MENU))).toEqual(bestOption(menu(MENU)));
    expect(decideOption({ key: ' ', say: null }, menu(MENU))).toEqual(bestOption(menu(MENU)));
  });

  test('and was not recognised goes out only when it was heard twice and nothing is better', () => {
    const heard = ['For Doctor Patel, press 4. For billing, press 2.'];
    expect(inShort(decideOption({ key: '4' }, menu(heard)))).toBe('wait');
    expect(inShort(decideOption({ key: '4' }, menu([...heard, ...heard])))).toBe('press 4');
    expect(inShort(bestOption(menu([...heard, ...heard])))).toBe('wait');
  });

  test('but was not heard well waits until it was heard again', () => {
    const heard = ['for the front desk dress seven'];
    expect(inShort(decideOption({ key: '7' }, menu(heard)))).toBe('wait');
    expect(inShort(decideOption({ key: '7' }, menu([...heard, 'for the front desk press seven'])))).toBe(
      'press 7',
    );
  });
});

describe('the best option', () => {
  test('is scheduling, then the front desk, then the operator', () => {
    const heard = ['For the operator, press 0. For the front desk, press 5. For appointments, press 3.'];
    expect(inShort(bestOption(menu(heard)))).toBe('press 3');
    expect(inShort(bestOption(menu(heard, ['3'])))).toBe('press 5');
    expect(inShort(bestOption(menu(heard, ['3', '5'])))).toBe('press 0');
    expect(bestOption(menu(heard, ['3', '5', '0']))).toMatchObject({
      kind: 'wait',
      why: expect.stringMatching(/tried/),
    });
  });

  test('is a new appointment before any other', () => {
    expect(inShort(bestOption(menu(['For appointments, press 1. For a new appointment, press 2.'])))).toBe(
      'press 2',
    );
  });

  test('is English and never another language', () => {
    expect(inShort(bestOption(menu(['Para español, oprima el 2. For English, press 1.'])))).toBe('press 1');
    expect(inShort(bestOption(menu(['Para español, oprima el 2.'])))).toBe('wait');
    expect(inShort(decideOption({ key: '2' }, menu(['Para español, oprima el 2.'])))).toBe('refuse');
  });

  test('is to wait where nothing is permitted or nothing was heard', () => {
    expect(bestOption(menu([]))).toMatchObject({ kind: 'wait', words: '' });
    expect(inShort(bestOption(menu(['For billing, press 1.'])))).toBe('wait');
    expect(bestOption(menu(['For billing, press 1, or stay on the line.']))).toMatchObject({
      kind: 'wait',
      words: 'stay on the line',
    });
  });

  test('is to hear the menu again only where nothing else is left, and once', () => {
    const heard = ['For billing, press 1. To repeat this menu, press star.'];
    expect(inShort(bestOption(menu(heard)))).toBe('press *');
    expect(inShort(bestOption(menu(heard, ['*'])))).toBe('wait');
    expect(inShort(bestOption(menu([...heard, 'Or stay on the line for the operator.'])))).toBe('wait');
  });

  test('is said where the menu takes any words', () => {
    const heard = ['In a few words, tell me how I can help you.'];
    expect(inShort(bestOption(menu(heard)))).toBe('say schedule a new appointment');
    expect(inShort(decideOption({ say: 'front desk' }, menu(heard)))).toBe('say front desk');
    expect(inShort(decideOption({ say: 'a medical emergency' }, menu(heard)))).toBe('refuse');
    expect(inShort(decideOption({ say: 'billing' }, menu(heard)))).toBe('refuse');
  });
});

describe('whatever the menu and whatever the model', () => {
  const emergencies = [
    (key: string) => `If this is a medical emergency, press ${key}.`,
    (key: string) => `press ${key} if this is an emergency`,
    (key: string) => `for urgent medical matters press ${key}`,
    (key: string) => `if you are having chest pain please press ${key} now`,
    (key: string) => `Para emergencias, marque ${key}.`,
  ];
  const others = [
    (key: string) => `For scheduling, press ${key}.`,
    (key: string) => `press ${key} for billing`,
    (key: string) => `to speak with the operator press ${key}`,
    (key: string) => `if you are a new patient, dial ${key}`,
    (key: string) => `for all other calls press ${key}`,
  ];
  const option = (templates: readonly ((key: string) => string)[]) =>
    fc.tuple(
      fc.constantFrom(...templates),
      fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'),
    );
  const anyMenu = fc
    .tuple(option(emergencies), fc.array(option(others), { maxLength: 6 }), fc.nat(6))
    .map(([[template, key], rest, at]) => {
      const told = rest.map(([other, otherKey]) => other(otherKey));
      return { key, heard: [...told.slice(0, at), template(key), ...told.slice(at)] };
    });

  test('the emergency key never goes out', () => {
    fc.assert(
      fc.property(anyMenu, fc.constantFrom(...KEYS, '911', 'emergency', ''), ({ key, heard }, asked) => {
        for (const pieces of [heard, [heard.join(' ')]]) {
          for (const decision of [
            decideOption({ key: asked }, menu(pieces)),
            decideOption({ say: asked }, menu(pieces)),
            bestOption(menu(pieces)),
          ]) {
            expect(inShort(decision)).not.toBe(`press ${key}`);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a key that goes out was heard, is permitted and cites the menu', () => {
    fc.assert(
      fc.property(anyMenu, fc.constantFrom(...KEYS), ({ heard }, asked) => {
        const decision = decideOption({ key: asked }, menu(heard));
        if (decision.kind !== 'press') return;
        const chosen = parseMenu(heard).options.find(({ key }) => key === decision.key);
        expect(chosen?.words).toBe(decision.words);
        expect(heard.join(' ')).toContain(decision.words);
        expect(['scheduling', 'operator', 'continue']).toContain(chosen?.purpose);
      }),
      { numRuns: 200 },
    );
  });

  test('any text at all is read without an error', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string(), (heard, asked) => {
        expect(['press', 'say', 'wait', 'refuse']).toContain(decideOption({ key: asked }, menu(heard)).kind);
      }),
    );
  });
});
