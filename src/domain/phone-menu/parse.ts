/**
 * What was heard of a phone menu, turned into options. Used by the gate and by the chart. It never chooses.
 * Where the words of an option could also be read as those of a wrong line, the option is that wrong line.
 */
import { withoutAnnouncements } from './announcements.js';
import { type Reading, readings } from './attribution.js';
import { beginsClause } from './clauses.js';
import { speaksOfEmergency } from './emergency.js';
import { type HeardWord, heardWords, verbatim } from './heard-words.js';
import { CONNECTORS, KEY_NAMES } from './key-words.js';
import { type Mention, mentionsIn } from './mentions.js';
import type { MenuOption, PhoneMenu, Purpose } from './menu.js';
import { mergedOptions } from './merge-options.js';
import { FORBIDDEN, purposeOf, saysNothing } from './purposes.js';
import { remembered } from './remembered.js';

/** Readings that are less likely than the likeliest by more than this do not count. */
const DOUBT = { wrongLine: 0.5, emergency: 1.5 };

const ASKS_FOR_SPEECH =
  /\b(?:in a few words|few words|tell (?:me|us) (?:what|how|why|the|in|briefly)|how (?:can|may) (?:i|we) (?:help|direct|assist)|(?:say|state) (?:the|a|your) reason|reason for (?:your|the) call|what (?:are you|youre) calling|you (?:can|may) say|please say|briefly|digame|en pocas palabras)\b/;

/** The options of what was heard; `heard` are pieces in order, as a transcriber writes them. */
export const parseMenu = (heard: readonly string[]): PhoneMenu => parsed(heard.join('\n'));

const parsed = remembered((text) => parse(text.split('\n')), 32);

function parse(heard: readonly string[]): PhoneMenu {
  const words = withoutAnnouncements(heardWords(heard));
  const mentions = mentionsIn(words);
  const all = readings(words, mentions);
  const options: MenuOption[] = [];
  let stayOnTheLine: PhoneMenu['stayOnTheLine'] = null;
  mentions.forEach((mention, index) => {
    const context: Context = { heard, words, mentions, index, readings: all[index] ?? [] };
    if (mention.kind === 'stay' && (!stayOnTheLine || FORBIDDEN.has(stayOnTheLine.purpose))) {
      stayOnTheLine = staying(context);
    }
    if (mention.kind !== 'key' && mention.kind !== 'say') return;
    const option = optionOf(context);
    if (option) options.push(option);
  });
  const takesSpeech =
    options.some((option) => option.say !== null) ||
    ASKS_FOR_SPEECH.test(words.map((word) => word.norm).join(' '));
  const before = heard.length > 1 ? parseMenu(heard.slice(0, -1)).options : [];
  const once = before.filter((option) => option.purpose === 'emergency');
  const merged = mergedOptions([...once, ...options], {
    onceIsEnough: !lostEmergencyKey(mentions, words, all),
  });
  return { options: merged, stayOnTheLine, takesSpeech };
}

/** "Hang up and dial 911 or" and no key after it. */
const joinedToNothing = (words: readonly HeardWord[], { to }: Mention, next: Mention | undefined): boolean =>
  /^(?:or|o)$/.test(words[to]?.norm ?? '') && (next === undefined || next.from > to + 3);

/** "If this is an emergency press" and no key: whatever was heard for another option may have been this one's. */
const lostEmergencyKey = (
  mentions: readonly Mention[],
  words: readonly HeardWord[],
  all: readonly (readonly Reading[])[],
): boolean =>
  mentions.some((mention, index) => {
    if (mention.kind !== 'dead') return false;
    if (speaksOfEmergency(spoken(words, mention)))
      return joinedToNothing(words, mention, mentions[index + 1]);
    const purpose = all[index]?.[0]?.stretches.flatMap((stretch) => spoken(words, stretch)) ?? [];
    return speaksOfEmergency(purpose);
  });

interface Context {
  readonly heard: readonly string[];
  readonly words: readonly HeardWord[];
  readonly mentions: readonly Mention[];
  readonly index: number;
  readonly readings: readonly Reading[];
}

function optionOf(context: Context): MenuOption | null {
  const mention = context.mentions[context.index];
  if (!mention) return null;
  const [likeliest] = context.readings;
  if (mention.weak && (likeliest?.stretches.length ?? 0) === 0) return null;
  const counted = context.readings.filter(
    (reading) =>
      reading.doubt <= DOUBT.wrongLine || (reading.doubt <= DOUBT.emergency && isEmergency(context, reading)),
  );
  const judged = counted.map((reading) => ({ reading, purpose: purposeIn(context, reading) }));
  const chosen =
    judged.find(({ purpose }) => purpose === 'emergency') ??
    judged.find(({ purpose }) => FORBIDDEN.has(purpose)) ??
    judged[0];
  const purpose = chosen?.purpose ?? 'other_line';
  const near =
    (purpose === 'unknown' || purpose === 'other_line') && followsEmergency(context, chosen?.reading);
  const alone =
    near ||
    aloneWithEmergency(context, mention) ||
    joinedToEmergency(context, mention) ||
    speaksOfEmergency(spoken(context.words, mention));
  return {
    key: mention.key,
    say: mention.phrase && verbatim(context.heard, context.words, mention.phrase.from, mention.phrase.to),
    purpose: alone ? 'emergency' : purpose,
    words: wordsOf(context, chosen?.reading ?? { stretches: [], doubt: 0 }),
    sure: mention.sure && chosen?.purpose !== 'unknown' && isTrusted(context, chosen?.reading),
  };
}

const isEmergency = (context: Context, reading: Reading): boolean =>
  speaksOfEmergency(textOf(context, reading));

/** The purpose of one reading; of words to be said, these words count too. */
function purposeIn(context: Context, reading: Reading): Purpose {
  const phrase = context.mentions[context.index]?.phrase;
  const text = textOf(context, reading);
  if (!phrase) return purposeOf(text);
  const said = context.words.slice(phrase.from, phrase.to).map((word) => word.norm);
  const ofSaid = said.every((word) => KEY_NAMES.has(word)) ? 'unknown' : purposeOf(said);
  if (saysNothing(text.join(' '))) return ofSaid;
  const ofText = purposeOf(text);
  return ofSaid === 'unknown' || FORBIDDEN.has(ofText) ? ofText : ofSaid;
}

/** Up to so many words can name a line without "for" or "to"; more may be a statement that names it by the way. */
const LONGEST_NAME = 7;

const isTrusted = ({ words }: Context, reading: Reading | undefined): boolean =>
  (reading?.stretches ?? []).some(
    ({ from, to }) => to - from <= LONGEST_NAME || beginsClause(words, { from, to }),
  );

const textOf = (context: Context, reading: Reading): string[] =>
  reading.stretches.flatMap(({ from, to }) => context.words.slice(from, to).map((word) => word.norm));

function wordsOf(context: Context, reading: Reading): string {
  const mention = context.mentions[context.index];
  if (!mention) return '';
  const from = Math.min(mention.from, ...reading.stretches.map((stretch) => stretch.from));
  const to = Math.max(mention.to, ...reading.stretches.map((stretch) => stretch.to));
  return verbatim(context.heard, context.words, from, to);
}

/**
 * "Is this an emergency? For yes, press 1": words that do not tell what they are for answer those before them, and a key
 * without any belongs to all that was said since the last.
 */
function followsEmergency({ words, mentions, index }: Context, reading: Reading | undefined): boolean {
  const stretches = reading?.stretches ?? [];
  const said = saysNothing(stretches.flatMap((stretch) => spoken(words, stretch)).join(' '));
  const earlier = mentions.slice(0, index);
  const before = said ? earlier.findLast(({ kind }) => kind === 'key' || kind === 'say') : earlier.at(-1);
  const to = Math.min(mentions[index]?.from ?? 0, ...stretches.map((stretch) => stretch.from));
  const from = before?.to ?? 0;
  return to > from && speaksOfEmergency(spoken(words, { from, to }));
}

/** The only mention of its sentence, and the sentence speaks of an emergency. What "otherwise" begins stands for itself. */
function aloneWithEmergency({ words, mentions, index }: Context, mention: Mention): boolean {
  let from = mention.from;
  while (from > 0 && words[from]?.pauseBefore !== 'sentence' && words[from]?.norm !== 'otherwise') from--;
  let to = mention.to;
  while (to < words.length && words[to]?.pauseBefore !== 'sentence') to++;
  const alone = (mentions[index - 1]?.to ?? 0) <= from && (mentions[index + 1]?.from ?? words.length) >= to;
  return alone && speaksOfEmergency(words.slice(from, to).map((word) => word.norm));
}

/**
 * "Hang up and dial 911 or press 1": the key stands beside the emergency number as its equal. What comes between may
 * have been misheard; a clause of its own sets the key apart.
 */
function joinedToEmergency({ words, mentions, index }: Context, mention: Mention): boolean {
  const before = mentions[index - 1];
  if (before?.kind !== 'dead') return false;
  const between = words.slice(before.to, mention.from);
  const apart =
    [...between, ...words.slice(mention.from, mention.from + 1)].some(
      (word) => word.pauseBefore === 'sentence',
    ) ||
    between.length > 3 ||
    between.some((word) => CONNECTORS.has(word.norm)) ||
    namesLine(between.map((word) => word.norm));
  const joins = between.some((word) => /^(?:or|and|o|y)$/.test(word.norm));
  const purposeFollows =
    words[mention.to]?.pauseBefore === 'none' && CONNECTORS.has(words[mention.to]?.norm ?? '');
  if (apart || (!joins && purposeFollows)) return false;
  const lastOption = mentions.slice(0, index).findLast((earlier) => earlier.kind !== 'dead');
  return speaksOfEmergency(spoken(words, { from: lastOption?.to ?? 0, to: before.to }));
}

/** Whether the words are for something, and for no emergency. */
const namesLine = (words: readonly string[]): boolean =>
  !saysNothing(words.join(' ')) && !['unknown', 'emergency'].includes(purposeOf(words));

const spoken = (words: readonly HeardWord[], { from, to }: Pick<Mention, 'from' | 'to'>): string[] =>
  words.slice(from, to).map((word) => word.norm);

function staying(context: Context): PhoneMenu['stayOnTheLine'] {
  const reading = context.readings[0] ?? { stretches: [], doubt: 0 };
  const text = textOf(context, reading);
  return {
    purpose: saysNothing(text.join(' ')) ? 'unknown' : purposeOf(text),
    words: wordsOf(context, reading),
  };
}
