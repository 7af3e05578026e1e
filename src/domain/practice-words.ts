/**
 * What the practice means by words that change the course of a call: a refusal, a request never to be called again,
 * a mere sign of listening. Used by the chart. In doubt a call goes on: it never reads a wish into an objection.
 */
import { plainWords, sentencesOf } from './plain-words.js';

export { asksNotToBeCalled } from './do-not-call-words.js';

const THEY = '(?:i|we|he|she|they|doctor|dr [a-z]+)';

const REFUSALS: readonly RegExp[] = [
  /\b(?:not|never|nor)(?: [a-z]+){0,3} interested\b|\buninterested\b|\bno interest\b/,
  /\b(?:not|nothing)\b[^.!?]*\b(?:interested in|of interest)\b/,
  /\bno,? (?:thanks|thank you)\b(?! (?:for|so much for))/,
  /\b(?:will|would|going to|have to) (?:just |probably |respectfully )*(?:pass|decline)\b|\bhard pass\b/,
  new RegExp(`\\b${THEY} (?:respectfully )?(?:decline|pass)\\b`),
  new RegExp(
    `\\b${THEY} (?:is|are|am) (?:all )?(?:set|good|fine|covered|happy|okay) (?:with (?:what|our|his|her|the|who)|for now|as (?:we|is|it)|on (?:that|insurance|this|malpractice)|there|where)`,
  ),
  new RegExp(
    `\\b${THEY} (?:is|are|am) all set\\b(?! for (?!now))|\\b(?:no|nah|nope),? ${THEY} (?:is|are|am) (?:good|fine|okay|set)\\b`,
  ),
  /\b(?:not|no) (?:right now|today|at (?:this|the) (?:time|moment|point)|for us|for me|looking|in the market)\b(?! ?\?)/,
  /\bnot (?:needed|necessary|(?:a|the) (?:good|right) fit|something we)\b|\bno need (?:for|of)\b|\bdo not see (?:a|the) need\b/,
  /\b(?:do|does) not (?:need|want) (?:it|this|that|any|one|your|anything|a meeting|to (?:meet|schedule|change|switch|do|talk|waste|book|set))\b/,
  /\bnot going to (?:do|want|happen|work|need|be able|take|schedule|meet)\b/,
  /\b(?:would|will) not (?:want|need|be (?:needing|able to do)|work for us)\b|\b(?:would|will) (?:rather|prefer) not\b/,
  /\b(?:have|going) to say no\b|\bthe answer is no\b|\bis a (?:hard |firm |definite )?no\b|\b(?:do not|not) think so\b|\bdo not bother\b/,
];

const NO_REFUSAL: readonly RegExp[] = [
  /\bnot (?:that|saying|because|to say)\b[^.!?]*\bnot\b|\bnot (?:uninterested|necessarily)\b/,
  /\bmay(?:be)? (?:not )?be interested\b|\bif (?:you|he|she|they|we|i) (?:are|is|am|do|does)(?: not)? (?:interested|want)/,
];

/** The practice declines what was offered: “not interested”, “no, thank you”, “we’ll pass”. A bare “no” may answer anything. */
export const refuses = (text: string): boolean =>
  sentencesOf(plainWords(text)).some(
    (sentence) =>
      REFUSALS.some((pattern) => pattern.test(sentence)) &&
      !NO_REFUSAL.some((pattern) => pattern.test(sentence)),
  );

const LISTENING =
  '(?:(?:uh|mm+|um|m)[- ]?(?:huh|hm+|kay)|m*hm+|mm+|ok(?:ay)?|kay|right|yeah|yea|yep|yup|i see|got it|gotcha|al(?:l )?right|oh|ah|aha|i understand|understood|go on|go ahead)';
const MAX_SIGNS = 4;
const SIGNS_OF_LISTENING = new RegExp(
  `^[\\s.…]*${LISTENING}(?:[\\s,.!…–—]+(?:and )?${LISTENING}){0,${MAX_SIGNS - 1}}[\\s,.!…–—]*$`,
);

/** Nothing but signs of listening: “mm-hmm”, “okay, right”. “Yes” is none, because it may be an answer. */
export const isBackchannel = (text: string): boolean => SIGNS_OF_LISTENING.test(text.toLowerCase());
