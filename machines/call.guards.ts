/** What the chart's transitions depend on: questions about what was heard and about what the call remembers. */
import { type AnswerKind, answerKind, asksOrOffers, isMailboxFull } from '../src/domain/answer-kind.js';
import type { Stage } from '../src/domain/call-plan.js';
import type { CoachRun } from '../src/domain/coaching.js';
import type { DialResult } from '../src/domain/dial-result.js';
import { ungroundedFacts } from '../src/domain/grounding.js';
import { isInvented } from '../src/domain/invented-words.js';
import { menuNow } from '../src/domain/menu-progress.js';
import { isOnlyABeginning, onlyNamesThePlace } from '../src/domain/opening-words.js';
import { bestOption, decideOption, type KeyDecision } from '../src/domain/phone-menu/index.js';
import { asksNotToBeCalled, isBackchannel, refuses } from '../src/domain/practice-words.js';
import { lastSaidBy, saidBy } from '../src/domain/transcript.js';
import { announcesTransfer, callsOffTransfer, introducesItself } from '../src/domain/transfer-words.js';
import { callsIntoSilence } from '../src/domain/unheard-words.js';
import type { CallContext } from './call.context.js';
import type { CallEvents } from './call.events.js';

interface Of {
  readonly context: CallContext;
}

/** The words of a turn; null: not known, although something was said. */
interface Heard {
  readonly text: string | null;
}

/** With the time of its first sound and of its end. */
interface Turn extends Heard {
  readonly startedAtMs: number;
  readonly atMs: number;
}

type Asked = CallEvents['agent.choseOption']['asked'];

/** After so many refused proposals in one menu, the gate chooses alone. */
const MAX_REFUSALS = 2;
/** After so many turns that were answered with “Hello?” alone, the agent is not heard. */
const MAX_IN_VAIN = 3;
/** A recording may be silent for so many times before it counts as the end of the road. */
const MAX_QUIET = 3;

/**
 * What a completed step may lead to. A coach can neither end a call nor overrule a no: only the practice takes that back.
 */
const NEXT: Readonly<Partial<Record<Stage, readonly Stage[]>>> = {
  greeting: ['intro'],
  intro: ['objections', 'scheduling'],
  objections: ['scheduling'],
  scheduling: ['objections'],
};

export const nextOf = (stage: Stage): readonly Stage[] => NEXT[stage] ?? [];

/** The practice's turns so far: what the coach's advice is measured by. */
export const turnOf = ({ utterances }: Pick<CallContext, 'utterances'>): number =>
  saidBy('practice', utterances).length;

export const decisionOn = (context: CallContext, asked: Asked): KeyDecision =>
  decideOption(asked, menuNow(context.menu));

export const decisionUnasked = (context: CallContext): KeyDecision => bestOption(menuNow(context.menu));

/** How often the agent has spoken since the practice last said anything but “Hello?”. */
export const turnsInVain = ({ utterances }: Pick<CallContext, 'utterances'>): number => {
  const answered = utterances.findLastIndex(
    ({ speaker, text }) => speaker === 'practice' && !callsIntoSilence(text),
  );
  return saidBy('agent', utterances.slice(answered + 1)).filter(({ text }) => text !== '').length;
};

const isCurrent = (context: CallContext, run: CoachRun): boolean =>
  run.stage === context.stage && run.turn === turnOf(context);

const endedOnRefusal = ({ utterances }: CallContext): boolean => {
  const last = lastSaidBy('practice', utterances);
  return last !== undefined && refuses(last.text);
};

/** Where the agent finds its own words: elsewhere it is silent, or says what it is given. */
const TALKING: readonly Stage[] = [
  'greeting',
  'intro',
  'objections',
  'scheduling',
  'rejectionReason',
  'farewell',
];

const owesAnswer = ({ utterances }: CallContext): boolean => {
  const last = utterances.at(-1);
  return last?.speaker !== 'agent' || last.interrupted;
};

const isBeginning = ({ utterances }: CallContext, { text, startedAtMs, atMs }: Turn): boolean =>
  text !== null &&
  isOnlyABeginning({
    text,
    lastsMs: atMs - startedAtMs,
    isContinued: utterances.findLast((said) => answerKind(said.text) !== 'unclear')?.speaker === 'practice',
  });

const waitsForAnother = ({ isTransferred, before }: CallContext): boolean =>
  isTransferred || !TALKING.includes(before);

/** Before any conversation there is nobody who could: whoever speaks was not greeted. */
const callsOff = ({ isTransferred, before, stage }: CallContext, text: string | null): boolean =>
  isTransferred &&
  TALKING.includes(stage === 'onHold' ? before : stage) &&
  text !== null &&
  callsOffTransfer(text);

export const guards = {
  isGranted: (_: Of, params: { granted: boolean }) => params.granted,
  dialEndedWith: (_: Of, params: { result: DialResult; kind: DialResult['kind'] }) =>
    params.result.kind === params.kind,
  wasNotAnswered: ({ context }: Of) => context.answeredAtMs === null,
  hasEnding: ({ context }: Of) => context.ending !== null || context.meeting !== null,

  wasHeard: (_: Of, { text }: Heard) => text === null || text.trim() !== '',
  isNoise: (_: Of, { text }: Heard) => text !== null && text.trim() === '',
  /** Music, as speech recognition writes it. */
  isInvented: (_: Of, { text }: Heard) => text !== null && isInvented(text),
  /** A noise, or nothing but agreement, that fell into the agent's words: it goes on with what was cut off. */
  wasCutOffByNoise: ({ context }: Of, { text }: Heard) =>
    context.utterances.at(-1)?.interrupted === true &&
    text !== null &&
    (text.trim() === '' || isBackchannel(text)),
  /** The last words of the practice were a no. */
  endedOnRefusal: ({ context }: Of) => endedOnRefusal(context),
  /** The practice has said no, and was asked why. */
  hasDeclined: ({ context }: Of) => context.declinedAt !== null,
  /** The practice hung up, and as it did, said no. */
  hungUpRefusing: ({ context }: Of, { text }: Heard) =>
    context.ending === 'hung_up' && text !== null && refuses(text),
  wasNotCutOff: (_: Of, params: { interrupted: boolean }) => !params.interrupted,
  sounds: (_: Of, { text, kind }: Heard & { kind: AnswerKind }) => text !== null && answerKind(text) === kind,
  /** In a recording's pauses: only what can hardly be a recording counts as a person. */
  speaksUp: (_: Of, { text }: Heard) =>
    text !== null && answerKind(text) === 'person' && (text.includes('?') || introducesItself(text)),
  /** Its speaker goes on, or may well: nobody is greeted yet. */
  isOnlyABeginning: ({ context }: Of, heard: Turn) => isBeginning(context, heard),
  /** Words that take no notice of the agent, which was not heard yet or was cut off. */
  goesOnRegardless: ({ context }: Of, heard: Turn) =>
    owesAnswer(context) && isBeginning(context, heard) && !(heard.text !== null && refuses(heard.text)),
  /** Nobody was talked to before the wait: a queue begins anew, or somebody new does and goes on. */
  beginsAnew: ({ context }: Of, heard: Turn) =>
    heard.text !== null &&
    (TALKING.includes(context.before) ? onlyNamesThePlace(heard.text) : isBeginning(context, heard)),
  isMailboxFull: (_: Of, { text }: Heard) => text !== null && isMailboxFull(text),
  forbidsCalls: (_: Of, { text }: Heard) => text !== null && asksNotToBeCalled(text),
  /** The practice calls “Hello?” over and over: it does not hear the agent. */
  isUnheard: ({ context }: Of, { text }: Heard) =>
    text !== null && callsIntoSilence(text) && turnsInVain(context) >= MAX_IN_VAIN,
  /** A transfer is announced, and who decides is not known yet. */
  asksBeforeTransfer: ({ context }: Of, { text }: Heard) =>
    text !== null && announcesTransfer(text) && context.decisionMaker === null && !context.hasAskedWhoDecides,

  isFirstSilence: ({ context }: Of) => context.silences < 1,
  hasPatience: ({ context }: Of) => context.silences < MAX_QUIET,
  /** The agent has not spoken yet, or not since the practice did, or was cut off. */
  owesAnswer: ({ context }: Of) => owesAnswer(context),
  /** The practice is speaking, or what it said is still to come. */
  isPracticeSpeaking: ({ context }: Of) => context.turnsUnderWay > 0,
  /** Asked at the end of a turn, which is not taken off the count yet. */
  isLastTurn: ({ context }: Of) => context.turnsUnderWay <= 1,

  /** On hold, for somebody who was not spoken with yet: through a queue or a transfer. */
  waitsForAnother: ({ context }: Of) => waitsForAnother(context),
  /** By that, or by its own words: who speaks now was not greeted yet. */
  isNewVoice: ({ context }: Of, { text }: Heard) =>
    (waitsForAnother(context) && !callsOff(context, text)) || (text !== null && introducesItself(text)),
  /** Whoever announced a transfer says that nobody else is to be had. */
  callsOffTransfer: ({ context }: Of, { text }: Heard) => callsOff(context, text),
  /** A transfer was announced, and somebody comes to the phone. */
  isPutThrough: ({ context }: Of, { text }: Heard) =>
    context.isTransferred && text !== null && introducesItself(text),
  wasIn: ({ context }: Of, params: { stage: Stage }) => context.before === params.stage,

  hasMessage: ({ context }: Of) => context.plan.voicemailMessage !== null,
  /** What was said last is a recording's, or nothing that was said asks or offers anything: a tone is a box's. */
  mayBeBox: ({ context }: Of) => {
    const words = saidBy('practice', context.utterances).filter(({ text }) => answerKind(text) !== 'unclear');
    const last = words.at(-1);
    if (!last) return false;
    return (
      ['voicemail', 'recording'].includes(answerKind(last.text)) ||
      !words.some(({ text }) => asksOrOffers(text))
    );
  },

  hasNoChoicesLeft: ({ context }: Of) => context.menu.choices >= context.plan.bounds.menuChoices,
  gateSays: ({ context }: Of, params: { asked: Asked; kind: KeyDecision['kind'] }) =>
    decisionOn(context, params.asked).kind === params.kind,
  gateSaysUnasked: ({ context }: Of, params: { kind: KeyDecision['kind'] }) =>
    decisionUnasked(context).kind === params.kind,
  mayAskAgain: ({ context }: Of) => context.menu.refusals < MAX_REFUSALS,

  isUngrounded: ({ context }: Of, { text }: { text: string }) =>
    ungroundedFacts(text, [...context.plan.facts, ...context.learned]).length > 0,
  /** Something was said since the coach last looked. */
  hasNewWords: ({ context }: Of) =>
    context.utterances.length > 0 && context.utterances.at(-1)?.id !== context.coach.at(-1)?.saw.at(-1),
  isUsableAdvice: ({ context }: Of, { run }: { run: CoachRun }) =>
    run.verdict?.kind === 'advise' && isCurrent(context, run) && TALKING.includes(context.stage),
  isUsableStep: ({ context }: Of, { run }: { run: CoachRun }) =>
    run.verdict?.kind === 'stepCompleted' &&
    isCurrent(context, run) &&
    !endedOnRefusal(context) &&
    nextOf(context.stage).includes(run.verdict.next),
  leadsTo: ({ context }: Of, params: { event: CallEvents['coach.stepCompleted']; next: Stage }) =>
    params.event.stage === context.stage && params.event.next === params.next,
} as const;
