/** The chart's whole vocabulary, for tests that walk through it: every event, with the variants that guards tell apart. */

import type { CallContext } from '../../machines/call.context.js';
import type { CallEvent } from '../../machines/call.events.js';
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
const agentSpoke = (interrupted: boolean): CallEvent => ({
  type: 'agent.spoke',
  utteranceId: 'a',
  text: 'Hello',
  startedAtMs: atMs,
  atMs,
  interrupted,
});

const events: CallEvent[] = [
  { type: 'practice.startedSpeaking', atMs },
  practiceSpoke('Hello?'),
  practiceSpoke(''),
  practiceSpoke(null),
  { type: 'practice.hungUp', atMs },
  { type: 'agent.startedSpeaking', atMs },
  agentSpoke(false),
  agentSpoke(true),
  { type: 'agent.keptSilent', atMs },
  { type: 'agent.startedWorking' },
  { type: 'agent.finishedWorking', told: null },
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
];

/** What each invoked promise can come to. */
const outputs: Readonly<Record<string, readonly unknown[]>> = {
  prepareVoice: [undefined],
  dial: dialResults.map((result) => ({ dialedAtMs: 500, endedAtMs: atMs, result })),
  hangUp: [{ atMs }],
  transcribe: [[]],
  archive: [{ bucket: 'b', key: 'k', source: 'live' }],
  settle: [[]],
};

/** Where each delay runs, as XState names the event that ends it. */
const timers = [
  'voiceLimit.call.preparing',
  'ringLimit.call.dialing',
  'silence.call.connected.floor.quiet',
  'goodbye.call.connected.conversation.farewell.pausing',
  'farewellLimit.call.connected.conversation.farewell',
  'callLimit.call.connected',
  'hangUpLimit.call.wrapUp.hangingUp',
  'transcribeLimit.call.wrapUp.transcribing',
  'archiveLimit.call.wrapUp.archiving',
  'settleLimit.call.wrapUp.settling',
];

export type ModelEvent = CallEvent | { type: string; output?: unknown; error?: unknown };

export const allEvents: ModelEvent[] = [
  ...events,
  ...Object.entries(outputs).flatMap(([id, results]) => [
    ...results.map((output) => ({ type: `xstate.done.actor.${id}`, output })),
    { type: `xstate.error.actor.${id}`, error: new Error(`${id} failed`) },
  ]),
  ...['watchLeg', 'voice'].map((id) => ({
    type: `xstate.error.actor.${id}`,
    error: new Error(`${id} failed`),
  })),
  ...timers.map((timer) => ({ type: `xstate.after.${timer}` })),
];

/** What of the context the guards look at: without the rest the walk stays finite. */
export const guardedContext = (context: CallContext) => ({
  answered: context.answeredAtMs !== null,
  ended: context.ending !== null || context.meeting !== null,
  silences: context.silences,
  cutOff: context.utterances.at(-1)?.interrupted === true,
  lastSpeaker: context.utterances.at(-1)?.speaker ?? null,
});
