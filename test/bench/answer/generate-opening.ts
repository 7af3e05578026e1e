/**
 * Makes openings from a seed: what is said, when, and by whom. The truth is known by construction; nothing is read back
 * from the words.
 */
import { createDice, type Dice, seedOf } from '../shared/dice.js';
import { HELD_OUT_WORDINGS } from './held-out-wordings.js';
import { OPEN_WORDINGS } from './open-wordings.js';
import type { Opening, Truth } from './opening.js';
import { createTape, type Tape } from './tape.js';
import { type Parts, PERSON_STYLES, type Wordings } from './wordings.js';

/** How often each is met, in percent. */
const SHARES: readonly (readonly [Truth, number])[] = [
  ['person', 40],
  ['menu', 17],
  ['voicemail', 17],
  ['screener', 8],
  ['hold', 11],
  ['announcement', 4],
  ['silence', 3],
];

const SECOND = 1_000;

interface Making {
  readonly dice: Dice;
  readonly wordings: Wordings;
  readonly tape: Tape;
}

type Made = Pick<Opening, 'style' | 'beepAtMs' | 'closesAtMs'> & {
  /** The first turn that is a person's; null: there is nobody. */
  readonly personFrom: number | null;
};

const oneOfEach = (dice: Dice, parts: Parts): string => parts.map((part) => dice.pick(part)).join(' ');

function person({ dice, wordings, tape }: Making): Made {
  const style = dice.weighed([
    ...PERSON_STYLES.map((each) => [each, each === 'front desk' ? 4 : 2] as const),
    ['silent', 1] as const,
  ]);
  if (style !== 'silent') tape.says(dice.pick(wordings.people[style]));
  return { style, beepAtMs: null, personFrom: 0, closesAtMs: tape.endMs() };
}

function menu({ dice, wordings, tape }: Making): Made {
  const { greetings, notices, options, tails, spoken } = wordings.menu;
  const isSpoken = dice.chance(0.15);
  const script = isSpoken
    ? dice.pick(spoken)
    : [
        dice.pick(greetings),
        dice.pick(notices),
        dice.chance(0.4) ? dice.pick(notices) : '',
        ...dice.shuffled(options).slice(0, dice.int(2, 6)),
        dice.pick(tails),
      ].join(' ');
  tape.plays(script);
  tape.pauses(dice.int(3 * SECOND, 6 * SECOND));
  tape.again();
  return {
    style: isSpoken ? 'spoken' : 'keys',
    beepAtMs: null,
    personFrom: null,
    closesAtMs: tape.endMs() + 4 * SECOND,
  };
}

function voicemail({ dice, wordings, tape }: Making): Made {
  const style = dice.weighed([
    ['practice', 4],
    ['personal', 3],
    ['carrier', 3],
    ['full mailbox', 1],
    ['after hours', 3],
  ] as const);
  tape.plays(oneOfEach(dice, wordings.voicemail[style]));
  if (style === 'full mailbox') {
    return {
      style,
      beepAtMs: null,
      personFrom: null,
      closesAtMs: tape.endMs() + dice.int(SECOND, 3 * SECOND),
    };
  }
  const beepAtMs = dice.chance(0.85) ? tape.endMs() + dice.int(300, 1_500) : null;
  return { style, beepAtMs, personFrom: null, closesAtMs: tape.endMs() + 15 * SECOND };
}

function screener({ dice, wordings, tape }: Making): Made {
  tape.plays(dice.pick(wordings.screener));
  tape.pauses(dice.int(6 * SECOND, 9 * SECOND));
  tape.again();
  return { style: 'screener', beepAtMs: null, personFrom: null, closesAtMs: tape.endMs() + 9 * SECOND };
}

function hold({ dice, wordings, tape }: Making): Made {
  const style = dice.weighed([
    ['person', 5],
    ['queue', 5],
    ['music', 2],
  ] as const);
  const music = (): void => tape.sounds(dice.pick(wordings.music), dice.int(2 * SECOND, 8 * SECOND));
  if (style === 'person') tape.says(dice.pick(wordings.hold.person));
  if (style === 'queue') tape.plays(oneOfEach(dice, wordings.hold.queue));
  if (style === 'music' || dice.chance(0.4)) music();
  tape.pauses(dice.int(3 * SECOND, 9 * SECOND));
  if (style === 'queue' && dice.chance(0.5)) {
    tape.again();
    tape.pauses(dice.int(3 * SECOND, 9 * SECOND));
  }
  const personFrom = tape.turns().length;
  tape.says(dice.pick(wordings.returns));
  return { style, beepAtMs: null, personFrom, closesAtMs: tape.endMs() };
}

function announcement({ dice, wordings, tape }: Making): Made {
  tape.plays(dice.pick(wordings.announcement));
  if (dice.chance(0.5)) {
    tape.pauses(dice.int(SECOND, 2 * SECOND));
    tape.again();
  }
  return {
    style: 'announcement',
    beepAtMs: null,
    personFrom: null,
    closesAtMs: tape.endMs() + dice.int(SECOND, 4 * SECOND),
  };
}

function silence({ dice, wordings, tape }: Making): Made {
  if (dice.chance(0.3)) tape.sounds(dice.pick(wordings.noises), dice.int(200, 900));
  return { style: 'silence', beepAtMs: null, personFrom: null, closesAtMs: 30 * SECOND };
}

const MAKERS: Readonly<Record<Truth, (making: Making) => Made>> = {
  person,
  menu,
  voicemail,
  screener,
  hold,
  announcement,
  silence,
};

export function generateOpening({
  seed,
  index,
  heldOut,
}: {
  readonly seed: number;
  readonly index: number;
  readonly heldOut: boolean;
}): Opening {
  const dice = createDice(seedOf(seed, index, heldOut ? 1 : 0, 7));
  const wordings = heldOut ? HELD_OUT_WORDINGS : OPEN_WORDINGS;
  const truth = dice.weighed(SHARES);
  const tape = createTape(dice, wordings);
  if (truth !== 'silence' && dice.chance(0.15)) {
    tape.sounds(dice.pick(wordings.noises), dice.int(200, 700));
    tape.pauses(dice.int(500, 1_500));
  }
  const { personFrom, ...made } = MAKERS[truth]({ dice, wordings, tape });
  const turns = tape.turns();
  return {
    index,
    heldOut,
    truth,
    turns,
    ...made,
    person:
      personFrom === null
        ? null
        : {
            fromTurn: personFrom,
            patienceMs: dice.int(3 * SECOND, 6 * SECOND),
            prods: dice.shuffled(wordings.prods).slice(0, 3),
            answer: dice.pick(wordings.answers),
            wordsPerSecond: tape.wordsPerSecond,
          },
  };
}
