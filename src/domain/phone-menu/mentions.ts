/**
 * Where a menu names a key, words to say, or waiting: the fixed points between which its purposes stand.
 * Used by the parser; what a mention is for is decided in `attribution.ts`.
 */
import { type HeardWord, saidFrom } from './heard-words.js';
import { keyAfter, loneKey } from './key-mentions.js';
import type { Key } from './menu.js';

export type MentionKind =
  | 'key'
  | 'say'
  | 'stay'
  /** "Hang up and dial 911", "press" with its key lost, an extension: takes a purpose and is nothing to choose. */
  | 'dead';

export interface Mention {
  readonly kind: MentionKind;
  readonly key: Key | null;
  /** The words to say, as places in the list of words; null unless `kind` is "say". */
  readonly phrase: { readonly from: number; readonly to: number } | null;
  /** First word, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** A number without "press": it may be none. */
  readonly weak: boolean;
  /** Every word of it is one that names keys. */
  readonly sure: boolean;
}

const DEAD = [
  /^if you know(?: \w+){0,3} extension\b(?: of(?: \w+){0,6}(?= please| you))?(?: (?:please|you (?:may|can)) \w+(?: it)?(?: now| at any time)?)?/,
  /^(?:(?:dial|call|press|contact|llame al?|marque(?: el)?) )?(?:911|988|9 1 1|9 11|(?:nine|9) (?:one|won|1) (?:one|won|1)|(?:nine|9) (?:eleven|11)|nueve uno uno)(?: immediately| now| right away)?\b/,
  /^(?:please )?(?:(?:hang|hand|hung) up|disconnect)(?: the phone)?(?: now| immediately)?\b/,
  /^(?:(?:go|proceed|drive|report|head)(?: \w+)? to|visit) (?:(?!press|dial|push|select|choose|enter|hit|if|for\b)\w+ ){0,5}?(?:(?:emergency|urgent) \w+|hospital|er)\b/,
  /^nearest (?:hospital |emergency )\w+/,
  /^(?:dial|enter|press|say|key in)(?: \w+){0,4} extension\b(?: number)?/,
];

const STAY = [
  /^(?:please )?(?:stay|remain|hold|keep|wait|stand by|continue to hold|stays?|quedese|permanezca|espere)(?: \w+){0,2}? (?:the|your|la|el) (?:line|lion|lying|linea|phone)\b/,
  /^(?:please )?(?:stay|hold|wait|remain) (?:online|on|connected)(?: the)?(?: line)?\b/,
  /^(?:please )?(?:do nothing|(?:just |please |simply )(?:hold|wait)|hold for (?=the|an?|our|your|next|some))\b/,
  /^if (?:no (?:selection|choice|key|option|button|entry) is (?:made|pressed|chosen)|you (?:do not|dont) (?:press|make|choose) (?:anything|any key|an? (?:selection|key|choice|option)))\b/,
  /^(?:hold|wait)(?: just)?(?= (?:and|for|while|until|a moment|patiently)\b)/,
];
/** "Do not wait", "put on hold": nobody is asked to. */
const NOT_STAYING = /^(?:not|dont|ant|can\w*|couldnt|wont|never|to|on|no|the|long|you|your|who|that)$/;

const SAY =
  /^(?:simply |just |please |you can |you may )?(?:say|saying|diga)(?: things like| something like)? (?!your|the name|that|a name|nothing|more|it|in|the reason|why|what|how)/;

/** Words after "say" belong to what is to be said up to one of these. */
const ENDS_PHRASE = /^(?:or|press|and|to|for|if|at|dial|now|para|o|otherwise|when|say|please|push)$/;
const LONGEST_PHRASE = 5;
const LONGEST_MENTION = 12;

/** All mentions, in order, none overlapping another. */
export function mentionsIn(words: readonly HeardWord[]): Mention[] {
  const mentions: Mention[] = [];
  for (let at = 0; at < words.length; ) {
    const mention = mentionAt(words, at);
    if (mention) mentions.push(mention);
    at = mention ? mention.to : at + 1;
  }
  return mentions;
}

function mentionAt(words: readonly HeardWord[], at: number): Mention | null {
  const rest = saidFrom(words, at, LONGEST_MENTION, ['sentence']).join(' ');
  const fixed = (kind: MentionKind, said: string): Mention => {
    return {
      kind,
      key: null,
      phrase: null,
      from: at,
      to: at + said.trim().split(' ').length,
      weak: false,
      sure: true,
    };
  };
  const dead = first(DEAD, rest);
  if (dead) return fixed('dead', dead);
  const stay = NOT_STAYING.test(words[at - 1]?.norm ?? '') ? null : first(STAY, rest);
  if (stay) return fixed('stay', stay);

  const pressed = keyAfter(words, at);
  if (pressed) {
    const { key, to, sure } = pressed;
    return { kind: key ? 'key' : 'dead', key, phrase: null, from: at, to, weak: false, sure };
  }
  const say = SAY.exec(rest)?.[0];
  if (say) {
    const from = at + say.trim().split(' ').length;
    const to = phraseEnd(words, from);
    if (to > from)
      return { kind: 'say', key: null, phrase: { from, to }, from: at, to, weak: false, sure: true };
  }
  const lone = loneKey(words, at);
  return (
    lone && { kind: 'key', key: lone.key, phrase: null, from: at, to: lone.to, weak: true, sure: lone.sure }
  );
}

const first = (patterns: readonly RegExp[], text: string): string | null => {
  for (const pattern of patterns) {
    const said = pattern.exec(text)?.[0];
    if (said) return said;
  }
  return null;
};

function phraseEnd(words: readonly HeardWord[], from: number): number {
  let to = from;
  while (to < words.length && to - from < LONGEST_PHRASE) {
    const word = words[to];
    if (!word || ENDS_PHRASE.test(word.norm) || (to > from && word.pauseBefore !== 'none')) break;
    to++;
  }
  return to;
}
