/**
 * After the conversation: hang up, transcribe, archive, settle. Each step is idempotent and bounded;
 * one that fails is noted as not done and never costs the outcome.
 */
import type { NotDone } from '../../src/domain/call-outcome.js';
import { callSetup, settlementInput } from '../call.setup.js';
import { forbids, textOf } from './heard.js';
import { noteSpoken, takeMinutes } from './take-minutes.js';

const failed = (what: NotDone['what'], target: string) =>
  ({
    target,
    actions: {
      type: 'noteNotDone',
      params: ({ event }: { event: { error: unknown } }) => ({ what, error: event.error }),
    },
  }) as const;

const late = (what: NotDone['what'], target: string) =>
  ({
    target,
    actions: { type: 'noteNotDone', params: { what, error: 'it did not answer in time' } },
  }) as const;

/** What the practice said as it hung up: its words come when the line is closed. */
const forbidsAtLast = {
  guard: forbids.guard,
  actions: [...noteSpoken, forbids.actions[0]],
} as const;
const refusesAtLast = {
  guard: { type: 'hungUpRefusing', params: textOf },
  actions: [...noteSpoken, { type: 'noteRefusal', params: { reason: null } }],
} as const;

const hangingUp = callSetup.createStateConfig({
  invoke: {
    id: 'hangUp',
    src: 'hangUp',
    input: ({ context }) => ({ callId: context.plan.callId }),
    onDone: {
      target: 'transcribing',
      actions: { type: 'noteHungUp', params: ({ event }) => ({ atMs: event.output.atMs }) },
    },
    onError: failed('hang-up', 'transcribing'),
  },
  after: { hangUpLimit: late('hang-up', 'transcribing') },
});

const transcribing = callSetup.createStateConfig({
  always: { guard: 'wasNotAnswered', target: 'settling' },
  invoke: {
    id: 'transcribe',
    src: 'transcribe',
    input: ({ context }) => ({ callId: context.plan.callId }),
    onDone: {
      target: 'archiving',
      actions: { type: 'noteRecorded', params: ({ event }) => event.output },
    },
    onError: failed('transcription', 'archiving'),
  },
  on: {
    // The live transcript stands in: what matters now is that the outcome is written in time.
    'worker.stopping': {
      target: 'archiving',
      actions: { type: 'noteNotDone', params: { what: 'transcription', error: 'the worker stopped' } },
    },
  },
  after: { transcribeLimit: late('transcription', 'archiving') },
});

const archiving = callSetup.createStateConfig({
  invoke: {
    id: 'archive',
    src: 'archive',
    input: ({ context }) => ({
      ...settlementInput({ context }),
      recorded: context.recorded,
      live: context.utterances,
      coach: context.coach,
      keys: context.keys,
      flagged: context.flagged,
    }),
    onDone: {
      target: 'settling',
      actions: { type: 'noteTranscript', params: ({ event }) => ({ transcript: event.output }) },
    },
    onError: failed('archive', 'settling'),
  },
  after: { archiveLimit: late('archive', 'settling') },
});

const settling = callSetup.createStateConfig({
  invoke: {
    id: 'settle',
    src: 'settle',
    input: settlementInput,
    onDone: {
      target: '#call.settled',
      actions: { type: 'noteStored', params: ({ event }) => ({ notDone: event.output }) },
    },
    onError: {
      target: '#call.settled',
      actions: { type: 'noteNotStored', params: ({ event }) => ({ error: event.error }) },
    },
  },
  on: {
    // Settled once more, now with what has come to light: settling may be repeated.
    'meeting.booked': { ...takeMinutes['meeting.booked'], target: 'settling', reenter: true },
    'practice.spoke': [
      { ...forbidsAtLast, target: 'settling', reenter: true },
      { ...refusesAtLast, target: 'settling', reenter: true },
    ],
  },
  after: {
    settleLimit: {
      target: '#call.settled',
      actions: { type: 'noteNotStored', params: { error: 'the campaign could not be reached in time' } },
    },
  },
});

export const wrapUp = callSetup.createStateConfig({
  initial: 'hangingUp',
  states: { hangingUp, transcribing, archiving, settling },
  // The last words are transcribed, and a booking may be confirmed, after the line was closed.
  on: {
    ...takeMinutes,
    'practice.spoke': [forbidsAtLast, refusesAtLast, ...takeMinutes['practice.spoke']],
  },
});
