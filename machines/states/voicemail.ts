/**
 * A voicemail box. Nobody is talked to while its greeting plays; after the tone, or where there is none after a
 * silence, the prompt's message is left, once. Somebody who picks up in the middle is greeted.
 */
import { and, not, stateIn } from 'xstate';
import { callSetup } from '../call.setup.js';
import { greets, isFullMailbox, textOf } from './heard.js';

const hangUp = '#call.wrapUp.hangingUp';

const leavesNone = {
  target: hangUp,
  actions: { type: 'noteEnding', params: { ending: 'voicemail_reached' } },
} as const;

const isAgentSpeaking = stateIn('#call.connected.floor.agent');

const isPickedUp = { guard: { type: 'speaksUp', params: textOf }, ...greets } as const;

export const voicemail = callSetup.createStateConfig({
  meta: { brief: { stage: 'voicemail', tools: [], muted: true } },
  entry: { type: 'enterStage', params: { stage: 'voicemail' } },
  initial: 'pausing',
  states: {
    listening: {},
    pausing: {
      always: { guard: 'isPracticeSpeaking', target: 'listening' },
      after: { voicemailPause: 'leaving' },
    },
    /** The tone is a sound, too: its end is waited for. So is the end of what a box was told that was taken for a person. */
    beeped: {
      on: {
        'practice.spoke': [isPickedUp, { target: 'leaving' }],
        'agent.spoke': { target: 'beeped', reenter: true },
      },
      after: {
        beepPause: { guard: and([not('isPracticeSpeaking'), not(isAgentSpeaking)]), target: 'leaving' },
      },
    },
    leaving: {
      always: [{ guard: 'hasMessage', target: 'speaking' }, leavesNone],
    },
    speaking: {
      meta: { brief: { stage: 'voicemail', tools: [], says: 'voicemailMessage' } },
      entry: 'reply',
      initial: 'asked',
      states: {
        asked: { on: { 'agent.keptSilent': { target: 'askedAgain', actions: 'reply' } } },
        askedAgain: { on: { 'agent.keptSilent': leavesNone } },
      },
      on: {
        'agent.spoke': {
          guard: { type: 'wasNotCutOff', params: ({ event }) => ({ interrupted: event.interrupted }) },
          target: 'left',
          actions: {
            type: 'noteVoicemail',
            params: ({ event }) => ({ utteranceId: event.utteranceId, text: event.text }),
          },
        },
        // A noise on the line: what it cut off is said.
        'practice.spoke': [isPickedUp, { actions: 'reply' }],
        'line.beeped': {},
      },
    },
    /** A tone or a recording after it ("to send your message, press one") changes nothing. */
    left: {
      on: { 'practice.spoke': [isPickedUp, {}], 'line.beeped': {} },
      after: { messagePause: hangUp },
    },
  },
  on: {
    'practice.spoke': [isFullMailbox, isPickedUp, { target: '.pausing' }],
    'line.beeped': '.beeped',
    'practice.fellSilent': '.leaving',
    // A box that ends the call has only what was said before.
    'practice.hungUp': {
      guard: not('hasEnding'),
      target: hangUp,
      actions: {
        type: 'noteEnding',
        params: ({ event }) => ({ ending: 'voicemail_reached', atMs: event.atMs }),
      },
    },
  },
});
