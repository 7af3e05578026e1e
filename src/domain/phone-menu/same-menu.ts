/** Whether a menu came again. Used by the chart, to know that a key led nowhere. */
import { withoutAnnouncements } from './announcements.js';
import { heardWords } from './heard-words.js';
import { isNearPress } from './key-mentions.js';
import { KEY_NAMES, KEY_SOUND_ALIKES, OTHER_PRESS_WORDS, PRESS_WORDS } from './key-words.js';
import { parseMenu } from './parse.js';
import { saysNothing } from './purposes.js';
import { respelled } from './respell.js';
import { consonants } from './sounds.js';

/** Of the words that mean something, how many of the shorter menu must come in the longer, and of both in both. */
const SHARED = { ofShorter: 0.7, ofBoth: 0.45 };

/** True when both are the same menu, as far as a transcriber with mistakes can tell. */
export function isSameMenu(one: readonly string[], other: readonly string[]): boolean {
  const words = [contentOf(one), contentOf(other)] as const;
  const common = commonOf(...words);
  const shorter = Math.min(words[0].size, words[1].size);
  if (shorter === 0) return words[0].size === words[1].size && one.length > 0 && other.length > 0;
  const all = words[0].size + words[1].size - common;
  return common / shorter >= SHARED.ofShorter && common / all >= SHARED.ofBoth && sameKeys(one, other);
}

/** What is left of a menu when another one plays: less than this of the other one's words were in it. */
const LEFT_OF_FORMER = 0.5;
/** Fewer words do not tell. */
const TELLING_WORDS = 4;

/** True when `fresh` is another menu, or a part of one, and no part of `former` that came again. */
export function isAnotherMenu(former: readonly string[], fresh: readonly string[]): boolean {
  const [before, now] = [contentOf(former), contentOf(fresh)];
  return now.size >= TELLING_WORDS && commonOf(before, now) / now.size < LEFT_OF_FORMER;
}

/** How many words both have. */
const commonOf = (one: ReadonlySet<string>, other: ReadonlySet<string>): number =>
  [...one].filter((word) => other.has(word)).length;

/** At least half of the keys that both name are for the same. */
function sameKeys(one: readonly string[], other: readonly string[]): boolean {
  const first = purposes(one);
  const second = purposes(other);
  const both = [...first.keys()].filter((key) => second.has(key));
  return both.filter((key) => first.get(key) === second.get(key)).length >= both.length / 2;
}

const purposes = (heard: readonly string[]): ReadonlyMap<string, string> =>
  new Map(parseMenu(heard).options.map((option) => [option.key ?? `${option.say}`, option.purpose]));

/** The words that tell one menu from another, by sound, so that a word that was heard otherwise is still the same. */
const contentOf = (heard: readonly string[]): ReadonlySet<string> =>
  new Set(
    respelled(withoutAnnouncements(heardWords(heard)).map((word) => word.norm))
      .filter((word) => word.length > 2 && !saysNothing(word) && !namesKey(word))
      .map((word) => consonants(word)),
  );

const namesKey = (word: string): boolean =>
  KEY_NAMES.has(word) ||
  KEY_SOUND_ALIKES.has(word) ||
  PRESS_WORDS.has(word) ||
  OTHER_PRESS_WORDS.has(word) ||
  isNearPress(word);
