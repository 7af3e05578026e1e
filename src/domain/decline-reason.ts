/**
 * The practice's reason for declining, in its own words. Called by the chart when a refusal is settled.
 * It chooses among the utterances and never rewrites one.
 */
import { contentWords, plainWords } from './plain-words.js';
import { asksNotToBeCalled, isBackchannel } from './practice-words.js';
import type { Utterance } from './transcript.js';

export interface DeclineReason {
  /** The utterance's own text, trimmed. */
  readonly words: string;
  readonly utteranceId: string;
}

/** What says no and nothing else, also where a reason was asked for. */
const NO_REASON =
  /\b(?:(?:we|i|he|she|they|doctor|dr [a-z]+) )?(?:are|am|is|would|will|do|does)?(?: just| simply| really| honestly)* ?not (?:be )?(?:really |particularly |very |that |at all )?(?:interested|looking)(?: in (?:it|that|this|anything|meeting|a meeting|changing|switching))?(?: (?:right now|at (?:this|the) (?:time|moment|point)|today|for now))?\b|\bno interest\b|\b(?:no )?(?:particular |specific |real |good )?reasons?\b(?! is)|\bnot (?:really|right now|today|at this time|particularly|for us)\b|\b(?:we|i) will (?:have to )?pass\b|\bno,? (?:thanks|thank you)\b|\b(?:i|we) (?:do not|would not|could not) (?:know|say|tell)(?: you)?(?: why)?\b|\bthat is (?:all|it|our answer|fine)\b|\b(?:have|need|got) to (?:go|run|let you go)\b|\b(?:have a )?(?:good|great|nice) (?:day|one)\b|\b(?:good)?bye\b|\bi said no\b|\b(?:hello|hi|hey)\b|\b(?:for|at|this|time|moment|anyway|calling|call|appreciate|much|so)\b/g;

const ASKS_BACK = /^(?:why|what|who|how|where|when|does it|is it|are you|do you|can you|could you)\b.*\?$/;

const isReason = (text: string): boolean =>
  !isBackchannel(text) &&
  !asksNotToBeCalled(text) &&
  !ASKS_BACK.test(plainWords(text)) &&
  contentWords(plainWords(text).replace(NO_REASON, ' ')).length > 0;

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
