/**
 * What is said to words that no line of the instructions was written for: courtesy, a way back to the meeting, the
 * introduction once more, or the sentence for a question without an answer.
 */
import type { MindAnswer } from '../stand-ins/openai/index.js';
import { acknowledges, asksWhatFor, isQuestion, isRequest, isRude, saysGoodbye } from './intents.js';
import { answerTo } from './matching.js';
import { lineFor, type Moment, sayOnce } from './moment.js';
import { isFallback, type ScriptLine } from './script.js';

const CALLS_INTO_SILENCE = /^\W*(?:(?:hello|are you there|can you hear me)\W*)+$/i;

/** Whoever seems to hear nothing is told of the bad line, where the instructions have words for it. */
export function takeBadLine(moment: Moment): MindAnswer | null {
  if (!CALLS_INTO_SILENCE.test(moment.heard)) return null;
  return sayOnce(moment, lineFor(moment, /\bcannot hear you\b/i));
}

/** Rudeness that asks nothing is met with the courtesy of the instructions, once. */
export function takeRudeness(moment: Moment): MindAnswer | null {
  if (!isRude(moment.heard) || answerTo(moment.heard, moment.script)) return null;
  return sayOnce(moment, lineFor(moment, /\brude\b/i));
}

/** Asked again who calls and why: the line that answers it where the prompt introduces the caller. */
export function introductionFor({ script, heard }: Moment): ScriptLine | null {
  if (!asksWhatFor(heard)) return null;
  return script.lines.find(({ triggers }) => triggers.some(asksWhatFor)) ?? null;
}

/** Nothing was asked: back to the meeting, once. */
export function leadBack(moment: Moment): MindAnswer | null {
  const { heard } = moment;
  if (isQuestion(heard) || isRequest(heard) || saysGoodbye(heard)) return null;
  return sayOnce(moment, lineFor(moment, /\bno answer\b/i));
}

/** A question that the instructions do not answer. */
export function fallback({ script, heard }: Moment): MindAnswer | null {
  if (acknowledges(heard) || saysGoodbye(heard)) return null;
  const line = script.lines.find(isFallback);
  return line ? { say: line.say } : null;
}
