/**
 * Taking a no: the first one is asked why, its reason is answered once, a second one is accepted. Whoever does not
 * want to be called again is told so. Says only lines of the instructions and uses only tools that are on offer.
 */
import type { MindAnswer } from '../stand-ins/openai/index.js';
import { allSaid, exchanges } from './conversation-view.js';
import {
  agrees,
  asksToWait,
  forbidsCalls,
  isBareRefusal,
  isFinal,
  isPlainNo,
  isQuestion,
  refuses,
  saysGoodbye,
} from './intents.js';
import { answerTo } from './matching.js';
import { callOnce, isOffered, lastSaid, lineFor, type Moment, NOTHING, sayOnce, talkOf } from './moment.js';
import { isScheduling } from './scheduling.js';
import { asksWho, type ScriptLine } from './script.js';
import { spokenTime } from './slots.js';
import { noteDecisionMaker } from './transfers.js';

/** Reacts to a no, and in the state that asks why not to whatever is said; `null` when neither is at hand. */
export function takeRefusal(moment: Moment): MindAnswer | null {
  const { heard } = moment;
  if (forbidsCalls(heard)) return callOnce(moment, 'do_not_call') ?? sayOnce(moment, promiseLine(moment));
  if (isOffered(moment, 'accept_refusal')) return inRejection(moment);
  const isNo =
    refuses(heard) || (isPlainNo(heard) && !isScheduling(moment.view.tools) && !asksWho(lastSaid(moment)));
  return isNo && !isFinal(heard) ? callOnce(moment, 'practice_declined') : null;
}

/** After `practice_declined`: why not, the answer to a reason that was given along, or good grace. */
export function afterDeclined(moment: Moment): MindAnswer | null {
  const answer = answerTo(moment.heard, moment.script) ?? whyNot(moment);
  return answer ? (sayOnce(moment, answer) ?? accept(moment)) : null;
}

/** The instructions' promise that there will be no more calls. */
export function promiseLine(moment: Moment): ScriptLine | undefined {
  return lineFor(moment, /\bnot to be called\b/i);
}

function inRejection(moment: Moment): MindAnswer | null {
  const { heard, script } = moment;
  if (agrees(heard) || spokenTime(heard)) return null;
  const question = whyNot(moment);
  const asked = question && sayOnce(moment, question);
  if (asked) return isFinal(heard) ? accept(moment) : asked;
  if (asksToWait(moment.latest)) return NOTHING;
  const noted = noteDecisionMaker(moment);
  if (noted) return noted;

  const isNo = refuses(heard) || isBareRefusal(heard);
  const line = answerTo(heard, script);
  if (isQuestion(heard) && !isNo) return null;
  if (hasAnswered(moment)) return isNo || saysGoodbye(heard) ? lastTry(moment, isNo) : consider(moment);
  return (line === question ? null : sayOnce(moment, line ?? undefined)) ?? accept(moment);
}

/** A plain "no" may answer the question before it: it is a second no only where it says so. */
function lastTry(moment: Moment, isNo: boolean): MindAnswer {
  const isOnlyAnswer = isNo && !refuses(moment.heard);
  return (isOnlyAnswer ? sayOnce(moment, leadBack(moment)) : null) ?? accept(moment);
}

const consider = (moment: Moment): MindAnswer => sayOnce(moment, leadBack(moment)) ?? accept(moment);

const leadBack = (moment: Moment): ScriptLine | undefined => lineFor(moment, /\bneither yes nor no\b/i);

function accept(moment: Moment): MindAnswer {
  const reason = reasonGiven(moment);
  return callOnce(moment, 'accept_refusal', reason === null ? {} : { reason }) ?? NOTHING;
}

function whyNot({ script }: Moment): ScriptLine | undefined {
  return script.lines.find(({ triggers }) => triggers.some(refuses));
}

/** Whether a line was said to the reason that the practice gave: one that was said before the question is none. */
function hasAnswered(moment: Moment): boolean {
  const question = whyNot(moment);
  const said = allSaid(talkOf(moment.view));
  const asked = question ? said.findLastIndex((text) => text.includes(question.say)) : -1;
  const since = said.slice(asked + 1);
  return moment.script.lines.some(
    ({ source, say }) => source === 'dialogue' && since.some((text) => text.includes(say)),
  );
}

/** In the practice's words: what it answered when it was asked why, else what it said along with its no. */
export function reasonGiven({ view }: Moment): string | null {
  const heard = exchanges(talkOf(view)).map((exchange) => exchange.heard);
  const first = heard.findIndex(refuses);
  if (first < 0) return null;
  return heard.slice(first).find((text) => text !== '' && !isBareRefusal(text) && !saysGoodbye(text)) ?? null;
}
