/** Where a key is named in a menu: after "press", or alone ("for billing, two"). Used by `mentions.ts`. */
import type { HeardWord } from './heard-words.js';
import {
  AFTER_KEY,
  BEFORE_KEY,
  CONNECTORS,
  KEY_NAMES,
  KEY_PREPOSITIONS,
  KEY_SOUND_ALIKES,
  MISHEARD_PRESS_WORDS,
  NEAR_PRESS_WORDS,
  OTHER_PRESS_WORDS,
  PRESS_WORDS,
  TELLS_KEY,
} from './key-words.js';
import type { Key } from './menu.js';
import { edits } from './sounds.js';

export interface NamedKey {
  /** Null: a key was announced, and none was understood. */
  readonly key: Key | null;
  /** The word after the last one that belongs to it. */
  readonly to: number;
  /** Every word of it is one that names keys. */
  readonly sure: boolean;
}

/** The key named after a word such as "press" or "option" that stands at `at`; null when no such word does. */
export function keyAfter(words: readonly HeardWord[], at: number): NamedKey | null {
  const verb = words[at]?.norm ?? '';
  if (
    /^(?:option|opcion)$/.test(verb) ||
    (/^(?:number|numero)$/.test(verb) && pauseAt(words, at) === 'sentence')
  )
    return numberedKey(words, at);
  const certain = PRESS_WORDS.has(verb);
  const heardWell = certain || OTHER_PRESS_WORDS.has(verb);
  if (!heardWell && !isNearPress(verb)) return null;
  // "Press please press seven": the first key was lost
  if (heardWell && PRESS_WORDS.has(normAt(words, at + 1))) return { key: null, to: at + 1, sure: true };
  let place = at + 1;
  while (BEFORE_KEY.has(normAt(words, place)) || PRESS_WORDS.has(normAt(words, place))) {
    if (pauseAt(words, place) === 'sentence') break;
    place++;
  }
  const stray = certain && strayWordAt(words, place);
  if (stray) place++;
  const key = keyAt(words, place);
  if (key && normAt(words, place + 1) === 'of' && pauseAt(words, place + 1) === 'none') return null;
  const none = { key: null, sure: true };
  if (key && numberFollows(words, place)) return { ...none, to: place + 2 };
  if (key) {
    const sure = heardWell && !stray && KEY_NAMES.has(normAt(words, place));
    return { key, to: endOfKey(words, place), sure };
  }
  if (/^\d{2,}$/.test(normAt(words, place))) return { ...none, to: place + 1 };
  return certain ? { ...none, to: at + 1 } : null;
}

const NOT_AFTER =
  /^(?:take|takes|get|wear|see|make|request|send|give|bring|find|book|receive|january|february|march|april|june|july|august|september|october|november|december|have|loved|need|had|want|become|which|from|until|till|by|than|of|no|any|some|every|each|this|that|the|other|existing|suite|extension|ext|room|exit|about|last|next|within|to|first|new|an?|your|our|these|all|ages?|aged|under|over|above|below|least|most|after|before|since)$/;
const NOT_BEFORE =
  /^(?:of|moment|more|another|am|pm|oclock|days?|business|hours?|minutes?|weeks?|years?|months?|percent|times?|person|people|thirty|fifteen|forty|hundred|thousand|by|at|through|thru|until|st|street|avenue|locations?|offices?|convenient|and|older|younger)$/;
const SPEAKS_AFTER = /^(?:is|will|may|can|should|takes|gets|connects|reaches|goes|or|press)$/;

/** After "for" and "to" that were heard as numbers: "4 our appointment desk". */
const DETERMINER = /^(?:our|the|your|an?|any|all|any\w+)$/;

/** A number that stands for a key without "press". */
export function loneKey(words: readonly HeardWord[], at: number): NamedKey | null {
  if (/^(?:number|numero)$/.test(normAt(words, at))) return numberedKey(words, at);
  const key = KEY_NAMES.get(normAt(words, at));
  const after = normAt(words, at + 1);
  const isKeyByName = /^(?:key|sign|button)$/.test(after);
  const isOneOfTwo =
    (/^(?:or|and)$/.test(normAt(words, at - 1)) || pauseAt(words, at) === 'comma') && CONNECTORS.has(after);
  const isTold = /^(?:should|must|may|can)$/.test(after) && normAt(words, at + 2) === 'be';
  if (!key || (/[#*]/.test(key) && !isKeyByName && !isOneOfTwo && !isTold)) return null;
  if (isKeyByName) return { key, to: endOfKey(words, at), sure: true };
  const paused = pauseAt(words, at);
  const pausedAfter = at + 1 >= words.length || pauseAt(words, at + 1) !== 'none';
  if (isCount(words, at)) return null;
  const leads = CONNECTORS.has(after) || SPEAKS_AFTER.test(after) || TELLS_KEY.test(normAt(words, at - 1));
  const stands = paused !== 'none' || /^(?:or|and|o|y)$/.test(normAt(words, at - 1));
  const soundsLikePreposition = key === '2' || key === '4';
  if (soundsLikePreposition && DETERMINER.test(after) && /^(?:none|piece)$/.test(pauseAt(words, at + 1)))
    return null;
  if (pausedAfter || leads) return { key, to: endOfKey(words, at), sure: stands || !soundsLikePreposition };
  return paused !== 'none' && !soundsLikePreposition ? { key, to: endOfKey(words, at), sure: true } : null;
}

/** "Option two". */
function numberedKey(words: readonly HeardWord[], at: number): NamedKey | null {
  const key = pauseAt(words, at + 1) === 'none' && KEY_NAMES.get(normAt(words, at + 1));
  return key && !(isNumber(normAt(words, at + 2)) && pauseAt(words, at + 2) === 'none')
    ? { key, to: endOfKey(words, at + 1), sure: true }
    : null;
}

/** "8 to 5", "7 days", "one of our nurses", "suite 2": a number that counts or belongs to another. */
export function isCount(words: readonly HeardWord[], at: number): boolean {
  const before = normAt(words, at - 1);
  const after = normAt(words, at + 1);
  if (isNumber(before) && after === 'is') return false;
  if (before === 'and' && normAt(words, at - 3) === 'between') return true;
  if (pauseAt(words, at) === 'none' && (NOT_AFTER.test(before) || isNumber(before))) return true;
  const isHour = /^[ap]$/.test(after) && normAt(words, at + 2) === 'm';
  const isRange = /^(?:to|in|out)$/.test(after) && /^\d/.test(normAt(words, at + 2));
  return (
    pauseAt(words, at + 1) === 'none' && (NOT_BEFORE.test(after) || isHour || isRange || isNumber(after))
  );
}

/** "Press uh one": one word that says nothing of its own, and then a key beyond doubt. */
function strayWordAt(words: readonly HeardWord[], place: number): boolean {
  if (keyAt(words, place) || CONNECTORS.has(normAt(words, place))) return false;
  return (
    KEY_NAMES.has(normAt(words, place + 1)) &&
    pauseAt(words, place) === 'none' &&
    pauseAt(words, place + 1) === 'none'
  );
}

/** "dress", "pressed", "deal": one mistake away from a word that announces a key. */
export const isNearPress = (word: string): boolean =>
  MISHEARD_PRESS_WORDS.has(word) ||
  (word.length >= 4 && NEAR_PRESS_WORDS.some((verb) => edits(word, verb) <= 1));

function keyAt(words: readonly HeardWord[], place: number): Key | null {
  const word = normAt(words, place);
  const plain = KEY_NAMES.get(word) ?? KEY_SOUND_ALIKES.get(word);
  if (plain) return plain;
  const preposition = KEY_PREPOSITIONS.get(word);
  if (!preposition) return null;
  const next = normAt(words, place + 1);
  const alone = next === '' || pauseAt(words, place + 1) !== 'none' || AFTER_KEY.test(next);
  return alone || CONNECTORS.has(next) || PRESS_WORDS.has(next) || next === 'or' ? preposition : null;
}

/** Another digit directly after this one: an extension or a telephone number. */
function numberFollows(words: readonly HeardWord[], place: number): boolean {
  const next = normAt(words, place + 1);
  if (pauseAt(words, place + 1) !== 'none' || !isNumber(next)) return false;
  const key = KEY_NAMES.get(next);
  if (key && (key === keyAt(words, place) || /^(?:is|are)$/.test(normAt(words, place + 2)))) return false;
  return !((key === '2' || key === '4') && !isNumber(normAt(words, place + 2)));
}

/** After the key's own name, said once or twice, and the words that only go with it. */
function endOfKey(words: readonly HeardWord[], place: number): number {
  let to = place + 1;
  while (normAt(words, to) === normAt(words, place) && pauseAt(words, to) !== 'sentence') to++;
  const rest: string[] = [];
  for (let next = to; next < words.length && next < to + 8; next++) {
    if (pauseAt(words, next) === 'sentence') break;
    rest.push(normAt(words, next));
  }
  const tail = AFTER_KEY.exec(`${rest.join(' ')} `)?.[0].trim();
  return tail ? to + tail.split(' ').length : to;
}

const isNumber = (word: string): boolean =>
  /^\d+$/.test(word) || (KEY_NAMES.has(word) && !/^[#*]$/.test(word));
const normAt = (words: readonly HeardWord[], at: number): string => words[at]?.norm ?? '';
const pauseAt = (words: readonly HeardWord[], at: number): string => words[at]?.pauseBefore ?? 'sentence';
