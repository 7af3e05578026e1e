/**
 * The parts of a phone menu that are about no option: greetings, "our options have changed", "this call may be
 * recorded". They are taken out before options are read, so that "recorded" does not read as the records line.
 * Words that speak of an emergency are never taken out.
 */
import { speaksOfEmergency } from './emergency.js';
import type { HeardWord } from './heard-words.js';

/** Where an announcement ends that has no end of its own. */
const NEXT = '(?= (?:for|to|if|or|press|please|our|your|this|you|we|para|si|say|dial|at)\\b|$)';

/** Parts of a practice's name. */
const NAMES = /\burgent care\b|\bemerge ?ortho\w*/g;

const ANNOUNCEMENTS: readonly RegExp[] = [
  new RegExp(
    `^(?:thank you|thanks|gracias)(?: so much| very much)? (?:for|4|por) \\w+(?: \\w+){0,9}?${NEXT}`,
  ),
  new RegExp(`^(?:you have|youve|ha) (?:now )?(?:reached|llamado|called)(?: \\w+){0,8}?${NEXT}`),
  /^(?:hello|hi|good (?:morning|afternoon|evening))(?: and(?= (?:thank|welcome)))?\b/,
  new RegExp(`^(?:welcome to|bienvenidos? a)(?: \\w+){0,9}?${NEXT}`),
  /^(?:please )?listen (?:carefully|closely|to)(?: \w+){0,9}? (?:have|has)(?: \w+)? changed\b/,
  /^(?:please )?listen (?:carefully|closely|to)(?: \w+){0,9}? (?:changed|options|choices|menu)\b/,
  /^(?:as )?(?:our|the) (?:\w+ )?(?:menu|options?)(?: \w+)? (?:has|have)(?: \w+)? changed\b/,
  /^(?:this|your|all|the) (?:phone )?calls? (?:may|will|might|is|are)(?: \w+){0,4}? (?:recorded|monitored)(?: (?:for|or|and) (?:\w+ ){0,4}?(?:purposes|assurance|training|quality|recorded|monitored)(?: (?:and|or) (?:\w+ )?(?:purposes|training))?)?(?: purposes)?/,
  /^(?:to|we) (?:better )?(?:serve|assist|help) you(?: better)?\b/,
  /^for your (?:convenience|safety|privacy)\b/,
  /^(?:please )?(?:select|choose|make a selection)(?: \w+)? from(?: \w+)? (?:following|menu)(?: \w+)?/,
  /^(?:at any time|anytime|en cualquier momento)\b/,
];

/** The words without the announcements; what follows one begins a sentence. */
export function withoutAnnouncements(words: readonly HeardWord[]): HeardWord[] {
  const kept: HeardWord[] = [];
  let cut = false;
  for (let index = 0; index < words.length; ) {
    const length = announcementAt(words, index);
    const word = words[index];
    if (length > 0) cut = true;
    else if (word) {
      kept.push(cut ? { ...word, pauseBefore: 'sentence' } : word);
      cut = false;
    }
    index += Math.max(1, length);
  }
  return kept;
}

/** How many words of an announcement begin here. */
function announcementAt(words: readonly HeardWord[], index: number): number {
  const sentence: string[] = [];
  for (const word of words.slice(index, index + 20)) {
    if (sentence.length > 0 && word.pauseBefore === 'sentence') break;
    sentence.push(word.norm);
  }
  const text = sentence.join(' ');
  for (const pattern of ANNOUNCEMENTS) {
    const said = pattern.exec(text)?.[0];
    if (said && !speaksOfEmergency(said.replace(NAMES, '').split(' '))) return said.split(' ').length;
  }
  return 0;
}
