/**
 * The coach's understudy: stands in for the model behind the chat stand-in. It has what the coach is sent and
 * nothing else; it never learns the scenario. It answers in the shapes that its instructions name, so a shape that
 * is missing there is missing in the rehearsal too. Deterministic: the same request gives the same answer.
 */
import type { CoachMind } from '../stand-ins/openai/index.js';
import { readBriefing, type TranscriptBriefing } from './coach-briefing.js';
import { agrees, isQuestion, refuses } from './intents.js';
import { readScript } from './script.js';

/** How far back the transcript shows that a step was done: a line, what was answered, and the agent's next turn. */
const RECENT_LINES = 4;

const MEETING = /\b(?:schedul\w*|book|meet(?:ing)?|set (?:something|that|it) up|appointment)\b/i;
const CORRECTION = /\b(?:correct|misspoke|disregard|apologi[sz]e|said that wrong|was wrong)\b/i;
const WEEKDAY = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b/gi;
const TIME_OF_DAY = /\b\d{1,2}(?::\d{2})? ?(?:[ap]\.?m\b|o'clock)/gi;

type Verdict =
  | { readonly kind: 'none' }
  | { readonly kind: 'advise'; readonly message: string }
  | { readonly kind: 'stepCompleted'; readonly next: string };

export function createCoachUnderstudy(): CoachMind {
  return ({ messages }) => {
    const told = textOf(messages, 'system');
    const briefing = readBriefing(textOf(messages, 'user'));
    const next = completedStep(briefing);
    const message = advice(briefing);
    const verdicts: readonly (Verdict | null)[] = [
      message === null ? null : { kind: 'advise', message },
      next === null ? null : { kind: 'stepCompleted', next },
      { kind: 'none' },
    ];
    return JSON.stringify(verdicts.find((verdict) => verdict && told.includes(`"kind": "${verdict.kind}"`)));
  };
}

function textOf(messages: Parameters<CoachMind>[0]['messages'], role: string): string {
  return messages
    .filter((message) => message.role === role)
    .map(({ content }) => content)
    .join('\n');
}

/** What the agent should change, the gravest first; `null` when nothing. */
function advice({ lines, flagged }: TranscriptBriefing): string | null {
  const flag = flagged.find(({ at }) => !isCorrectedAfter(lines, at));
  if (flag) {
    return (
      `You said ${flag.words}, which your prompt does not bear out. Correct it at your next turn, without a figure. ` +
      'Say: “I have to correct what I just said: I do not have that detail. My colleague can answer it when you meet.”'
    );
  }
  const said = lines.filter(({ speaker }) => speaker === 'Agent');
  const last = said.at(-1)?.words ?? '';
  if (listsTimes(last)) {
    return 'Do not offer or list dates and times. Ask which day and time would work best for the practice.';
  }
  const isRepeated = said.slice(-RECENT_LINES, -1).some(({ words }) => words === last);
  return isRepeated && !isQuestion(last)
    ? 'You have said that before. Answer what was asked last, then lead back to a meeting.'
    : null;
}

function isCorrectedAfter(lines: TranscriptBriefing['lines'], at: string | null): boolean {
  const from = lines.findLastIndex(({ time, speaker }) => time === at && speaker === 'Agent');
  return lines.slice(from + 1).some(({ speaker, words }) => speaker === 'Agent' && CORRECTION.test(words));
}

/** One day and its time in two zones is a meeting read back; more is a list. */
function listsTimes(words: string): boolean {
  const distinct = (pattern: RegExp) =>
    new Set([...words.matchAll(pattern)].map(([match]) => match.toLowerCase())).size;
  return distinct(WEEKDAY) > 1 || distinct(TIME_OF_DAY) > 2;
}

/** The stage that comes next when the present one is done and the agent has gone on without leaving it. */
function completedStep(briefing: TranscriptBriefing): string | null {
  const next = STEPS.find(
    ({ from, to, isDone }) =>
      from.includes(briefing.stage) && briefing.next.includes(to) && isDone(recentExchanges(briefing)),
  );
  return next?.to ?? null;
}

interface Exchange {
  /** The agent's words before it were a line of its instructions. */
  readonly followsLine: boolean;
  /** The practice's, answered by the agent. */
  readonly heard: string;
}

const STEPS: readonly {
  readonly from: readonly string[];
  readonly to: string;
  readonly isDone: (exchanges: readonly Exchange[]) => boolean;
}[] = [
  {
    from: ['intro', 'objections', 'rejectionReason'],
    to: 'scheduling',
    isDone: (exchanges) =>
      exchanges
        .slice(exchanges.findLastIndex(({ heard }) => refuses(heard)) + 1)
        .some(({ heard }) => agrees(heard) && MEETING.test(heard)),
  },
  {
    from: ['greeting'],
    to: 'intro',
    isDone: (exchanges) => exchanges.some(({ followsLine }) => followsLine),
  },
  {
    from: ['intro'],
    to: 'objections',
    isDone: (exchanges) => exchanges.some(({ followsLine, heard }) => followsLine && isQuestion(heard)),
  },
];

/** What the practice said of late and the agent has answered already. */
function recentExchanges({ instructions, lines }: TranscriptBriefing): Exchange[] {
  const script = readScript(instructions).lines.filter(({ source }) => source === 'dialogue');
  const recent = lines.slice(-RECENT_LINES);
  return recent.flatMap((line, index) => {
    if (line.speaker !== 'Practice' || line.words === '' || recent[index + 1]?.speaker !== 'Agent') return [];
    const before = recent[index - 1]?.words ?? '';
    return [{ followsLine: script.some(({ say }) => before.includes(say)), heard: line.words }];
  });
}
