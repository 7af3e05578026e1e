/**
 * What was heard of a phone menu, turned into options. Used by the gate and by the chart. It never chooses.
 * Where the words of an option could also be read as those of a wrong line, the option is that wrong line.
 */
import { withoutAnnouncements } from './announcements.js';
import { type Reading, readings } from './attribution.js';
import {
  followsEmergency,
  isBesideEmergency,
  lostEmergencyKey,
  type Menu,
  strayEmergencyKeys,
} from './beside-emergency.js';
import { beginsClause, LONGEST_NAME, spoken } from './clauses.js';
import { speaksOfEmergency } from './emergency.js';
import { type HeardWord, heardWords, verbatim } from './heard-words.js';
import { KEY_NAMES, TELLS_KEY } from './key-words.js';
import { type Mention, mentionsIn } from './mentions.js';
import type { MenuOption, PhoneMenu, Purpose } from './menu.js';
import { mergedOptions } from './merge-options.js';
import { type Hearing, isBorneOut, ROUTINE, withRoutineCalls } from './no-emergency.js';
import { plainWords } from './plain-words.js';
import { FORBIDDEN, isTold, purposeOf, saysNothing } from './purposes.js';
import { remembered } from './remembered.js';

/** Readings that are less likely than the likeliest by more than this do not count. */
const DOUBT = { wrongLine: 0.5, emergency: 1.5 };

const ASKS_FOR_SPEECH =
  /\b(?:in a few words|few words|tell (?:me|us) (?:what|how|why|the|in|briefly)|(?:how|what|whom|which department|department) (?:can|may|should) (?:i|we) (?:help|direct|assist|do for)|how (?:i|we) (?:can|may) (?:help|direct|assist)|(?:say|state) (?:the|a|your) reason|reason for (?:your|the) call|what (?:are you|youre) calling|what brings you|(?:why|which) you are calling|(?:nature|purpose) of your (?:call|visit)|which department would you|state the (?:department|service|purpose)|(?:(?:me|us|say|know|describe) what you need|need help with)|you (?:can|may) say|please say|briefly|digame|en pocas palabras)\b/;

const NO_READING: Reading = { stretches: [], doubt: 0 };

/** The options of what was heard; `heard` are pieces in order, as a transcriber writes them. */
export const parseMenu = (heard: readonly string[]): PhoneMenu => parsed(heard.join('\n'));

const parsed = remembered((text) => parse(text.split('\n')), 32);

function parse(heard: readonly string[]): PhoneMenu {
  const text = heard.join('\n');
  const strict = readStrictly(text).menu;
  const { menu, hearings, words, mentions } = readCalmly(text);
  if (!words.some(({ norm }) => norm === ROUTINE)) return strict;
  const dials = (mention: Mention) => mention.kind === 'dead' && speaksOfEmergency(spoken(words, mention));
  const freed = menu.options.filter((option) => isBorneOut(option, hearings, mentions, dials));
  return {
    ...strict,
    stayOnTheLine: menu.stayOnTheLine,
    options: strict.options.map((option) => freed.find(({ key }) => key === option.key) ?? option),
  };
}

/** A menu as it was read, with what the reading rests on. */
interface Reader {
  readonly menu: PhoneMenu;
  readonly hearings: readonly Hearing[];
  readonly words: readonly HeardWord[];
  readonly mentions: readonly Mention[];
}

/** A menu before it is read: in pieces, as all of its words, and as those that may name options, put plainly. */
interface Heard {
  readonly heard: readonly string[];
  readonly said: readonly HeardWord[];
  readonly words: readonly HeardWord[];
}

const reader = (
  prepared: (words: readonly HeardWord[]) => readonly HeardWord[],
): ((text: string) => Reader) => {
  const again: (text: string) => Reader = remembered((text) => {
    const heard = text.split('\n');
    const before = heard.length > 1 ? again(heard.slice(0, -1).join('\n')).menu.options : [];
    const said = heardWords(heard);
    const words = prepared(plainWords(withoutAnnouncements(said)));
    return read({ heard, said, words }, before);
  }, 64);
  return again;
};

/** "Not an emergency" counts as one. */
const readStrictly = reader((words) => words);
const readCalmly = reader(withRoutineCalls);

/** What was an emergency when less of the menu had been heard still is: more words must never free a key. */
function read({ heard, said, words }: Heard, before: readonly MenuOption[]): Reader {
  const mentions = mentionsIn(words);
  const menu: Menu = { heard, words, mentions };
  const all = readings(words, mentions);
  const hearings = mentions.flatMap((_, index) => {
    const option = optionAt(menu, index, all[index] ?? []);
    return option ? [{ option, index }] : [];
  });
  const emergencies = [
    ...before.filter(({ purpose }) => purpose === 'emergency'),
    ...strayEmergencyKeys(menu),
  ];
  const options = hearings.map(({ option }) => option);
  const purposes = all.map(([likeliest = NO_READING]) => textOf(menu, likeliest));
  return {
    hearings,
    words,
    mentions,
    menu: {
      options: mergedOptions([...emergencies, ...options], {
        onceIsEnough: !lostEmergencyKey(menu, purposes),
      }),
      stayOnTheLine: stayingOf(menu, all),
      takesSpeech:
        options.some((option) => option.say !== null) ||
        ASKS_FOR_SPEECH.test(said.map(({ norm }) => norm).join(' ')),
    },
  };
}

function optionAt(menu: Menu, index: number, all: readonly Reading[]): MenuOption | null {
  const mention = menu.mentions[index];
  if (!mention || (mention.kind !== 'key' && mention.kind !== 'say')) return null;
  const isBeside = isBesideEmergency(menu, index);
  if (mention.weak && (all[0] ?? NO_READING).stretches.length === 0 && !isBeside) return null;
  const { reading, purpose } = worst(
    all
      .filter(({ doubt, stretches }) => doubt === 0 || (doubt <= DOUBT.emergency && stretches.length > 0))
      .map((reading) => ({ reading, purpose: purposeIn(menu, index, reading) }))
      .filter(({ reading, purpose }) => reading.doubt <= DOUBT.wrongLine || purpose === 'emergency'),
  );
  const isVague = !isTold(purpose) || purpose === 'other_line';
  const isEmergency = isBeside || (isVague && followsEmergency(menu, index, reading.stretches));
  return {
    key: mention.key,
    say: mention.phrase && verbatim(menu.heard, menu.words, mention.phrase.from, mention.phrase.to),
    purpose: isEmergency ? 'emergency' : purpose,
    words: wordsOf(menu, index, reading),
    sure:
      mention.sure &&
      !mayGoOn(menu, mention) &&
      purpose !== 'unknown' &&
      (isTrusted(menu, reading) || saidInstead(menu, index).length > 0),
  };
}

/** "Press 9" begins a sentence, and no more was heard: what it is for may come now. */
const mayGoOn = ({ words }: Menu, { from, to }: Mention): boolean =>
  to >= words.length && /^(?:sentence|piece)$/.test(words[from]?.pauseBefore ?? '');

interface Judged {
  readonly reading: Reading;
  readonly purpose: Purpose;
}

/** The reading that decides: an emergency, else a wrong line, else the likeliest. */
const worst = (judged: readonly Judged[]): Judged =>
  judged.find(({ purpose }) => purpose === 'emergency') ??
  judged.find(({ purpose }) => FORBIDDEN.has(purpose)) ??
  judged[0] ?? { reading: NO_READING, purpose: 'unclear' };

/** The purpose of one reading; of words to be said, these words count too. */
function purposeIn(menu: Menu, index: number, reading: Reading): Purpose {
  const phrase = menu.mentions[index]?.phrase;
  const text = [...textOf(menu, reading), ...saidInstead(menu, index)];
  if (!phrase) return purposeOf(text);
  const said = spoken(menu.words, phrase);
  const ofSaid = said.every((word) => KEY_NAMES.has(word)) ? 'unknown' : purposeOf(said);
  if (saysNothing(text.join(' '))) return ofSaid;
  const ofText = purposeOf(text);
  return ofSaid === 'unknown' || FORBIDDEN.has(ofText) ? ofText : ofSaid;
}

/** "Press 1 or say billing": the words to say name the key's line, too. */
function saidInstead({ words, mentions }: Menu, index: number): string[] {
  const [mention, next] = [mentions[index], mentions[index + 1]];
  if (mention?.kind !== 'key' || next?.kind !== 'say' || !next.phrase) return [];
  const joins = spoken(words, { from: mention.to, to: next.from }).join(' ') === 'or';
  const said = joins && words[mention.to]?.pauseBefore !== 'sentence' ? spoken(words, next.phrase) : [];
  return said.every((word) => KEY_NAMES.has(word)) ? [] : said;
}

const isTrusted = ({ words }: Menu, { stretches }: Reading): boolean =>
  stretches.some((stretch) => stretch.to - stretch.from <= LONGEST_NAME || beginsClause(words, stretch));

const textOf = ({ words, mentions }: Menu, { stretches }: Reading): string[] =>
  stretches.flatMap((stretch) => {
    const said = spoken(words, stretch);
    if (!TELLS_KEY.test(said.at(-1) ?? '')) return said;
    const tells = mentions.some(({ from, weak }) => weak && from === stretch.to);
    return tells ? said.slice(0, -1) : said;
  });

function wordsOf({ heard, words, mentions }: Menu, index: number, { stretches }: Reading): string {
  const mention = mentions[index];
  if (!mention) return '';
  const from = Math.min(mention.from, ...stretches.map((stretch) => stretch.from));
  const to = Math.max(mention.to, ...stretches.map((stretch) => stretch.to));
  return verbatim(heard, words, from, to);
}

/** The first offer to wait that is for no wrong line; else the last. */
function stayingOf(menu: Menu, all: readonly Reading[][]): PhoneMenu['stayOnTheLine'] {
  const offers = menu.mentions.flatMap(({ kind }, index) => {
    if (kind !== 'stay') return [];
    const reading = all[index]?.[0] ?? NO_READING;
    const text = textOf(menu, reading);
    const purpose: Purpose = saysNothing(text.join(' ')) ? 'unknown' : purposeOf(text);
    return [{ purpose, words: wordsOf(menu, index, reading) }];
  });
  return offers.find(({ purpose }) => !FORBIDDEN.has(purpose)) ?? offers.at(-1) ?? null;
}
