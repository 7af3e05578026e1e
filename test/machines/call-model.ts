/** The chart's whole vocabulary, for tests that walk through it: every event, with the variants that guards tell apart. */

import type { SnapshotFrom } from 'xstate';
import type { CallContext } from '../../machines/call.context.js';
import type { CallEvent } from '../../machines/call.events.js';
import { decisionUnasked, guards, turnOf, turnsInVain } from '../../machines/call.guards.js';
import type { callMachine } from '../../machines/call.machine.js';
import type { CoachRun, CoachVerdict } from '../../src/domain/coaching.js';
import type { DialResult } from '../../src/domain/dial-result.js';
import type { BookedMeeting } from '../../src/domain/meeting.js';
import { callPlan } from '../fixtures/call-plan.js';

export const plan = callPlan;

export const meeting: BookedMeeting = {
  eventId: 'e1',
  startUtc: '2026-12-01T16:00:00.000Z',
  endUtc: '2026-12-01T16:30:00.000Z',
  timeZone: 'America/New_York',
  attendee: { name: 'Amy Jones', email: 'amy@smithmed.com' },
  videoLink: null,
};

const atMs = 1_000;
const practiceSpoke = (text: string | null): CallEvent => ({
  type: 'practice.spoke',
  utteranceId: 'p',
  text,
  startedAtMs: atMs,
  atMs,
});
const agentSpoke = (interrupted: boolean, text = 'Hello'): CallEvent => ({
  type: 'agent.spoke',
  utteranceId: 'a',
  text,
  startedAtMs: atMs,
  atMs,
  interrupted,
});

/** One turn of the practice of each kind that the chart tells apart. */
const WORDS = {
  person: 'Hello?',
  answer: 'We have insurance already.',
  refusal: 'No, thank you.',
  noise: '',
  notUnderstood: null,
  backchannel: 'Uh-huh.',
  place: 'Thank you for calling Smith Family Medicine.',
  recording: 'Thank you for calling. Our office hours are nine to five, Monday through Friday.',
  menu: 'For scheduling, press two. For billing, press three.',
  emergencyOnly: 'If this is an emergency, press one.',
  spokenMenu: 'Please say scheduling, or say billing.',
  hold: 'One moment, please.',
  transfer: 'I will transfer you to our practice manager.',
  voicemail: 'Please leave a message after the tone.',
  fullMailbox: 'The mailbox is full and cannot accept any messages.',
  screener: 'Please state your name and why you are calling.',
  newVoice: 'This is Karen, how can I help you?',
  calledOff: 'Sorry, she is not in today.',
  invented: 'Thank you.',
  doNotCall: 'Take us off your list.',
} as const;

const events: CallEvent[] = [
  { type: 'practice.startedSpeaking', atMs },
  ...Object.values(WORDS).map(practiceSpoke),
  { type: 'practice.hungUp', atMs },
  { type: 'agent.startedSpeaking', atMs },
  agentSpoke(false),
  agentSpoke(true),
  agentSpoke(false, 'It costs $500.'),
  { type: 'agent.keptSilent', atMs },
  { type: 'agent.startedWorking' },
  { type: 'agent.finishedWorking', told: null },
  { type: 'agent.choseOption', asked: { key: '2', say: null } },
  { type: 'agent.choseOption', asked: { key: '3', say: null } },
  { type: 'agent.choseOption', asked: { key: null, say: 'scheduling' } },
  { type: 'agent.choseOption', asked: { key: null, say: null } },
  { type: 'practice.putOnHold' },
  { type: 'practice.namedDecisionMaker', decisionMaker: { name: 'Karen Miller', email: '' } },
  { type: 'practice.declined' },
  { type: 'practice.declinedFinally', reason: 'they have insurance' },
  { type: 'practice.forbadeCalls' },
  { type: 'line.beeped', atMs },
  { type: 'practice.pressedKey', key: '5', atMs },
  { type: 'practice.agreed' },
  { type: 'practice.asked' },
  { type: 'meeting.booked', meeting },
  { type: 'agent.endedCall', reason: 'no time' },
  { type: 'voice.reconnected', atMs },
  { type: 'voice.lost', reason: 'no credit', atMs },
  { type: 'line.lost', reason: 'room closed', atMs },
  { type: 'recording.failed', why: 'disk full' },
  { type: 'worker.stopping', atMs },
];

const dialResults: DialResult[] = [
  { kind: 'answered', legId: 'leg', atMs },
  { kind: 'busy' },
  { kind: 'no-answer' },
  { kind: 'declined' },
  { kind: 'invalid-number', reason: 'no such number' },
  { kind: 'line-unavailable', reason: 'trunk down' },
  { kind: 'line-overloaded', reason: 'gateway full' },
  { kind: 'line-misconfigured', reason: 'no such trunk' },
];

/** What each invoked promise can come to. */
const outputs: Readonly<Record<string, readonly unknown[]>> = {
  prepareVoice: [undefined],
  claimDialing: [true, false],
  dial: dialResults.map((result) => ({ dialedAtMs: 500, endedAtMs: atMs, result })),
  hangUp: [{ atMs }],
  transcribe: [{ utterances: [], gaps: [] }],
  archive: [{ bucket: 'b', key: 'k', source: 'live' }],
  settle: [[]],
  pressKey: [undefined],
};

/** What the coach can come to, asked in the state of a snapshot; the last is about a turn that is over. */
const coachEvents = ({ context }: CallSnapshot): ModelEvent[] => {
  const verdicts: (CoachVerdict | null)[] = [
    null,
    { kind: 'none' },
    { kind: 'advise', message: 'Ask when they are free.' },
    ...(['intro', 'objections', 'scheduling', 'farewell'] as const).map((next) => ({
      kind: 'stepCompleted' as const,
      next,
    })),
  ];
  const runs = verdicts.map(
    (verdict): CoachRun => ({
      startedAtMs: atMs,
      endedAtMs: atMs,
      stage: context.stage,
      turn: turnOf(context),
      saw: ['p'],
      verdict,
      used: false,
      why: null,
    }),
  );
  const late = { ...runs[2], turn: turnOf(context) - 1 };
  return [...runs, late].map((output) => ({ type: 'xstate.done.actor.coach', output }));
};

/** Where each delay runs, as XState names the event that ends it. */
const timers = [
  'voiceLimit.call.preparing.opening',
  'ledgerLimit.call.preparing.claiming',
  'ringLimit.call.dialing',
  'silence.call.connected.floor.quiet',
  'openingSilence.call.connected.conversation.answering.quiet',
  'answerPause.call.connected.conversation.answering.waiting',
  'recordingPause.call.connected.conversation.answering.hearingOut',
  'menuPause.call.connected.conversation.phoneTree.pausing',
  'choiceLimit.call.connected.conversation.phoneTree.choosing',
  'choiceLimit.call.connected.conversation.phoneTree.saying',
  'phoneTreeLimit.call.connected.conversation.phoneTree',
  'holdLimit.call.connected.conversation.onHold',
  'holdLimit.call.connected.conversation.screening',
  'voicemailPause.call.connected.conversation.voicemail.pausing',
  'beepPause.call.connected.conversation.voicemail.beeped',
  'messagePause.call.connected.conversation.voicemail.left',
  'coachInterval.call.connected.coaching.resting',
  'coachLimit.call.connected.coaching.looking',
  'goodbye.call.connected.conversation.farewell.pausing',
  'farewellLimit.call.connected.conversation.farewell',
  'callLimit.call.connected',
  'hangUpLimit.call.wrapUp.hangingUp',
  'transcribeLimit.call.wrapUp.transcribing',
  'archiveLimit.call.wrapUp.archiving',
  'settleLimit.call.wrapUp.settling',
];

type CallSnapshot = SnapshotFrom<typeof callMachine>;

export type ModelEvent = CallEvent | { type: string; output?: unknown; error?: unknown };

const fixedEvents: readonly ModelEvent[] = [
  ...events,
  ...Object.entries(outputs).flatMap(([id, results]) => [
    ...results.map((output) => ({ type: `xstate.done.actor.${id}`, output })),
    { type: `xstate.error.actor.${id}`, error: new Error(`${id} failed`) },
  ]),
  ...['watchLeg', 'voice', 'coach'].map((id) => ({
    type: `xstate.error.actor.${id}`,
    error: new Error(`${id} failed`),
  })),
  ...timers.map((timer) => ({ type: `xstate.after.${timer}` })),
];

export const eventsFor = (snapshot: CallSnapshot): readonly ModelEvent[] => [
  ...fixedEvents,
  ...coachEvents(snapshot),
];

/** Where a state has something to say about it: a timer or an actor cannot report elsewhere, and any other event does nothing. */
export const canHappen = (snapshot: CallSnapshot, event: ModelEvent): boolean => {
  if (snapshot.status !== 'active') return false;
  return snapshot._nodes.some((node) => node.ownEvents.includes(event.type as never));
};

/** What of the context the guards look at in one state or another: the rest would make a walk endless. */
const guardedContext = (context: CallContext): Readonly<Record<string, unknown>> => ({
  ended: context.ending !== null || context.meeting !== null,
  silences: context.silences,
  cutOff: context.utterances.at(-1)?.interrupted === true,
  refused: guards.endedOnRefusal({ context }),
  transferred: context.isTransferred,
  inVain: Math.min(turnsInVain(context), 3),
  box: guards.mayBeBox({ context }),
  ...(context.stage === 'onHold'
    ? { before: [context.before, context.isTransferred, context.declinedAt !== null] }
    : {}),
  ...(context.stage === 'phoneTree' ? menuOf(context) : {}),
});

const menuOf = (context: CallContext) => ({
  refusals: Math.min(context.menu.refusals, 2),
  // Together: what is chosen next depends on the menu, and how often, on what was chosen before.
  choice: [context.menu.choices, decisionUnasked(context).kind],
});

/** The kinds of a snapshot, one for each region and each flag: a walk goes on from where it meets one for the first time. */
export const kindsOf = ({ value, context }: CallSnapshot): string[] => {
  const regions = typeof value === 'object' && 'connected' in value ? value.connected : null;
  if (!regions) return [JSON.stringify([value, context.answeredAtMs !== null, context.ending === 'hung_up'])];
  const { conversation, ...others } = regions as Readonly<Record<string, unknown>>;
  return [
    ...Object.entries(guardedContext(context)).map((flag) => JSON.stringify([conversation, ...flag])),
    ...Object.entries(others).map((region) => JSON.stringify(region)),
    JSON.stringify([others['coaching'], context.stage]),
  ];
};
