/** The menu with the front desk in it: 2 to 9 options, the wanted ones among wrong lines, or only waiting. */
import type { Dice } from '../shared/dice.js';
import type { MenuPlan, Offer } from './generate-menu.js';
import { type Line, type Subject, type Target, WRONG } from './tree.js';
import type { Voice } from './voice.js';

/** What leads to the front desk, the right one first; `stay`: those who wait are put through. */
const MIXES: readonly (readonly [readonly (Subject | 'stay')[], number])[] = [
  [['scheduling'], 30],
  [['scheduling', 'operator'], 22],
  [['scheduling', 'front_desk'], 8],
  [['scheduling', 'stay'], 8],
  [['front_desk'], 10],
  [['operator'], 10],
  [['stay'], 8],
  [['all_others'], 4],
];

/** Lines whose words are nearest to those of the wanted one: they come more often. */
const NEAR: readonly Line[] = ['follow_up', 'referrals', 'physicians', 'nurse'];

/** How often a menu asks for the caller's own words, and what such a menu understands at the least. */
const OWN_WORDS = 0.03;
const UNDERSTOOD = ['scheduling', 'operator'] as const;

function answerKind(
  dice: Dice,
  mix: readonly (Subject | 'stay')[],
  ownWords: boolean,
): MenuPlan['answeredBy'] {
  if (ownWords) return 'own words';
  if (mix.includes('stay') || mix.includes('all_others')) return 'keys';
  return dice.weighed([
    ['keys', 88],
    ['either', 6],
    ['voice', 6],
  ]);
}

const FEWEST = 2;
const MOST = 9;

/**
 * `arrive` says where a wanted line leads (a person, a wait, another menu), `again` where the menu is heard again.
 * The emergency line comes with the options and is not counted among them.
 */
export function planFinalMenu(
  dice: Dice,
  voice: Voice,
  arrive: (wanted: Line) => Target,
  again: Target,
): Omit<MenuPlan, 'id' | 'opening'> {
  const ownWords = dice.chance(OWN_WORDS);
  const mix = ownWords ? UNDERSTOOD : dice.weighed(MIXES);
  const wanted: readonly Offer[] = mix.flatMap((subject): Offer[] => {
    if (subject === 'stay') return [];
    if (subject === 'scheduling' || subject === 'front_desk' || subject === 'operator') {
      return [{ subject, target: arrive(subject) }];
    }
    return [{ subject, target: arrive('front_desk') }];
  });
  const answeredBy = answerKind(dice, mix, ownWords);
  const others = Math.max(1, dice.int(FEWEST, MOST) - wanted.length);
  const near = NEAR.filter(() => dice.chance(0.4));
  const wrong = [...new Set([...dice.shuffled(near), ...dice.shuffled(WRONG)])].slice(0, others);
  const offers: readonly Offer[] = [
    ...wanted,
    ...wrong.map((subject) => ({ subject, target: { to: 'line', line: subject } }) as const),
  ];
  const spanish: Offer = { subject: 'spanish', target: { to: 'line', line: 'spanish' } };
  const last: readonly Offer[] = [
    ...(answeredBy === 'keys' && dice.chance(0.2) ? [spanish] : []),
    ...(answeredBy === 'keys' && dice.chance(0.25) ? [{ subject: 'repeat', target: again } as const] : []),
  ];
  const [right = 'stay'] = mix;
  const { stay, ...rest } = voice.wordings;
  return {
    offers: [...dice.shuffled(offers), ...last],
    closing: [
      ...(mix.includes('stay') ? [dice.pick(stay.person)] : []),
      ...(dice.chance(0.2) ? [dice.pick(rest.extension)] : []),
    ],
    silence: mix.includes('stay') ? arrive('front_desk') : null,
    right,
    answeredBy,
    emergencies: true,
  };
}
