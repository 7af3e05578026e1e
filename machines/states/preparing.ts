/**
 * All that has to be there before anybody is phoned: the agent's voice, for a practice must not pick up to silence, and
 * then the ledger's word that this call is about to be dialed. Whoever is lost before that word can be followed by
 * another who dials; after it, nobody dials.
 */
import { errorMessage } from '../../src/domain/error-message.js';
import { callSetup } from '../call.setup.js';

const withoutVoice = '#call.wrapUp.settling';

const opening = callSetup.createStateConfig({
  invoke: {
    id: 'prepareVoice',
    src: 'prepareVoice',
    input: ({ context }) => ({ plan: context.plan }),
    onDone: { target: 'claiming' },
    onError: {
      target: withoutVoice,
      actions: {
        type: 'noteEnding',
        params: ({ event }) => ({ ending: 'voice_unavailable', reason: String(event.error) }),
      },
    },
  },
  after: {
    voiceLimit: {
      target: withoutVoice,
      actions: {
        type: 'noteEnding',
        params: { ending: 'voice_unavailable', reason: 'the voice did not open in time' },
      },
    },
  },
});

const claiming = callSetup.createStateConfig({
  invoke: {
    id: 'claimDialing',
    src: 'claimDialing',
    onDone: [
      {
        guard: { type: 'isGranted', params: ({ event }) => ({ granted: event.output }) },
        target: '#call.dialing',
      },
      {
        target: '#call.dropped',
        actions: { type: 'noteDropped', params: { why: 'another worker took it' } },
      },
    ],
    onError: {
      target: '#call.dropped',
      actions: {
        type: 'noteDropped',
        params: ({ event }) => ({
          why: `the ledger of calls cannot be written: ${errorMessage(event.error)}`,
        }),
      },
    },
  },
  after: {
    ledgerLimit: {
      target: '#call.dropped',
      actions: { type: 'noteDropped', params: { why: 'the ledger of calls did not answer in time' } },
    },
  },
});

export const preparing = callSetup.createStateConfig({
  initial: 'opening',
  states: { opening, claiming },
  on: {
    'voice.lost': {
      target: withoutVoice,
      actions: {
        type: 'noteEnding',
        params: ({ event }) => ({ ending: 'voice_unavailable', reason: event.reason, atMs: event.atMs }),
      },
    },
    'worker.stopping': {
      target: withoutVoice,
      actions: {
        type: 'noteEnding',
        params: ({ event }) => ({
          ending: 'voice_unavailable',
          reason: 'the worker stopped',
          atMs: event.atMs,
        }),
      },
    },
  },
});
