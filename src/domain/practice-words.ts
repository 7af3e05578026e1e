/**
 * What the practice means by words that change the course of a call: a refusal, a request never to be called again,
 * a mere sign of listening. Used by the chart. In doubt a call goes on: it never reads a wish into an objection.
 */
import { plainWords, sentencesOf } from './plain-words.js';

const US =
  "(?:us|me|our|my|this|the|that)(?: (?:number|phone number|phone|name|office|practice|clinic|line|doctor|office's|practice's|doctor's))*(?: number)?";
const LIST =
  '(?:(?:off|from|out of)(?: of)? (?:your|the|this|that|any|all|all your|whatever)?(?: [a-z]+){0,3}? ?(?:lists?|database|records?|systems?|directory|rotation|contacts|files?)\\b)';
/** Who or what is no longer to be called: the practice itself, or nobody named. */
const OURSELVES =
  '(?:us|me|here|back|this (?:number|office|practice|line|place|clinic|phone)|our (?:number|office|practice|line|clinic|phones?)|my (?:number|cell|phone|office|line)|the (?:office|practice|clinic))';
const EVER_AGAIN = '(?:again|any ?more|any longer|ever)';
const CALL = '(?:call|phone|contact|ring|dial|bother|solicit|harass|robocall|cold call)';
const CALLING = '(?:calling|phoning|contacting|ringing|dialing|bothering|soliciting|harassing)';
/** Where an imperative begins; “they do not call” is none. */
const IMPERATIVE =
  '(?:^|[,:–—-] ?|\\b(?:please|just|and|so|but|then|okay|ok|yes|yeah|no|well|look|listen|again|seriously|said|you guys|you people|thank you|thanks|rather you|prefer you|prefer that you|ask you to|asking you to|want you to|need you to|you to|you can|you should|you need to|kindly) )';

const WANTS_NO_CALLS: readonly RegExp[] = [
  new RegExp(`\\b(?:take|remove|delete|get|scratch|strike|drop|cross|pull) ${US} ${LIST}`),
  new RegExp(
    `\\b(?:take|get) ${US} off\\b(?! (?:the )?(?:phone|hold|speaker|hook|line))(?=[.,!?]|$| of| please)`,
  ),
  /\b(?:remove|delete|erase) (?:us|me|(?:our|my|this) (?:phone )?(?:number|name|info|information|contact|contacts|details))(?=[.,!?;]|$| please| immediately| right| and| from)/,
  /\b(?:on|to) (?:your|the|a|that|our|any)? ?(?:company |national |internal |federal )*(?:do[- ]not[- ]call|no[- ]call|don't call)\b(?: list| registry)?/,
  /\bdo[- ]not[- ]call (?:list|registry)\b/,
  new RegExp(
    `${IMPERATIVE}(?:do not|never|not(?= ${CALL}))(?: you)?(?: ever)? ${CALL}(?: ${OURSELVES})?(?: ${EVER_AGAIN})*(?=[.,!?;]|$| please| and| or| about| with| for (?:this|that|any)| regarding| thank| with)`,
  ),
  new RegExp(
    `${IMPERATIVE}(?:do not|never)(?: ever)? ${CALL} (?:${OURSELVES}|him|her|them|(?:the )?(?:doctor|dr)(?: [a-z]+)?)?(?: [a-z]+){0,3}? ?${EVER_AGAIN}\\b`,
  ),
  new RegExp(`\\b(?:do not|never)(?: ever)? ${CALL} (?:${OURSELVES} )?${EVER_AGAIN}\\b`),
  new RegExp(
    `\\b(?:stop|quit|cease)(?: with)? ?(?:all |the |these |any )*(?:${CALLING}(?: ${OURSELVES}\\b|(?=[.,!?;]|$| please| and| or| every| all| so| right| immediately))|(?:phone |sales |robo ?)*calls\\b(?! from| to (?:the|him|her)))`,
  ),
  new RegExp(`\\bno more (?:phone |sales |of these )*(?:calls|${CALLING})\\b`),
  new RegExp(
    `\\b(?:do|does|would) not (?:want|like|wish)(?: (?:to (?:be|get|receive|have)|any|any more|more|you|you guys|you people|further|these|anymore|your))*(?: to)? (?:(?:phone |sales |more |further |any |these |your )*calls\\b(?! from (?:him|her|patients))|(?:be )?${CALL}(?:ed)?\\b(?: ${OURSELVES}| ${EVER_AGAIN})|(?:be )?(?:called|contacted|phoned|bothered|solicited)\\b)`,
  ),
  new RegExp(
    `\\b(?:rather|prefer|appreciate|like|request|ask|asking)(?: it)?(?: if| that)? you (?:would |did |do |could |please )*(?:not|never|stop|stopped) ${CALL}(?:ing)?\\b(?! (?:him|her|them|the|until|before|after|on))`,
  ),
  /\b(?:opt (?:us |me )?out|unsubscribe|cease and desist)\b/,
  /\blose (?:this|our|my) (?:phone )?number\b/,
  /\bleave us alone\b/,
];

/** Said of one day or one person, of others, of what was, or with another number to call: no wish never to be called. */
const LIMITED =
  /\b(?:today|tomorrow|tonight|this (?:week|morning|afternoon|late|early|month|time)|right now|at the moment|until|till|before|after|during|between|in the (?:morning|afternoon|evening)|at (?:lunch|night|home|noon)|on (?:mon|tues|wednes|thurs|fri|satur|sun)days?|over lunch|so (?:early|late)|too (?:early|late)|yet)\b/;
const REDIRECTED =
  /(?:,|\bbut|\band|\binstead) (?:please |just |rather |you can )*(?:call|try|dial|use) (?:the|our|his|her|their|him|me|us|my)\b/;
const CONCERNS_OTHERS =
  /\b(?:told|asked|tell|ask|asking|telling|have|had|got) (?!you\b)(?:the |a |our |some |all )?[a-z]+(?: [a-z]+)? (?:to stop|not to|to quit)\b|\b(?:if|when|why|unless|because) (?:you|they|we|i) (?:do|did|never)\b|\b(?:cannot|will not|would not|never|not|did not|does not) (?:stop|quit)\b|\bnot (?:asking|saying|telling)\b|\bnot on (?:the|a|your)\b/;

/** The practice wants never to be called again. Ends the call and marks the contact. */
export function asksNotToBeCalled(text: string): boolean {
  return sentencesOf(plainWords(text)).some((sentence) => {
    if (CONCERNS_OTHERS.test(sentence) || REDIRECTED.test(sentence)) return false;
    if (LIMITED.test(sentence) && !new RegExp(`\\b${EVER_AGAIN}\\b|\\blists?\\b`).test(sentence))
      return false;
    return WANTS_NO_CALLS.some((pattern) => pattern.test(sentence));
  });
}

const REFUSALS: readonly RegExp[] = [
  /\b(?:not|never|nor)(?: [a-z]+){0,3} interested\b|\buninterested\b|\bno interest\b|\b(?:not|nothing)\b[^.!?]*\b(?:interested in|of interest)\b/,
  /\bno,? (?:thanks|thank you)\b(?! (?:for|so much for))/,
  /\b(?:will|would|going to|have to|gonna) (?:just |probably |respectfully )*(?:pass|decline)\b|\b(?:i|we|he|she|doctor) (?:respectfully )?(?:decline|pass)\b|\bhard pass\b/,
  /\b(?:we|i|he|she|they|doctor|dr [a-z]+) (?:is|are|am) (?:all )?(?:set|good|fine|covered|happy|okay)(?: (?:with (?:what|our|his|her|the|who)|for now|as (?:we|is|it)|on (?:that|insurance|this|malpractice)|there|where))|\b(?:we|i|he|she) (?:is|are|am) all set\b|\bno,? (?:we|i) (?:are|am) (?:good|fine|okay|all set|set)\b/,
  /\b(?:not|no) (?:right now|at (?:this|the) (?:time|moment|point)|today|for us|for me|looking|in the market|needed|necessary|a good fit|the right fit|thank you)\b/,
  /\b(?:do|does) not (?:need|want) (?:it|this|that|any|one|your|anything|a meeting|to (?:meet|schedule|change|switch|do|talk|waste|book|set))\b/,
  /\bnot (?:going to|gonna) (?:do|want|happen|work|need|be able|take|schedule|meet)\b|\b(?:would|will) not (?:want|need|be (?:needing|able to do)|work for us)\b/,
  /\b(?:would|will) (?:rather|prefer) not\b|\b(?:have|going) to say no\b|\bthe answer is no\b|\b(?:do not|not) think so\b|\bdo not bother\b|\bnot something we\b|\bdo not see (?:a|the) need\b/,
];

const REFUSAL_DENIED =
  /\bnot (?:that|saying|because|to say)\b[^.!?]*\bnot\b|\bnot (?:uninterested|necessarily)\b|\bmay(?:be)? (?:not )?be interested\b|\bif (?:you|he|she|they|we|i) (?:are|is|am|do|does)(?: not)? (?:interested|want)/;

/** The practice declines what was offered: “not interested”, “no, thank you”, “we’ll pass”. A bare “no” may answer anything. */
export const refuses = (text: string): boolean =>
  sentencesOf(plainWords(text)).some(
    (sentence) => !REFUSAL_DENIED.test(sentence) && REFUSALS.some((pattern) => pattern.test(sentence)),
  );

const BACKCHANNEL =
  /^(?:(?:uh|mm+|um|hm+|mhm+|m+)[- ]?(?:huh|hmm+|hm+|mm+|kay)?|mhm+|hm+|mm+|ok(?:ay)?|kay|right|yeah|yea|yep|yup|i see|got it|gotcha|all right|alright|oh|ah|aha|i understand|understood|go on|go ahead|sure thing)$/;

const MAX_BACKCHANNEL_PARTS = 4;

/** Nothing but signs of listening: “mm-hmm”, “okay, right”. “Yes” is none, because it may be an answer. */
export function isBackchannel(text: string): boolean {
  const said = text.toLowerCase().replace(/[‘’]/g, "'").trim();
  if (said.includes('?')) return false;
  const parts = said
    .split(/[\s,.!…–—]+(?:and )?/)
    .join(' ')
    .replace(/\b(i see|got it|all right|i understand|go on|go ahead|uh huh|mm hmm?|mm hm)\b/g, (words) =>
      words.replace(' ', '-'),
    )
    .split(' ')
    .filter((part) => part !== '');
  const listening = parts.every((part) => BACKCHANNEL.test(part) || BACKCHANNEL.test(part.replace('-', ' ')));
  return parts.length > 0 && parts.length <= MAX_BACKCHANNEL_PARTS && listening;
}
