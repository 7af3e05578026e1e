/**
 * The understudy: stands in for the model behind the Realtime stand-in. It has the instructions and tools in force
 * and the conversation, and nothing else; it never learns the scenario. It says lines that it finds in its
 * instructions and calls tools that it was offered, so what is missing there is missing in the rehearsal too.
 * Deterministic: the same view gives the same answer.
 */
import type { Mind, MindAnswer } from '../stand-ins/openai/index.js';
import { allHeard, allSaid, freshOutput, heardLately, pastCalls } from './conversation-view.js';
import { fallback, introductionFor, leadBack, takeBadLine, takeRudeness } from './courtesy.js';
import {
  agrees,
  asksToWait,
  asksWhen,
  isFinal,
  isQuestion,
  putsOnHold,
  refuses,
  saysGoodbye,
} from './intents.js';
import { answerTo } from './matching.js';
import { chooseInMenu } from './menus.js';
import { callOnce, lastSaid, type Moment, NOTHING, sayOnce, talkOf, wasSaidNow } from './moment.js';
import { afterDeclined, promiseLine, reasonGiven, takeRefusal } from './refusals.js';
import { dueSchedulingCall, isScheduling, namesMeetingDetail, questionForMissing } from './scheduling.js';
import { isNudge, isOwnLine, readScript } from './script.js';
import { spokenTime } from './slots.js';
import { afterNoted, takeTransfer } from './transfers.js';

/** The sentence that a tool wants said, in curly or straight quotes. */
const SAY = /\bSay:\s*(?:“([^”]+)”|"([^"]+)")/;

/** What is said to a machine: the last words of the instructions, which may have quotations in them. */
const SAY_EXACTLY = /\bSay exactly this\b[^:“]*:\s*“([\s\S]+)”\s*$/i;

const STAY_SILENT = /\bStay silent\b/;
const GREET_AFRESH = /\bGreet them afresh\b/;

export function createUnderstudy(): Mind {
  return (view) => {
    const script = readScript(view.instructions);
    const pieces = heardLately(view.items);
    const latest = pieces.at(-1) ?? '';
    // Whoever has just come to the phone has said one thing: before it spoke a menu, or somebody else.
    const heard = GREET_AFRESH.test(view.instructions) ? latest : afterWaiting(pieces).join(' ').trim();
    const moment = { view, script, heard, latest };
    return withMachine(moment) ?? withPerson(moment);
  };
}

/** What was said before a wait is over with. */
const afterWaiting = (pieces: readonly string[]): readonly string[] =>
  pieces.slice(pieces.slice(0, -1).findLastIndex(putsOnHold) + 1);

/** Words for a machine, a choice in its menu, or silence; `null` when the instructions are for a conversation. */
function withMachine(moment: Moment): MindAnswer | null {
  const { instructions } = moment.view;
  const words = SAY_EXACTLY.exec(instructions)?.[1];
  if (words !== undefined) return lastSaid(moment) === words ? NOTHING : { say: words };
  return chooseInMenu(moment) ?? (STAY_SILENT.test(instructions) ? NOTHING : null);
}

function withPerson(moment: Moment): MindAnswer {
  const output = freshOutput(moment.view.items);
  if (output !== null) return afterTool(output, moment);
  if (moment.heard === '') return unprompted(moment);
  return (
    takeRefusal(moment) ??
    takeBadLine(moment) ??
    endCall(moment) ??
    takeTransfer(moment) ??
    takeRudeness(moment) ??
    advance(moment) ??
    ownLine(moment) ??
    onlyDialogueLine(moment) ??
    leadBack(moment) ??
    fallback(moment) ??
    NOTHING
  );
}

/** A tool's answer comes first: its own words, else what the conversation now needs, else its last sentence. */
function afterTool(output: string, moment: Moment): MindAnswer {
  const sentence = SAY.exec(output)
    ?.slice(1)
    .find((words) => words !== undefined);
  if (sentence) return { say: sentence };
  if (output.trim() === '') return NOTHING;
  return nextAfter(pastCalls(moment.view.items).at(-1)?.name, moment) ?? { say: lastSentence(output) };
}

function nextAfter(tool: string | undefined, moment: Moment): MindAnswer | null {
  switch (tool) {
    case 'do_not_call':
      return sayOnce(moment, promiseLine(moment)) ?? goodbyeLine(moment);
    case 'end_call':
    case 'accept_refusal':
      return goodbyeLine(moment);
    case 'practice_declined':
      return afterDeclined(moment);
    case 'note_decision_maker':
      return afterNoted(moment) ?? advance(moment) ?? ownLine(moment);
    default:
      return advance(moment) ?? ownLine(moment);
  }
}

/** Asked to speak although nothing new was said. Sound that was not understood needs no answer. */
function unprompted(moment: Moment): MindAnswer {
  const last = moment.view.items.filter((item) => item.kind !== 'note').at(-1);
  if (last?.kind === 'heard') return NOTHING;
  const nudge = moment.script.lines.find(isNudge);
  const isFirst = allSaid(moment.view.items).length === 0;
  const opening = isFirst ? onlyDialogueLine(moment) : null;
  return ownLine(moment) ?? opening ?? (nudge ? { say: nudge.say } : NOTHING);
}

/** What brings the conversation on: a tool that is due, the answer to a question, the next thing to ask. */
function advance(moment: Moment): MindAnswer | null {
  const { view, script, heard } = moment;
  if (heard === '') return null;
  const scheduling = isScheduling(view.tools);

  const due = scheduling ? dueSchedulingCall(view.items, view.tools) : null;
  if (due) return { calls: [due] };
  if (spokenTime(heard)) {
    const begin = callOnce(moment, 'begin_scheduling');
    if (begin) return begin;
  }

  const answersUs = scheduling && namesMeetingDetail(view.items) && !isQuestion(heard);
  const line = answersUs ? null : (answerTo(heard, script) ?? introductionFor(moment));
  if (line) return { say: line.say };
  if (asksToWait(moment.latest)) return NOTHING;

  if (agrees(heard) && allSaid(view.items).length > 0) {
    const begin = callOnce(moment, 'begin_scheduling');
    if (begin) return begin;
  }
  if (!scheduling) return null;
  if (isQuestion(heard) && !asksWhen(heard) && !answersUs) {
    const resume = callOnce(moment, 'resume_questions');
    if (resume) return resume;
  }
  const question = questionForMissing(view.items, script);
  return question ? { say: question.say } : null;
}

/** Ends the call when goodbye was said, or when the other side firmly wants no more. */
function endCall(moment: Moment): MindAnswer | null {
  const { view, heard } = moment;
  const refusals = allHeard(talkOf(view)).filter(refuses).length;
  const isFirm = isFinal(heard) || (refuses(heard) && refusals > 1);
  if (!isFirm && !saysGoodbye(heard)) return null;
  const reason = reasonGiven(moment);
  const end = callOnce(moment, 'end_call', reason === null ? {} : { reason });
  return end && { ...goodbyeLine(moment), ...end };
}

function ownLine(moment: Moment): MindAnswer | null {
  const line = moment.script.lines.find((each) => isOwnLine(each) && !wasSaidNow(moment, each));
  return line ? { say: line.say } : null;
}

function goodbyeLine(moment: Moment): MindAnswer | null {
  const line = moment.script.lines.find((each) => isOwnLine(each) && saysGoodbye(each.say));
  return sayOnce(moment, line);
}

/** Where the instructions hold one line of dialogue only, that is what this part of the call is for. */
function onlyDialogueLine(moment: Moment): MindAnswer | null {
  const [line, ...others] = moment.script.lines.filter((each) => each.source === 'dialogue');
  if (!line || others.length > 0) return null;
  // Asked to greet after a complete greeting: somebody else has come to the phone.
  const isAnew = GREET_AFRESH.test(moment.view.instructions) && allSaid(moment.view.items).includes(line.say);
  return isAnew ? { say: line.say } : sayOnce(moment, line);
}

function lastSentence(text: string): string {
  return (
    text
      .trim()
      .split(/(?<=[.!?])\s+/)
      .at(-1) ?? ''
  );
}
