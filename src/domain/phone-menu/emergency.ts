/**
 * Whether words speak of an emergency, also when they were transcribed wrongly. Used by the reader of a phone
 * menu, for which a false alarm costs one option and a miss would upset a practice: in doubt it says yes.
 */
import { remembered } from './remembered.js';
import { consonants, edits, joined } from './sounds.js';

const SAID = new RegExp(
  `\\b(?:${[
    'e?merg\\w*',
    'urgen\\w*',
    '911|9 1 1|9 11|nine eleven|nine (?:one|won|1) (?:one|won|1)|nueve (?:uno uno|once)|988|112',
    'life (?:or|and) death|threaten\\w*|life (?:thr|fre|dre|tre)\\w*|vida o muerte',
    '(?:hurt|harm|kill|injur)\\w* (?:yourself|himself|herself|themselves|someone|somebody|others|anyone)|(?:hurt|harm|kill)ing|end\\w* (?:your|their) life',
    '(?:turn\\w*|gone) blue|unrespons\\w*|(?:not|isnt|stopped) (?:respond|mov|breath)\\w*|slurred|droop\\w*|floaters?|flashes|splash\\w*|drown\\w*|stab\\w*|gunshot',
    'unsafe|violen\\w*|assault\\w*|uncontroll\\w*|stiff neck|high fever|fever (?:over|above)|(?:hit|hurt) (?:your|their|his|her) head|head injur\\w*|(?:difficulty|trouble|problems) (?:breath|swallow|speak|see)\\w*',
    'cris[ie]s|suicid\\w*|overdos\\w*|poison\\w*',
    '\\w+est pains?|heart (?:attack|problem)\\w*|strokes?|bleed\\w*|blood|breath\\w*|unconsc\\w*|dying|sever\\w*|critical\\w*|acute',
    'seizures?|convuls\\w*|faint\\w*|pass(?:ed|ing) out|collaps\\w*|numb(?:ness)?|paraly\\w*|chok\\w*|allergic|anaphyl\\w*|swelling',
    'injur\\w*|trauma\\w*|wounds?|fractur\\w*|broken|burn(?:s|ed)|accident|contractions|water (?:broke|has broken)|miscarr\\w*',
    'vision loss|loss of|sudden\\w*|worsen\\w*|serious\\w*|danger\\w*|at risk|distress|panic\\w*|sos|vomit\\w*|high temperature',
    '(?:may|might|could|will|going to) die|(?<!\\byourself or (?:a|your) )loved one|saving|save a life|trouble (?:breath|swallow|see)\\w*|in pain|too many|swallowed|right (?:now|this)|this (?:minute|instant|second)|intense|extreme\\w*|excruciating',
    'dolor de pecho|peligro|sangrado|grave',
    'ambulance|paramedics?|on ?call|de guardia|after ?hours?|fuera de horario',
    '(?:hang\\w*|hand|hung|hank|hanged|ham) (?:up|and (?:dial|call))|disconnect|cuelgue',
    'experiencing|experience (?:in|an?)|immediate\\w*|right away|can\\w*(?: ?(?:not|t)\\w*)? (?:\\w+ )?w?ait\\w*|inmediata\\w*',
    'labor|page (?:the|our|a)|paged|answering service',
  ].join('|')})\\b`,
);

/** "If this is a medical" with the word lost that mattered. */
const MEDICAL =
  /^(?:for )?medical$|\b(?:is|its|have|having|had|with|es) (?:an?|una?) (?:\w+ )?(?:medical|medica|life)\b(?! (?:record|assist|question|refill|bill|insur|form|office|practice))/;

/** "Urgent medical matters", also where "urgent" was heard as something else. */
const MATTER =
  /\b(?:is|its|are) (?:an? )?agents?\b|\bagents? (?:matter|situation|need|nature|care|concern|problem|issue|question|appointment|request)s?\b|\b(?:an?|is|any) true\b|\bmedic(?:al|le|el|ul|all) (?:matter|situation|need|attention|help|condition|problem|issue|reason)s?\b/;

const NEAR: readonly (readonly [word: string, edits: number])[] = [
  ['emergency', 2],
  ['emergencies', 3],
  ['emergencia', 2],
  ['urgent', 1],
  ['urgente', 1],
  ['urgently', 2],
  ['urgency', 1],
  ['suicide', 2],
  ['suicidal', 2],
  ['crisis', 1],
  ['ambulance', 2],
  ['experiencing', 2],
  ['threatening', 2],
  ['immediate', 2],
  ['immediately', 2],
  ['bleeding', 1],
];

/** "emergency" and "emergencies" in sound. */
const FIRST_SOUND = /^[aeiouyhw]*m/;
const IN_SOUND = ['mrjns', 'mrjnss', 'mrjnts'];

/** `words` as they were normalised, in order, of one stretch of the menu. */
export const speaksOfEmergency = (words: readonly string[]): boolean => speaks(words.join(' '));

/** Near to "emergencies" and "urgently" in sound, and what every other menu says. */
const HARMLESS = /\bmore (?:choices|options|selections)\b|\b(?:is|are) currently\b/g;

const speaks = remembered((said) => {
  const text = said.replace(HARMLESS, 'options');
  if (SAID.test(text) || MEDICAL.test(text) || MATTER.test(text)) return true;
  for (const { text: word, count } of joined(text.split(' '), 4)) {
    if (word.length < 5 || word.length > 16) continue;
    if (count <= 2 && isNear(word)) return true;
    if (FIRST_SOUND.test(word) && soundsLikeEmergency(word)) return true;
  }
  return false;
}, 2000);

const isNear = remembered((word) => NEAR.some(([target, most]) => near(word, target, most)), 4000);

const soundsLikeEmergency = remembered((word) => {
  const sound = consonants(word);
  return sound.length >= 4 && IN_SOUND.some((target) => edits(sound, target) <= 1);
}, 2000);

const near = (word: string, target: string, most: number): boolean =>
  Math.abs(word.length - target.length) <= most && edits(word, target) <= most;
