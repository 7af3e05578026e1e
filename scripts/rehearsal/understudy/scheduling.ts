/**
 * Arranging a meeting: what is known of it by now, which tool is due, and what is still to be asked. Knows the
 * tools by their names and offers a call only when the tool is on offer; fills only parameters that the tool has.
 */
import type { MindItem, OfferedTool } from '../stand-ins/openai/index.js';
import { exchanges, pastCalls } from './conversation-view.js';
import { isQuestionFor, type Script, type ScriptLine } from './script.js';
import { emailIn, nameIn, timeAgreedOn, timeZoneIn } from './slots.js';

export interface ToolCall {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

interface MeetingSoFar {
  /** In the words that were heard. */
  readonly when: string | null;
  readonly zone: string | null;
  readonly attendeeName: string | null;
  readonly attendeeEmail: string | null;
  /** The time that the calendar last said is free. */
  readonly freeWhen: string | null;
}

export function isScheduling(tools: readonly OfferedTool[]): boolean {
  return tools.some((tool) => tool.name === 'check_availability' || tool.name === 'book_meeting');
}

/** The call that is due; `null` when something must be heard first, or the very same call was made before. */
export function dueSchedulingCall(
  items: readonly MindItem[],
  tools: readonly OfferedTool[],
): ToolCall | null {
  const meeting = meetingSoFar(items);
  const check = callOf(tools, 'check_availability', { when: meeting.when, time_zone: meeting.zone });
  if (check && meeting.when !== null && !wasMade(items, check)) return check;

  const { freeWhen, attendeeName, attendeeEmail } = meeting;
  if (freeWhen === null || attendeeName === null || attendeeEmail === null) return null;
  const book = callOf(tools, 'book_meeting', {
    when: freeWhen,
    time_zone: meeting.zone,
    attendee_name: attendeeName,
    attendee_email: attendeeEmail,
  });
  return book && !wasMade(items, book) ? book : null;
}

/** The instructions' own question for what is not known yet; `null` when there is none or all is known. */
export function questionForMissing(items: readonly MindItem[], script: Script): ScriptLine | null {
  const meeting = meetingSoFar(items);
  const asks = (about: RegExp) => script.lines.find((line) => isQuestionFor(line, about)) ?? null;
  if (meeting.freeWhen === null) return asks(/\b(?:day|time|when)\b/i);
  const isMissing = (line: ScriptLine) =>
    (meeting.attendeeEmail === null && isQuestionFor(line, /e-?mail/i)) ||
    (meeting.attendeeName === null && isQuestionFor(line, /\b(?:who|name|attend)/i));
  return script.lines.find(isMissing) ?? null;
}

/** Whether this sentence answers what a meeting needs. */
export function namesMeetingDetail(items: readonly MindItem[]): boolean {
  const last = exchanges(items).at(-1);
  if (!last) return false;
  return (
    timeAgreedOn([last.heard]) !== null ||
    emailIn(last.heard) !== null ||
    nameIn(last.heard, asksForName(last.said)) !== null
  );
}

function meetingSoFar(items: readonly MindItem[]): MeetingSoFar {
  // Before the agent has spoken, the other side only introduces itself.
  const answers = exchanges(items).filter(({ said }) => said !== '');
  const latest = (slot: (heard: string, said: string) => string | null) =>
    answers.map(({ heard, said }) => slot(heard, said)).findLast((value) => value !== null) ?? null;

  return {
    when: timeAgreedOn(answers.map(({ heard }) => heard)),
    zone: latest((heard, said) => timeZoneIn(heard, /\btime\b/i.test(said))),
    attendeeName: latest((heard, said) => nameIn(heard, asksForName(said))),
    attendeeEmail: latest((heard) => emailIn(heard)),
    freeWhen: freeTime(items),
  };
}

/** What the last look into the calendar was for, if it said that the time is free. */
function freeTime(items: readonly MindItem[]): string | null {
  const last = pastCalls(items).findLast((call) => call.name === 'check_availability');
  if (!last?.output || !saysFree(last.output)) return null;
  const when = JSON.parse(last.args)?.when;
  return typeof when === 'string' ? when : null;
}

function saysFree(output: string): boolean {
  return (
    /\b(?:free|available)\b/i.test(output) &&
    !/\b(?:not|isn't|un)\s?(?:free|available)\b|\btaken\b/i.test(output)
  );
}

function asksForName(said: string): boolean {
  return /\b(?:who|whom|name)\b/i.test(said);
}

/** A call of an offered tool, with those arguments that are known and that the tool takes. */
function callOf(
  tools: readonly OfferedTool[],
  name: string,
  known: Readonly<Record<string, string | null>>,
): ToolCall | null {
  const tool = tools.find((offered) => offered.name === name);
  if (!tool) return null;
  const properties = tool.parameters['properties'];
  const taken = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  const args = Object.entries(known).filter(([key, value]) => value !== null && taken.includes(key));
  return { name, args: Object.fromEntries(args) };
}

function wasMade(items: readonly MindItem[], call: ToolCall): boolean {
  const args = JSON.stringify(call.args);
  return pastCalls(items).some((past) => past.name === call.name && past.args === args);
}
