/** A whole phone tree from a seed: its levels in the order practices use them, each with one right way on. */
import { createDice, type Dice, seedOf } from '../shared/dice.js';
import { generateMenu, type MenuPlan, type Offer } from './generate-menu.js';
import { planFinalMenu } from './plan-final-menu.js';
import type { Line, Menu, Subject, Target, Tree } from './tree.js';
import { isWanted } from './tree.js';
import { createVoice, fill, inPieces, type Voice } from './voice.js';
import { HELD_OUT_WORDINGS } from './wordings/held-out.js';
import { OPEN_SETS } from './wordings/sets.js';

/** The levels that a caller may have to pass before the menu with the front desk, in this order; the last comes after. */
const LEVELS = [
  'emergency filter',
  'language',
  'continue',
  'caller',
  'departments',
  'new or existing',
] as const;
type Level = (typeof LEVELS)[number];

const line = (to: Line): Target => ({ to: 'line', line: to });
const menu = (id: string): Target => ({ to: 'menu', menu: id });
const wrong = (subject: Line): Offer => ({ subject, target: line(subject) });

const PLAIN: Pick<MenuPlan, 'closing' | 'silence' | 'answeredBy' | 'emergencies'> = {
  closing: [],
  silence: null,
  answeredBy: 'keys',
  emergencies: true,
};

/** A menu that only separates the emergencies: its sentence carries both keys, or one, or none. */
function emergencyFilter(
  dice: Dice,
  voice: Voice,
  id: string,
  opening: readonly string[],
  next: Target,
): Menu {
  const { filters, stays, keyedStays } = voice.wordings.emergency;
  const [templates, keyed] = dice.weighed<readonly [readonly string[], 'both' | 'one' | 'none']>([
    [[filters, 'both'], 60],
    [[stays, 'none'], 28],
    [[keyedStays, 'one'], 12],
  ]);
  const [emergencyKey, otherKey] = dice.pick([
    ['1', '2'],
    ['1', '2'],
    ['9', '1'],
    ['2', '1'],
    ['1', '#'],
  ] as const);
  const k = voice.keyName(emergencyKey);
  const other = voice.keyName(otherKey);
  const { pieces, heardBy } = inPieces(dice, voice, [
    ...opening.map((text) => ({ text, ends: [] })),
    { text: fill(dice.pick(templates), { k, other }), ends: [0] },
  ]);
  const base = { spoken: [], heardBy: heardBy.get(0) ?? 0 };
  const on = { ...base, subject: 'all_others', key: otherKey, target: next } as const;
  return {
    id,
    pieces,
    options: [
      ...(keyed === 'none'
        ? []
        : [{ ...base, subject: 'emergency', key: emergencyKey, target: line('emergency') } as const]),
      ...(keyed === 'both' ? [on] : []),
    ],
    silence: keyed === 'both' ? null : next,
    right: keyed === 'both' ? on : 'stay',
  };
}

function planLevel(dice: Dice, voice: Voice, level: Level, next: Target): Omit<MenuPlan, 'id' | 'opening'> {
  const { stay } = voice.wordings;
  switch (level) {
    case 'language': {
      const spanish = wrong('spanish');
      if (dice.chance(0.3)) {
        return { ...PLAIN, offers: [spanish], closing: [dice.pick(stay.on)], silence: next, right: 'stay' };
      }
      const offers: readonly Offer[] = [{ subject: 'english', target: next }, spanish];
      return { ...PLAIN, offers: dice.chance(0.8) ? offers : offers.toReversed(), right: 'english' };
    }
    case 'continue':
      return { ...PLAIN, offers: [{ subject: 'continue', target: next }], right: 'continue' };
    case 'caller': {
      const others = dice.shuffled(['physicians', 'pharmacy', 'insurance', 'vendors'] as const);
      const offers = [
        ...others.slice(0, dice.int(1, 3)).map(wrong),
        { subject: 'patients', target: next } as const,
      ];
      return { ...PLAIN, offers: dice.shuffled(offers), right: 'patients' };
    }
    case 'departments': {
      const lines = dice.shuffled([
        'billing',
        'records',
        'pharmacy',
        'hours',
        'referrals',
        'careers',
      ] as const);
      const offers = [
        ...lines.slice(0, dice.int(2, 5)).map(wrong),
        { subject: 'all_others', target: next } as const,
      ];
      return { ...PLAIN, offers: dice.chance(0.7) ? offers : dice.shuffled(offers), right: 'all_others' };
    }
    case 'new or existing': {
      const offers: readonly Offer[] = [
        { subject: 'new_patients', target: next },
        { subject: 'existing_patients', target: next },
      ];
      return { ...PLAIN, offers: dice.shuffled(offers), right: 'new_patients' };
    }
    case 'emergency filter':
      throw new Error('a filter is one sentence, not a list of options');
  }
}

/** The wait before somebody answers. Nothing is to be pressed here. */
function holdMenu(dice: Dice, voice: Voice, id: string, to: Line): Menu {
  const template = dice.pick(voice.wordings.holds);
  const key = '1';
  const option = { subject: 'voicemail', key, spoken: [], target: line('voicemail'), heardBy: 0 } as const;
  return {
    id,
    pieces: [voice.written(fill(template, { k: voice.keyName(key) }))],
    options: template.includes('{k}') ? [option] : [],
    silence: line(to),
    right: 'stay',
  };
}

export interface TreeOptions {
  readonly seed: number;
  readonly index: number;
  /** In the held-out wordings; otherwise in one of the open sets, which the seed chooses. */
  readonly heldOut: boolean;
}

/** The same options give the same tree. Its depth is 1 to 4, waiting on hold not counted. */
export function generateTree({ seed, index, heldOut }: TreeOptions): Tree {
  const dice = createDice(seedOf(seed, index, heldOut ? 1 : 0));
  const wordings = heldOut ? HELD_OUT_WORDINGS : dice.pick(OPEN_SETS);
  const voice = createVoice(dice, wordings);
  const practice = dice.pick(wordings.practices);
  const depth = dice.int(1, 4);
  const chosen = dice.shuffled(LEVELS).slice(0, depth - 1);
  const before = LEVELS.filter((level) => level !== 'new or existing' && chosen.includes(level));
  const menus = new Map<string, Menu>();
  const add = (built: Menu): Target => {
    menus.set(built.id, built);
    return menu(built.id);
  };
  /** Only the first menu greets. */
  const opening = (first: boolean): readonly string[] => [
    ...(first ? [fill(dice.pick(wordings.greetings), { practice })] : []),
    ...dice.shuffled(wordings.announcements).slice(0, first ? dice.int(0, 3) : dice.pick([0, 0, 1])),
  ];

  const reach = (wanted: Line): Target =>
    isWanted(wanted) && dice.chance(0.25)
      ? add(holdMenu(dice, voice, `hold for ${wanted}`, wanted))
      : line(wanted);
  const desks = new Map<Subject, Target>();
  if (chosen.includes('new or existing')) {
    const plan = planLevel(dice, voice, 'new or existing', reach('scheduling'));
    desks.set(
      'scheduling',
      add(generateMenu(dice, voice, { ...plan, id: 'new or existing', opening: opening(false) })),
    );
  }
  const arrive = (wanted: Line): Target => desks.get(wanted) ?? reach(wanted);
  const root = before[0] ?? 'main';
  const main = planFinalMenu(dice, voice, arrive, menu('main'));
  let start = add(generateMenu(dice, voice, { ...main, id: 'main', opening: opening(root === 'main') }));
  for (const level of before.toReversed()) {
    const said = opening(level === root);
    const built: Menu =
      level === 'emergency filter'
        ? emergencyFilter(dice, voice, level, said, start)
        : generateMenu(dice, voice, { ...planLevel(dice, voice, level, start), id: level, opening: said });
    start = add(built);
  }
  return { index, practice, depth, heldOut, start: root, menus };
}
