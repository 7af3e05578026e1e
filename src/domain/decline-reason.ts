/**
 * The practice's reason for declining, in its own words. Called by the chart when a refusal is settled.
 * It chooses among the utterances and never rewrites one.
 */
import { putsOnHold } from './hold-words.js';
import { isInvented } from './invented-words.js';
import { contentWords, plainWords, sentencesOf } from './plain-words.js';
import { asksNotToBeCalled, isBackchannel } from './practice-words.js';
import type { Utterance } from './transcript.js';

export interface DeclineReason {
  /** The utterance's own text, trimmed. */
  readonly words: string;
  readonly utteranceId: string;
}

/** What says no and nothing else, also where a reason was asked for. */
const NO_REASON: readonly RegExp[] = [
  /\bnot (?:be )?(?:(?:really|particularly|very|that|all that|at all) )?(?:interested|looking)(?: in (?:it|that|this|anything|(?:a )?meeting|changing|switching))?\b/g,
  /\bno interest\b|\b(?:no )?(?:(?:particular|specific|real|good) )?reasons?\b(?! is)|\bno comment\b/g,
  /\bnot (?:really|right now|today|particularly|for us|at (?:this|the) (?:time|moment|point))\b/g,
  /\b(?:for now|right now|today|at (?:this|the) (?:time|moment|point))\b/g,
  /\bwe (?:are|would be) (?:all )?(?:good|set|fine|okay)\b(?! with)|\bwill (?:have to )?pass\b|\bno,? (?:thanks|thank you)\b/g,
  /\b(?:do not|would not|could not|cannot|rather not|prefer not to) (?:know|say|tell)(?: you)?(?: why)?\b/g,
  /\b(?:already )?(?:said|told you|tell you|answered)\b(?: that)?|\bthat is (?:all|it|our answer|fine)\b|^look\b/g,
  /\b(?:have|need|got) to (?:go|run|let you go)\b|\bhave a (?:good|great|nice) (?:day|one|afternoon)\b/g,
  /\b(?:good ?)?bye(?: bye)?\b|\b(?:hello|hi|hey)\b|\b(?:for|thanks for) calling\b|\bappreciate (?:it|the call|you calling)\b|\b(?:dr [a-z]+|doctor)\b|\banyway\b|\bpersonal\b/g,
];

const ASKS_BACK = /^(?:why|what|who|how|where|when|does it|is it|are you|do you|can you|could you)\b.*\?$/;

/** “Hold on a second” says nothing of why not, and neither does a queue. */
const withoutWaiting = (text: string): string =>
  sentencesOf(plainWords(text))
    .filter((sentence) => !putsOnHold(sentence) && !isInvented(sentence))
    .join(' ');

const isReason = (text: string): boolean =>
  !isBackchannel(text) &&
  !asksNotToBeCalled(text) &&
  !ASKS_BACK.test(plainWords(text)) &&
  contentWords(NO_REASON.reduce((rest, no) => rest.replace(no, ' '), withoutWaiting(text))).length > 0;

const shared = (text: string, words: ReadonlySet<string>): number =>
  new Set(contentWords(text).filter((word) => words.has(word))).size;

/**
 * The first of the `answers` (what was said since the practice was asked why) that is a reason and no mere “no”; with
 * a `modelReason`, the one that shares most words with it. Null when none of them is a reason: what the model says
 * alone proves nothing.
 */
export function declineReason(
  answers: readonly Utterance[],
  modelReason: string | null,
): DeclineReason | null {
  const words = new Set(contentWords(modelReason ?? ''));
  const [reason] = answers
    .filter(({ speaker, text }) => speaker === 'practice' && isReason(text))
    .map((utterance) => ({ utterance, score: shared(utterance.text, words) }))
    .sort((a, b) => b.score - a.score);
  return reason ? { words: reason.utterance.text.trim(), utteranceId: reason.utterance.id } : null;
}
