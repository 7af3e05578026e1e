/** The agent's voice is opened before anybody is phoned: a practice must not pick up to silence. */
import { callSetup } from '../call.setup.js';

export const preparing = callSetup.createStateConfig({
  invoke: {
    id: 'prepareVoice',
    src: 'prepareVoice',
    input: ({ context }) => ({ plan: context.plan }),
    onDone: { target: 'dialing' },
    onError: {
      target: '#call.wrapUp.settling',
      actions: {
        type: 'noteEnding',
        params: ({ event }) => ({ ending: 'voice_unavailable', reason: String(event.error) }),
      },
    },
  },
  after: {
    voiceLimit: {
      target: '#call.wrapUp.settling',
      actions: {
        type: 'noteEnding',
        params: { ending: 'voice_unavailable', reason: 'the voice did not open in time' },
      },
    },
  },
  on: {
    'voice.lost': {
      target: '#call.wrapUp.settling',
      actions: {
        type: 'noteEnding',
        params: ({ event }) => ({ ending: 'voice_unavailable', reason: event.reason, atMs: event.atMs }),
      },
    },
    'worker.stopping': {
      target: '#call.wrapUp.settling',
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
