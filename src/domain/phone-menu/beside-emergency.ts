/**
 * Keys that stand beside emergency words without being said to belong to them: what is left of "press" may be "breast",
 * and "or press one" may follow the emergency number. Used by the parser, which makes each of them an emergency.
 */
import { beginsClause, type Stretch, spoken } from './clauses.js';
import { speaksOfEmergency } from './emergency.js';
import { type HeardWord, verbatim } from './heard-words.js';
import { isCount, isNearPress } from './key-mentions.js';
import { CONNECTORS, KEY_NAMES, KEY_SOUND_ALIKES, PRESS_WORDS, SPANISH_PRESS_WORDS } from './key-words.js';
import type { Mention } from './mentions.js';
import type { Key, MenuOption } from './menu.js';
import { ROUTINE } from './no-emergency.js';
import { answersYes, isTold, purposeOf, saysNothing } from './purposes.js';

const MISHEARD_OR = /^(?:for|are|ore|oar|of|hour)$/;

/** The words of a menu, and the fixed points in them. */
export interface Menu {
  readonly heard: readonly string[];
  readonly words: readonly HeardWord[];
  readonly mentions: readonly Mention[];
}

/** Whether the mention is the emergency's by where it stands. */
export const isBesideEmergency = (menu: Menu, index: number): boolean => {
  const mention = menu.mentions[index];
  if (!mention) return false;
  return (
    speaksOfEmergency(spoken(menu.words, mention)) ||
    isAloneWithEmergency(menu, index, mention) ||
    isFirstAfterEmergency(menu, index, mention) ||
    isJoinedToEmergency(menu, index, mention)
  );
};

/** The only mention of its sentence, and the sentence speaks of an emergency. What "otherwise" begins stands for itself. */
function isAloneWithEmergency({ words, mentions }: Menu, index: number, mention: Mention): boolean {
  let from = mention.from;
  while (from > 0 && words[from]?.pauseBefore !== 'sentence' && words[from]?.norm !== 'otherwise') from--;
  let to = mention.to;
  while (to < words.length && words[to]?.pauseBefore !== 'sentence') to++;
  const alone = (mentions[index - 1]?.to ?? 0) <= from && (mentions[index + 1]?.from ?? words.length) >= to;
  return alone && speaksOfEmergency(spoken(words, { from, to }));
}

/**
 * "For emergencies press 1 everyone else please hold": the clause that runs up to the key speaks of an emergency, and no
 * key stands before it that could have taken it.
 */
function isFirstAfterEmergency({ words, mentions }: Menu, index: number, mention: Mention): boolean {
  const before = mentions[index - 1];
  let from = mention.from;
  while (from > (before?.to ?? 0) && !beginsClauseAt(words, from)) from--;
  // "Is this an emergency if so press 1 for appointments press 2"
  if (answersYes(spoken(words, { from, to: mention.from }).join(' '))) {
    return speaksOfEmergency(spoken(words, { from: before?.to ?? 0, to: from }));
  }
  if (before?.kind === 'stay' && isWaitMisheard(words, before, mention)) {
    return speaksOfEmergency(spoken(words, { from: mentions[index - 2]?.to ?? 0, to: before.from }));
  }
  const takesWhatFollows = before?.kind === 'key' && !SPANISH_PRESS_WORDS.has(words[before.from]?.norm ?? '');
  if (takesWhatFollows || before?.kind === 'say') return false;
  return from < mention.from && speaksOfEmergency(spoken(words, { from, to: mention.from }));
}

/** "If this is urgent and [cannot] wait until tomorrow, press 3": one sentence, in which nobody is asked to wait. */
const isWaitMisheard = (words: readonly HeardWord[], wait: Mention, mention: Mention): boolean =>
  words
    .slice(wait.to, mention.from + 1)
    .every(({ norm, pauseBefore }) => pauseBefore !== 'sentence' && !CONNECTORS.has(norm));

const beginsClauseAt = (words: readonly HeardWord[], at: number): boolean =>
  words[at]?.pauseBefore === 'sentence' || beginsClause(words, { from: at, to: words.length });

/**
 * "Hang up and dial 911 or press 1": the key stands beside the emergency number as its equal. What comes between may
 * have been misheard; a clause of its own sets the key apart.
 */
function isJoinedToEmergency({ words, mentions }: Menu, index: number, mention: Mention): boolean {
  const before = mentions[index - 1];
  if (before?.kind !== 'dead') return false;
  const between = words.slice(before.to, mention.from);
  // "911 for press one": nothing but an "or" that was misheard stands so.
  const isMisheardOr = between.length === 1 && MISHEARD_OR.test(between[0]?.norm ?? '');
  const isApart =
    words.slice(before.to, mention.from + 1).some((word) => word.pauseBefore === 'sentence') ||
    between.length > 3 ||
    (!isMisheardOr && between.some((word) => CONNECTORS.has(word.norm))) ||
    namesLine(between.map((word) => word.norm));
  const joins = isMisheardOr || between.some((word) => /^(?:or|and|o|y)$/.test(word.norm));
  const after = words[mention.to];
  const purposeFollows = after?.pauseBefore === 'none' && CONNECTORS.has(after.norm);
  if (isApart || (!joins && purposeFollows)) return false;
  const lastOption = mentions.slice(0, index).findLast((earlier) => earlier.kind !== 'dead');
  return speaksOfEmergency(spoken(words, { from: lastOption?.to ?? 0, to: before.to }));
}

/** Whether the words are for something, and for no emergency. */
function namesLine(words: readonly string[]): boolean {
  const purpose = purposeOf(words);
  return !saysNothing(words.join(' ')) && isTold(purpose) && purpose !== 'emergency';
}

/**
 * "Is this an emergency? For yes, press 1": words that do not tell what they are for answer those before them, and a key
 * without any belongs to all that was said since the last.
 */
export function followsEmergency(
  { words, mentions }: Menu,
  index: number,
  stretches: readonly Stretch[],
): boolean {
  const said = stretches.flatMap((stretch) => spoken(words, stretch)).join(' ');
  const earlier = mentions.slice(0, index);
  const before = saysNothing(said)
    ? earlier.findLast(({ kind }) => kind === 'key' || kind === 'say')
    : earlier.at(-1);
  const to = Math.min(mentions[index]?.from ?? 0, ...stretches.map((stretch) => stretch.from));
  const from = before?.to ?? 0;
  if (to > from && speaksOfEmergency(spoken(words, { from, to }))) return true;
  if (!answersYes(said)) return false;
  const question = spoken(words, { from: earlier.at(-2)?.to ?? 0, to });
  return question.includes(ROUTINE) || speaksOfEmergency(question);
}

/** "If this is an emergency please breast three now": numbers in the sentence of an emergency, nothing left of "press". */
export function strayEmergencyKeys(menu: Menu): MenuOption[] {
  const { heard, words, mentions } = menu;
  const ends = [0, ...mentions.map((mention) => mention.to)];
  return ends.flatMap((from, index) =>
    sentencesIn(words, { from, to: mentions[index]?.from ?? words.length }).flatMap((sentence) => {
      if (!speaksOfEmergency(spoken(words, sentence))) return [];
      const said = verbatim(heard, words, sentence.from, sentence.to);
      return words.slice(sentence.from, sentence.to).flatMap((_, place) => {
        const key = strayKeyAt(words, sentence.from + place);
        return key ? [{ key, say: null, purpose: 'emergency', words: said, sure: true } as const] : [];
      });
    }),
  );
}

function strayKeyAt(words: readonly HeardWord[], at: number): Key | undefined {
  const word = words[at]?.norm ?? '';
  const next = words[at + 1];
  const isLast = next === undefined || next.pauseBefore === 'sentence' || next.norm === 'now';
  const isSetOff = words[at]?.pauseBefore === 'comma' && next?.norm === 'and';
  if (isCount(words, at) && !isSetOff && !(words[at - 1]?.norm === 'to' && isLast)) return undefined;
  return KEY_NAMES.get(word) ?? (isLast ? KEY_SOUND_ALIKES.get(word) : undefined);
}

function sentencesIn(words: readonly HeardWord[], { from, to }: Stretch): Stretch[] {
  const starts = [from];
  for (let at = from + 1; at < to; at++) if (words[at]?.pauseBefore === 'sentence') starts.push(at);
  return starts.map((start, index) => ({ from: start, to: starts[index + 1] ?? to }));
}

/**
 * An emergency was announced and its key was not understood: whatever was heard as another option's key may be it.
 * `purposes` are the words that the mention at the same place is for.
 */
export const lostEmergencyKey = (menu: Menu, purposes: readonly (readonly string[])[]): boolean =>
  menu.mentions.some((_, index) => isLostEmergency(menu, index, purposes)) ||
  menu.words.some((_, at) => isLostPress(menu, at)) ||
  sentencesIn(menu.words, { from: 0, to: menu.words.length }).some((sentence) =>
    isWithoutAnswer(menu, sentence),
  );

/** "Call 911 or have someone take you to the hospital". */
const TO_CARE = /^(?:go|have|proceed|visit|drive|take|get|head|report)$/;

/** "If this is an emergency, press", and no key; "dial 911 or", and none either. */
function isLostEmergency(menu: Menu, index: number, purposes: readonly (readonly string[])[]): boolean {
  const { words, mentions } = menu;
  const mention = mentions[index];
  if (mention?.kind !== 'dead') return false;
  if (!speaksOfEmergency(spoken(words, mention))) {
    if (!PRESS_WORDS.has(words[mention.from]?.norm ?? '')) return false;
    const isOfTheOneBefore = speaksOfEmergency(purposes[index - 1] ?? []);
    return (
      speaksOfEmergency(purposes[index] ?? []) ||
      (!isOfTheOneBefore && speaksOfEmergency(sinceLastMention(menu, mention.from)))
    );
  }
  const next = mentions[index + 1];
  const joins =
    /^(?:or|o)$/.test(words[mention.to]?.norm ?? '') && !TO_CARE.test(words[mention.to + 1]?.norm ?? '');
  return joins && (next === undefined || next.from > mention.to + 3);
}

/** "If this is an emergency, prays": what is left of "press", and no key. */
function isLostPress(menu: Menu, at: number): boolean {
  if (!isNearPress(menu.words[at]?.norm ?? '')) return false;
  if (menu.mentions.some(({ from, to }) => from <= at && at < to)) return false;
  return speaksOfEmergency(sinceLastMention(menu, at));
}

/** The words before `at`, up to the mention before them. */
const sinceLastMention = ({ words, mentions }: Menu, at: number): string[] =>
  spoken(words, { from: mentions.findLast(({ to }) => to <= at)?.to ?? 0, to: at });

/** A sentence on emergencies that says neither what to press nor what to do, and asks nothing. */
function isWithoutAnswer({ words, mentions }: Menu, sentence: Stretch): boolean {
  if (/^(?:is|are|do|does|have|has)$/.test(words[sentence.from]?.norm ?? '')) return false;
  const isAnswered =
    mentions.some(({ from, to }) => from < sentence.to && to > sentence.from) ||
    words.slice(sentence.from, sentence.to).some((_, place) => strayKeyAt(words, sentence.from + place));
  return !isAnswered && speaksOfEmergency(spoken(words, sentence));
}
