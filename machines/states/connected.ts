/**
 * A phone was picked up. Three things go on side by side for as long as it lasts:
 * the conversation, who has the floor, and the minutes that are taken of it.
 */
import { callSetup } from '../call.setup.js';
import { answering } from './answering.js';
import { farewell } from './farewell.js';
import { greeting } from './greeting.js';
import { intro } from './intro.js';
import { objections } from './objections.js';
import { scheduling } from './scheduling.js';

const conversation = callSetup.createStateConfig({
  initial: 'answering',
  states: { answering, greeting, intro, objections, scheduling, farewell },
  on: {
    'practice.spoke': [
      {
        guard: { type: 'wasHeard', params: ({ event }) => ({ text: event.text }) },
        actions: 'reply',
      },
      // A noise: the agent goes on only with what the noise cut off.
      { guard: 'wasCutOff', actions: 'reply' },
    ],
    'practice.fellSilent': [
      { guard: 'isFirstSilence', actions: ['noteSilence', 'reply'] },
      {
        target: '#call.wrapUp.hangingUp',
        actions: { type: 'noteEnding', params: { ending: 'silent' } },
      },
    ],
    'voice.reconnected': { guard: 'owesAnswer', actions: 'reply' },
    'practice.agreed': { target: '.scheduling' },
    'meeting.booked': { target: '.farewell' },
    'agent.endedCall': {
      target: '.farewell',
      actions: {
        type: 'noteEnding',
        params: ({ event }) => ({ ending: 'no_meeting', reason: event.reason }),
      },
    },
  },
});

/** Whose turn it is. Silence counts only while nobody has the floor. */
const floor = callSetup.createStateConfig({
  initial: 'quiet',
  states: {
    quiet: {
      on: { 'practice.startedSpeaking': 'practice', 'agent.startedSpeaking': 'agent' },
      after: { silence: { target: 'quiet', reenter: true, actions: 'tellSilence' } },
    },
    practice: {
      on: { 'practice.spoke': 'quiet' },
    },
    agent: {
      on: { 'agent.spoke': 'quiet', 'practice.startedSpeaking': 'practice' },
    },
  },
});

/** What was said and done, whatever the conversation makes of it. */
const minutes = callSetup.createStateConfig({
  on: {
    'practice.spoke': [
      {
        guard: { type: 'wasHeard', params: ({ event }) => ({ text: event.text }) },
        actions: [
          'forgetSilences',
          {
            type: 'noteUtterance',
            params: ({ event }) => ({
              id: event.utteranceId,
              speaker: 'practice',
              text: event.text,
              startedAtMs: event.startedAtMs,
              endedAtMs: event.atMs,
              interrupted: false,
            }),
          },
        ],
      },
    ],
    'agent.spoke': {
      actions: {
        type: 'noteUtterance',
        params: ({ event }) => ({
          id: event.utteranceId,
          speaker: 'agent',
          text: event.text,
          startedAtMs: event.startedAtMs,
          endedAtMs: event.atMs,
          interrupted: event.interrupted,
        }),
      },
    },
    'meeting.booked': {
      actions: { type: 'noteMeeting', params: ({ event }) => ({ meeting: event.meeting }) },
    },
    'recording.failed': {
      actions: { type: 'noteNotDone', params: ({ event }) => ({ what: 'recording', error: event.why }) },
    },
  },
});

export const connected = callSetup.createStateConfig({
  type: 'parallel',
  invoke: [
    { id: 'watchLeg', src: 'watchLeg', input: ({ context }) => ({ legId: context.legId ?? '' }) },
    { id: 'voice', src: 'voice', input: ({ context }) => ({ legId: context.legId ?? '' }) },
  ],
  states: { conversation, floor, minutes },
  on: {
    'practice.hungUp': [
      // A goodbye is under way: how the conversation ended is known already.
      {
        guard: 'hasEnding',
        target: '#call.wrapUp.hangingUp',
        actions: { type: 'noteHungUp', params: ({ event }) => ({ atMs: event.atMs }) },
      },
      {
        target: '#call.wrapUp.hangingUp',
        actions: { type: 'noteEnding', params: ({ event }) => ({ ending: 'hung_up', atMs: event.atMs }) },
      },
    ],
    'line.lost': {
      target: '#call.wrapUp.hangingUp',
      actions: {
        type: 'noteEnding',
        params: ({ event }) => ({ ending: 'line_lost', reason: event.reason, atMs: event.atMs }),
      },
    },
    'voice.lost': {
      target: '#call.wrapUp.hangingUp',
      actions: {
        type: 'noteEnding',
        params: ({ event }) => ({ ending: 'voice_lost', reason: event.reason, atMs: event.atMs }),
      },
    },
    'worker.stopping': {
      target: '#call.wrapUp.hangingUp',
      actions: {
        type: 'noteEnding',
        params: ({ event }) => ({ ending: 'worker_stopped', atMs: event.atMs }),
      },
    },
  },
  after: {
    callLimit: {
      target: '#call.wrapUp.hangingUp',
      actions: { type: 'noteEnding', params: { ending: 'time_limit' } },
    },
  },
});
