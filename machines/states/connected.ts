/**
 * A phone was picked up. Four things go on side by side for as long as it lasts: the conversation, who has the
 * floor, the minutes that are taken of it, and the coaching.
 */

import type { CallEnding } from '../../src/domain/call-outcome.js';
import { errorMessage } from '../../src/domain/error-message.js';
import type { CallEvents } from '../call.events.js';
import { callSetup } from '../call.setup.js';
import { answering } from './answering.js';
import { coaching } from './coaching.js';
import { farewell } from './farewell.js';
import { greeting } from './greeting.js';
import { CORRECTIONS, callsOffTransfer, greets, textOf } from './heard.js';
import { intro } from './intro.js';
import { objections } from './objections.js';
import { onHold } from './on-hold.js';
import { phoneTree } from './phone-tree.js';
import { rejectionReason } from './rejection-reason.js';
import { scheduling } from './scheduling.js';
import { screening } from './screening.js';
import { takeMinutes } from './take-minutes.js';
import { voicemail } from './voicemail.js';

const stepTo = <TStage extends 'intro' | 'objections' | 'scheduling'>(next: TStage) =>
  ({
    guard: {
      type: 'leadsTo',
      params: ({ event }: { event: CallEvents['coach.stepCompleted'] }) => ({ event, next }),
    },
    target: `.${next}`,
  }) as const;

const conversation = callSetup.createStateConfig({
  initial: 'answering',
  states: {
    answering,
    phoneTree,
    onHold,
    screening,
    voicemail,
    greeting,
    intro,
    objections,
    scheduling,
    rejectionReason,
    farewell,
  },
  on: {
    'practice.spoke': [
      ...CORRECTIONS,
      // Who announces a transfer may not wait for what is asked before it.
      { guard: { type: 'isPutThrough', params: textOf }, ...greets },
      callsOffTransfer,
      { guard: { type: 'wasHeard', params: textOf }, actions: 'reply' },
      // A noise has cut off what the agent was saying, or about to say.
      { guard: 'owesAnswer', actions: 'reply' },
    ],
    'practice.fellSilent': [
      { guard: 'isFirstSilence', actions: ['noteSilence', 'reply'] },
      {
        target: '#call.wrapUp.hangingUp',
        actions: { type: 'noteEnding', params: { ending: 'silent' } },
      },
    ],
    'voice.reconnected': { guard: 'owesAnswer', actions: 'reply' },
    // Whoever announced a transfer goes on talking.
    'practice.agreed': { target: '.scheduling', actions: 'forgetTransfer' },
    'practice.putOnHold': '.onHold',
    'practice.declined': { target: '.rejectionReason', actions: 'forgetTransfer' },
    'practice.forbadeCalls': {
      target: '.farewell',
      actions: { type: 'noteDoNotCall', params: { utteranceId: null } },
    },
    'meeting.booked': '.farewell',
    'agent.endedCall': [
      {
        guard: 'endedOnRefusal',
        target: '.farewell',
        actions: { type: 'noteRefusal', params: ({ event }) => ({ reason: event.reason }) },
      },
      {
        target: '.farewell',
        actions: { type: 'noteEndedCall', params: ({ event }) => ({ reason: event.reason }) },
      },
    ],
    'coach.stepCompleted': [stepTo('intro'), stepTo('objections'), stepTo('scheduling')],
  },
});

/** Whose turn it is. Silence counts only while nobody has the floor. */
const floor = callSetup.createStateConfig({
  initial: 'quiet',
  states: {
    quiet: {
      on: {
        'practice.startedSpeaking': 'practice',
        'agent.startedSpeaking': 'agent',
        'agent.startedWorking': 'working',
      },
      after: { silence: { target: 'quiet', reenter: true, actions: 'tellSilence' } },
    },
    practice: {
      on: { 'practice.spoke': { guard: 'isLastTurn', target: 'quiet' } },
    },
    agent: {
      on: { 'agent.spoke': 'quiet', 'practice.startedSpeaking': 'practice' },
    },
    working: {
      on: {
        'agent.finishedWorking': 'quiet',
        'agent.startedSpeaking': 'agent',
        'practice.startedSpeaking': 'practice',
      },
    },
  },
});

/** What was said and done, whatever the conversation makes of it. */
const minutes = callSetup.createStateConfig({
  on: {
    ...takeMinutes,
    'recording.failed': {
      actions: { type: 'noteNotDone', params: ({ event }) => ({ what: 'recording', error: event.why }) },
    },
  },
});

const hangUp = '#call.wrapUp.hangingUp';

/**
 * The call is over. Where a goodbye is under way, how the conversation ended is known already
 * and only the time is noted.
 */
const overBy = <TEvent>(
  ending: CallEnding,
  read: (event: TEvent) => { readonly reason?: string; readonly atMs?: number } = () => ({}),
) =>
  [
    {
      guard: 'hasEnding',
      target: hangUp,
      actions: {
        type: 'noteHungUp',
        params: ({ event }: { event: TEvent }) => ({ atMs: read(event).atMs ?? null }),
      },
    },
    {
      target: hangUp,
      actions: {
        type: 'noteEnding',
        params: ({ event }: { event: TEvent }) => ({ ending, ...read(event) }),
      },
    },
  ] as const;

const [known, unknown] = overBy<{ atMs: number }>('hung_up', ({ atMs }) => ({ atMs }));

export const connected = callSetup.createStateConfig({
  type: 'parallel',
  invoke: [
    {
      id: 'watchLeg',
      src: 'watchLeg',
      input: ({ context }) => ({ legId: context.legId ?? '' }),
      onError: overBy<{ error: unknown }>('line_lost', ({ error }) => ({ reason: errorMessage(error) })),
    },
    {
      id: 'voice',
      src: 'voice',
      input: ({ context }) => ({ legId: context.legId ?? '' }),
      onError: overBy<{ error: unknown }>('voice_lost', ({ error }) => ({ reason: errorMessage(error) })),
    },
  ],
  states: { conversation, floor, minutes, coaching },
  on: {
    'practice.hungUp': [
      known,
      // Whoever says no and hangs up has said no.
      {
        guard: 'endedOnRefusal',
        target: hangUp,
        actions: {
          type: 'noteRefusal',
          params: ({ event }: { event: CallEvents['practice.hungUp'] }) => ({
            reason: null,
            atMs: event.atMs,
          }),
        },
      },
      unknown,
    ],
    'line.lost': overBy<{ reason: string; atMs: number }>('line_lost', ({ reason, atMs }) => ({
      reason,
      atMs,
    })),
    'voice.lost': overBy<{ reason: string; atMs: number }>('voice_lost', ({ reason, atMs }) => ({
      reason,
      atMs,
    })),
    'worker.stopping': overBy<{ atMs: number }>('worker_stopped', ({ atMs }) => ({ atMs })),
  },
  after: { callLimit: overBy('time_limit') },
});
