/**
 * The understudy: stands in for the model behind the Realtime stand-in. It has the instructions and tools in force
 * and the conversation, and nothing else; it never learns the scenario. It says lines that it finds in its
 * instructions and calls tools that it was offered, so what is missing there is missing in the rehearsal too.
 * Deterministic: the same view gives the same answer.
 */
import type { Mind, MindAnswer, MindItem, MindView } from '../stand-ins/openai/index.js';
import { allHeard, allSaid, freshOutput, lastHeard, pastCalls, wasSaid } from './conversation-view.js';
import {
  acknowledges,
  agrees,
  asksToWait,
  asksWhen,
  isQuestion,
  refuses,
  saysGoodbye,
  wantsNoMoreCalls,
} from './intents.js';
import { answerTo } from './matching.js';
import { dueSchedulingCall, isScheduling, namesMeetingDetail, questionForMissing } from './scheduling.js';
import { isFallback, isNudge, isOwnLine, readScript, type Script } from './script.js';
import { spokenTime } from './slots.js';

const NOTHING: MindAnswer = {};

/** The sentence that a tool wants said, in curly or straight quotes. */
const SAY = /\bSay:\s*(?:“([^”]+)”|"([^"]+)")/;

/** What there is to react to. */
interface Moment {
  readonly view: MindView;
  readonly script: Script;
  readonly heard: string;
}

export function createUnderstudy(): Mind {
  return (view) => {
    const script = readScript(view.instructions);
    const moment = { view, script, heard: lastHeard(view.items) };
    const output = freshOutput(view.items);
    if (output !== null) return afterTool(output, moment);
    if (moment.heard === '') return unprompted(moment);
    return (
      endCall(moment) ??
      advance(moment) ??
      ownLine(moment) ??
      onlyDialogueLine(moment) ??
      fallback(moment) ??
      NOTHING
    );
  };
}

/** A tool's answer comes first: its own words, else what the conversation now needs, else its last sentence. */
function afterTool(output: string, moment: Moment): MindAnswer {
  const sentence = SAY.exec(output)
    ?.slice(1)
    .find((words) => words !== undefined);
  if (sentence) return { say: sentence };
  if (output.trim() === '') return NOTHING;
  const isEnd = pastCalls(moment.view.items).at(-1)?.name === 'end_call';
  const next = isEnd ? goodbyeLine(moment) : (advance(moment) ?? ownLine(moment));
  return next ?? { say: lastSentence(output) };
}

/** Asked to speak although nothing new was said. Sound that was not understood needs no answer. */
function unprompted(moment: Moment): MindAnswer {
  const last = moment.view.items.filter((item) => item.kind !== 'note').at(-1);
  if (last?.kind === 'heard') return NOTHING;
  const nudge = moment.script.lines.find(isNudge);
  return ownLine(moment) ?? (nudge ? { say: nudge.say } : NOTHING);
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
  const line = answersUs ? null : answerTo(heard, script);
  if (line) return { say: line.say };
  if (asksToWait(heard)) return NOTHING;

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
  const refusals = allHeard(view.items).filter(refuses).length;
  const isFirm = wantsNoMoreCalls(heard) || (refuses(heard) && refusals > 1);
  if (!isFirm && !saysGoodbye(heard)) return null;
  const reason = reasonGiven(view.items);
  const end = callOnce(moment, 'end_call', reason === null ? {} : { reason });
  return end && { ...goodbyeLine(moment), ...end };
}

/** What the practice answered when it was asked about its refusal; else the refusal itself. */
function reasonGiven(items: readonly MindItem[]): string | null {
  const heard = allHeard(items);
  const first = heard.findIndex(refuses);
  if (first < 0) return null;
  const after = heard.slice(first + 1).find((text) => !refuses(text) && !saysGoodbye(text));
  return after ?? heard[first] ?? null;
}

/** A call of an offered tool, unless it was made since the other side last spoke. */
function callOnce(moment: Moment, name: string, args: Record<string, unknown> = {}): MindAnswer | null {
  const { tools, items } = moment.view;
  const isOffered = tools.some((tool) => tool.name === name);
  const wasCalled = pastCalls(items).some((call) => call.name === name && call.isOfThisTurn);
  return isOffered && !wasCalled ? { calls: [{ name, args }] } : null;
}

function ownLine({ script, view }: Moment): MindAnswer | null {
  const line = script.lines.find((each) => isOwnLine(each) && !wasSaid(view.items, each.say));
  return line ? { say: line.say } : null;
}

function goodbyeLine({ script, view }: Moment): MindAnswer | null {
  const line = script.lines.find((each) => isOwnLine(each) && saysGoodbye(each.say));
  return line && !wasSaid(view.items, line.say) ? { say: line.say } : null;
}

/** Where the instructions hold one line of dialogue only, that is what this part of the call is for. */
function onlyDialogueLine({ script, view }: Moment): MindAnswer | null {
  const [line, ...others] = script.lines.filter((each) => each.source === 'dialogue');
  if (!line || others.length > 0 || wasSaid(view.items, line.say)) return null;
  return { say: line.say };
}

function fallback({ script, heard }: Moment): MindAnswer | null {
  if (acknowledges(heard) || saysGoodbye(heard)) return null;
  const line = script.lines.find(isFallback);
  return line ? { say: line.say } : null;
}

function lastSentence(text: string): string {
  return (
    text
      .trim()
      .split(/(?<=[.!?])\s+/)
      .at(-1) ?? ''
  );
}
