/**
 * Whether the practice asks never to be called again. Used by `practice-words.ts` only. Such a request ends the call and
 * marks the contact, so it is read narrowly: not for one day, not for one person, not as a report of what others do.
 */
import { plainWords, sentencesOf } from './plain-words.js';

const US =
  '(?:us|me|our|my|this|the|that)(?: (?:phone|number|name|office|practice|clinic|line|doctor|information))*';
const LIST =
  '(?:off|from|out of)(?: of)?(?: (?:your|the|this|that|any|all|whatever))*(?: [a-z]+){0,3}? ?(?:lists?|database|records?|systems?|directory|rotation|contacts|files?)\\b';
/** Who is no longer to be called: the practice itself. */
const OURSELVES =
  '(?:us|me|here|back|(?:this|our|my|the) (?:phone )?(?:number|office|practice|line|place|clinic|phones?|cell))';
const ANYONE = `(?:${OURSELVES}|him|her|them|(?:the )?(?:doctor|dr)(?: [a-z]+)?)`;
const EVER_AGAIN = '(?:again|any ?more|any longer|ever)';
const CALL = '(?:call|phone|contact|ring|dial)';
const TROUBLE = '(?:bother|harass|disturb|solicit)';
const CALLING = '(?:calling|phoning|contacting|ringing|dialing|bothering|soliciting|harassing)';

/** Where an imperative begins; “they do not call” is none. */
const IMPERATIVE =
  '(?:^|[,:–—-] ?|\\b(?:please|just|and|so|but|then|okay|ok|yes|yeah|no|well|look|listen|again|seriously|said|guys|people|you|thanks|kindly) )(?<!(?<!rather|prefer|prefer that|thank) you )';
const END = '(?=[.,!?;]|$| (?:please|and|or|about|with|thank|regarding|for (?:this|that|any))\\b)';

const WANTS_NO_CALLS: readonly RegExp[] = [
  new RegExp(`\\b(?:take|remove|delete|get|scratch|strike|drop|cross|pull) ${US} ${LIST}`),
  new RegExp(`\\b(?:removed|taken|deleted) ${LIST}`),
  new RegExp(`\\b(?:take|get) ${US} off(?=[.,!?]|$| of\\b| please)`),
  /\b(?:remove|delete|erase) (?:us|me|(?:our|my|this) (?:phone )?(?:number|name|information|contact|details))(?=[.,!?;]|$| (?:please|immediately|right|and)\b)/,
  /\b(?:on|to|as) (?:(?:your|the|a|that|our|any|company|national|internal|federal) )*(?:do[- ]not[- ]call|no[- ]call)\b/,
  /\bdo[- ]not[- ]call (?:list|registry)\b/,

  new RegExp(
    `${IMPERATIVE}(?:do not|never)(?: you)?(?: ever)? ${CALL}(?: ${OURSELVES})?(?: ${EVER_AGAIN})*${END}`,
  ),
  new RegExp(`${IMPERATIVE}(?:do not|never)(?: ever)? ${TROUBLE} ${OURSELVES}(?: ${EVER_AGAIN})*${END}`),
  new RegExp(
    `${IMPERATIVE}(?:do not|never)(?: ever)? ${CALL}(?: ${ANYONE})?(?: [a-z]+){0,3}? ${EVER_AGAIN}\\b`,
  ),
  new RegExp(`\\b(?:do not|never)(?: ever)? ${CALL} (?:${OURSELVES} )?${EVER_AGAIN}\\b`),
  new RegExp(`\\bnot (?:allowed )?to ${CALL}(?: ${OURSELVES}| ${EVER_AGAIN})`),

  new RegExp(
    `\\b(?:stop|quit|cease)(?: with)? (?:(?:all|the|these|any) )*${CALLING} ${OURSELVES}\\b(?! (?:sir|ma'am|that|it|dr|doctor|by|a|an|names)\\b)`,
  ),
  new RegExp(
    `\\b(?:stop|quit|cease)(?: with)? (?:(?:all|the|these|any) )*${CALLING}(?=[.,!?;]|$| (?:please|and|or|every|all|so|right|immediately)\\b)`,
  ),
  /\b(?:stop|cease)(?: with)? (?:(?:all|the|these|any|phone|sales) )+calls\b(?! from| to (?:the doctor|him|her))/,
  new RegExp(`\\bno more (?:(?:phone|sales|of these) )*(?:calls|${CALLING})\\b`),

  new RegExp(
    `\\b(?:do|does|would) not (?:want|like|wish)(?: you(?: guys| people)?)?(?: to)? ${CALL} (?:${OURSELVES}|${EVER_AGAIN})`,
  ),
  /\b(?:do|does|would) not (?:want|like|wish)(?: to)?(?: (?:get|receive|have|any|more|further|these|your|phone|sales|anymore))* calls\b(?! from (?:him|her|patients))/,
  /\b(?:(?:do|does|would) not|no longer) (?:want|like|wish) to be (?:called|contacted|phoned|bothered|solicited)\b/,
  new RegExp(
    `\\b(?:rather|prefer|appreciate|like|request|ask|asking)(?: it)?(?: if| that)? you (?:would |did |do |could |please )*(?:not|never|stop|stopped) ${CALL}(?:ing)?\\b(?! (?:him|her|them|the|until|before|after|on))`,
  ),
  /\bnot (?:get|receive|want) (?:any ?more|further) (?:of )?(?:these |your )?calls\b|\bnot want to hear from you\b/,
  /\bopt (?:us |me )?out\b|\bunsubscribe\b|\bcease and desist\b|\blose (?:this|our|my) (?:phone )?number\b|\bleave us alone\b/,
];

/** Only for a time: “don’t call him today, call tomorrow”. */
const LIMITED =
  /\b(?:today|tomorrow|tonight|right now|at the moment|until|till|before|after|during|between|over lunch|yet)\b|\bthis (?:week|morning|afternoon|late|early|month|time)\b|\bin the (?:morning|afternoon|evening)\b|\bat (?:lunch|night|home|noon)\b|\bon (?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:so|too) (?:early|late)\b/;
const UNLIMITED = new RegExp(`\\b${EVER_AGAIN}\\b|\\blists?\\b`);

const NO_REQUEST: readonly RegExp[] = [
  // Another number is given, or they will call themselves.
  /(?:,|\bbut|\band|\binstead) (?:(?:please|just|rather|you can) )*(?:call|try|dial|use) (?:the|our|his|her|their|him|me|us|my)\b/,
  /\bwe will (?:call|contact|reach out to) you\b/,
  // What others were told, or do.
  /\b(?:told|asked|tell|ask|asking|telling|have|had|got) (?!you\b|asked\b|told\b|already\b)(?:(?:the|a|our|some|all) )?[a-z]+(?: (?!you\b)[a-z]+)? (?:to stop|not to|to quit)\b/,
  /(?<!\b(?:appreciate it|great|better|best|nice) )\b(?:if|when|why|unless|because) (?:you|they|we|i) (?:do|did|never)\b/,
  /\b(?:cannot|will not|would not|never|not|did not|does not) (?:stop|quit)\b|\b(?:not|never) (?:asking|saying|telling|said)\b|\bnot on (?:the|a|your)\b/,
];

/** The practice wants never to be called again. */
export const asksNotToBeCalled = (text: string): boolean =>
  sentencesOf(plainWords(text)).some(
    (sentence) =>
      WANTS_NO_CALLS.some((pattern) => pattern.test(sentence)) &&
      !NO_REQUEST.some((pattern) => pattern.test(sentence)) &&
      (!LIMITED.test(sentence) || UNLIMITED.test(sentence)),
  );
