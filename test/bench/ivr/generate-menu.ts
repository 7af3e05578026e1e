/** One menu from what it offers: keys, order, wordings, and the emergency line where it does the most harm. */
import { KEYS, type Key } from '../../../src/domain/phone-menu/menu.js';
import type { Dice } from '../shared/dice.js';
import { addEmergency } from './emergencies.js';
import type { Menu, Option, Subject, Target } from './tree.js';
import { fill, inPieces, type Sentence, type Voice } from './voice.js';
import type { PhrasedSubject } from './wordings.js';

export interface Offer {
  readonly subject: Subject;
  readonly target: Target;
  /** Fixed by who planned the menu; null: the next free one. */
  readonly key?: Key;
}

export interface MenuPlan {
  readonly id: string;
  /** Said before the options. */
  readonly opening: readonly string[];
  /** In the order in which they are said, the emergency line not among them. */
  readonly offers: readonly Offer[];
  /** Said after the options. */
  readonly closing: readonly string[];
  readonly silence: Target | null;
  /** What a careful person chooses. */
  readonly right: Subject | 'stay';
  readonly answeredBy: 'keys' | 'voice' | 'either' | 'own words';
  /** Where the emergency line leads; null: the menu has none of its own. */
  readonly emergencies: boolean;
}

/** An option before it is known with which piece it ends. */
export type DraftOption = Omit<Option, 'heardBy'>;

/** A menu while it is put together. */
export interface Draft {
  readonly options: DraftOption[];
  readonly sentences: Sentence[];
}

const DIGITS: readonly Key[] = KEYS.slice(1, 10);

/** Keys in the order of the options or at random; the operator mostly has the 0, and the last ones what is usual. */
function createKeys(dice: Dice, plan: MenuPlan): (subject: Subject) => Key {
  const inOrder = dice.chance(0.65);
  const taken = new Set(plan.offers.map(({ key }) => key));
  const usual: Partial<Record<Subject, readonly Key[]>> = {
    operator: ['0'],
    repeat: ['*', '9', '#'],
    continue: ['#', '1', '*'],
    directory: ['8', '#'],
    spanish: ['2', '8'],
  };
  return (subject) => {
    const wished = dice.chance(0.7) ? (usual[subject] ?? []) : [];
    const order = [
      ...dice.shuffled(wished),
      ...(inOrder ? DIGITS : dice.shuffled(DIGITS)),
      '0',
      '#',
      '*',
    ] as const;
    const key = order.find((one) => !taken.has(one));
    if (key === undefined) throw new Error(`${plan.id} has more options than keys`);
    taken.add(key);
    return key;
  };
}

function sentenceFor(
  dice: Dice,
  voice: Voice,
  option: DraftOption,
  say: (subject: PhrasedSubject, key: Key) => string,
): string {
  const { subject, key, spoken } = option;
  const { wordings } = voice;
  const k = key === null ? '' : voice.keyName(key);
  if (subject === 'emergency') throw new Error('an emergency has sentences of its own');
  const spanishKey = key === null ? '' : voice.spanishKeyName(key);
  if (subject === 'spanish') return fill(dice.pick(wordings.spanish.language), { k: spanishKey });
  if (subject === 'english' || subject === 'continue' || subject === 'repeat') {
    return fill(dice.pick(wordings[subject]), { k });
  }
  const [s] = spoken;
  if (s !== undefined) {
    const { either, listed } = wordings.speech;
    return fill(dice.pick(key === null ? listed : either), {
      k,
      s,
      x: dice.pick(wordings.phrases[subject].nouns),
    });
  }
  return key === null ? '' : say(subject, key);
}

/** The options again in Spanish, with the same keys. */
function addSpanish(dice: Dice, voice: Voice, { options, sentences }: Draft): void {
  const { emergency, lines } = voice.wordings.spanish;
  options.forEach(({ subject, key }, index) => {
    const templates = subject === 'emergency' ? emergency : lines[subject];
    if (templates === undefined || key === null) return;
    sentences.push({ text: fill(dice.pick(templates), { k: voice.spanishKeyName(key) }), ends: [index] });
  });
}

function spokenFor(
  dice: Dice,
  voice: Voice,
  subject: Subject,
  answeredBy: MenuPlan['answeredBy'],
): readonly string[] {
  const phrases = Object.entries(voice.wordings.phrases).find(([name]) => name === subject)?.[1];
  if (answeredBy === 'keys' || phrases === undefined) return [];
  return answeredBy === 'own words'
    ? [...phrases.spoken, ...phrases.nouns, ...phrases.acts]
    : [dice.pick(phrases.spoken)];
}

export function generateMenu(dice: Dice, voice: Voice, plan: MenuPlan): Menu {
  const nextKey = createKeys(dice, plan);
  const draft: Draft = { options: [], sentences: [] };
  const say = voice.optionStyle();
  const inOneBreath = plan.answeredBy === 'keys' && plan.offers.length > 2 && dice.chance(0.12);
  const { listTemplates, phrases } = voice.wordings;

  /** Where the next sentence stands if it goes on in one breath. */
  let breath = -1;
  const offer = ({ subject, target, key: fixed }: Offer, isLast: boolean): void => {
    const keyed = plan.answeredBy === 'keys' || plan.answeredBy === 'either';
    const key = keyed ? (fixed ?? nextKey(subject)) : null;
    const option: DraftOption = {
      subject,
      key,
      spoken: spokenFor(dice, voice, subject, plan.answeredBy),
      target,
    };
    const ends = [draft.options.push(option) - 1];
    if (plan.answeredBy === 'own words') return;
    const own = Object.entries(phrases).find(([name]) => name === subject)?.[1];
    if (inOneBreath && own !== undefined && key !== null) {
      const template = breath === draft.sentences.length ? listTemplates.next : listTemplates.first;
      const text = fill(template, { k: voice.keyName(key), x: dice.pick(own.nouns) });
      breath = draft.sentences.push({ text: `${text}${isLast ? '.' : ','}`, ends });
    } else {
      draft.sentences.push({ text: sentenceFor(dice, voice, option, say), ends });
    }
  };

  const decoy = (key: Key): string => say(dice.pick(['scheduling', 'front_desk', 'operator']), key);
  const emergency = plan.emergencies ? addEmergency(dice, voice, draft, plan, { nextKey, decoy }) : null;
  emergency?.before();
  plan.offers.forEach((one, index) => {
    if (index === emergency?.middle) emergency.between();
    offer(one, index === plan.offers.length - 1);
  });
  emergency?.after();
  if (plan.answeredBy === 'keys' && dice.chance(0.06)) addSpanish(dice, voice, draft);

  const plain = (text: string): Sentence => ({ text, ends: [] });
  const asked = plan.answeredBy === 'own words' ? [dice.pick(voice.wordings.speech.open)] : [];
  const { pieces, heardBy } = inPieces(dice, voice, [
    ...plan.opening.map(plain),
    ...draft.sentences,
    ...asked.map(plain),
    ...plan.closing.map(plain),
  ]);
  const options = draft.options.map((option, index) => ({
    ...option,
    heardBy: heardBy.get(index) ?? pieces.length - 1,
  }));
  const right = plan.right === 'stay' ? 'stay' : options.find(({ subject }) => subject === plan.right);
  if (right === undefined) throw new Error(`${plan.id} does not offer ${plan.right}`);
  return { id: plan.id, pieces, options, silence: plan.silence, right };
}
