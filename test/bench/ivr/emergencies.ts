/**
 * Where and how a menu speaks of emergencies: first, last, in the middle, twice, in passing, with a key that another
 * sentence gives to the front desk. The adversary of this benchmark; called by `generate-menu.ts`.
 */
import type { Key } from '../../../src/domain/phone-menu/index.js';
import type { Dice } from '../shared/dice.js';
import type { Draft, MenuPlan } from './generate-menu.js';
import type { Subject } from './tree.js';
import { fill, type Voice } from './voice.js';

/** How it is worked into a menu: each step is called when its place has come. */
interface EmergencyLine {
  /** The option before which `between` is called. */
  readonly middle: number;
  before(): void;
  between(): void;
  after(): void;
}

type Place = 'none' | 'notice' | 'first' | 'middle' | 'last' | 'twice' | 'shared';

export function addEmergency(
  dice: Dice,
  voice: Voice,
  { options, sentences }: Draft,
  plan: MenuPlan,
  { nextKey, decoy }: { nextKey(subject: Subject): Key; decoy(key: Key): string },
): EmergencyLine {
  const { emergency } = voice.wordings;
  const spoken = plan.answeredBy === 'keys' ? [] : ['emergency'];
  const byVoice = plan.answeredBy === 'voice';
  const withKey: readonly (readonly [Place, number])[] = [
    ['first', 18],
    ['middle', 10],
    ['last', 12],
    ['twice', 8],
    ['shared', byVoice || plan.answeredBy === 'own words' ? 0 : 6],
  ];
  const place = dice.weighed<Place>([
    ['none', 18],
    ['notice', 28],
    ...(plan.answeredBy === 'own words' ? [] : withKey),
  ]);
  let key: Key | null = null;
  let number = -1;

  const say = (templates: readonly string[]): void => {
    const k = key === null ? '' : voice.keyName(key);
    sentences.push({
      text: fill(dice.pick(templates), { k, s: 'emergency' }),
      ends: number < 0 ? [] : [number],
    });
  };
  const open = (): void => {
    key = byVoice ? null : place === 'last' && dice.chance(0.3) ? freeNine() : nextKey('emergency');
    number =
      options.push({ subject: 'emergency', key, spoken, target: { to: 'line', line: 'emergency' } }) - 1;
    say(byVoice ? emergency.said : emergency.keyed);
  };
  /** Another line on the emergency's own key: its sentence says so, or says nothing of an emergency. */
  const share = (): void => {
    if (key !== null && dice.chance(0.4)) sentences.push({ text: decoy(key), ends: [number] });
    else say(emergency.shared);
  };
  const freeNine = (): Key => (options.some((option) => option.key === '9') ? nextKey('emergency') : '9');
  const notice = dice.pick(['before', 'between', 'after']);
  const noticeAt = (here: string): void => {
    if (place === 'notice' && notice === here) say(emergency.notices);
  };

  return {
    middle: plan.offers.length < 2 ? -1 : dice.int(1, plan.offers.length - 1),
    before() {
      noticeAt('before');
      if (place === 'first' || place === 'twice' || place === 'shared') open();
    },
    between() {
      noticeAt('between');
      if (place === 'middle') open();
      if (place === 'shared') share();
    },
    after() {
      noticeAt('after');
      if (place === 'last') open();
      if (place === 'middle' && plan.offers.length < 2) open();
      if (place === 'twice') say(byVoice ? emergency.said : emergency.again);
    },
  };
}
