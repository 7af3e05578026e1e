/** A no: asked why, handled once from the prompt, and accepted with good grace when it stays one. */
import { callSetup } from '../call.setup.js';

export const rejectionReason = callSetup.createStateConfig({
  meta: {
    brief: {
      stage: 'rejectionReason',
      tools: ['begin_scheduling', 'note_decision_maker', 'accept_refusal', 'do_not_call'],
    },
  },
  entry: [{ type: 'enterStage', params: { stage: 'rejectionReason' } }, 'noteDeclined'],
  on: {
    'practice.agreed': { target: 'scheduling', actions: 'forgetDeclined' },
    'practice.declinedFinally': {
      target: 'farewell',
      actions: { type: 'noteRefusal', params: ({ event }) => ({ reason: event.reason }) },
    },
    'practice.fellSilent': [
      { guard: 'isFirstSilence', actions: ['noteSilence', 'reply'] },
      {
        target: '#call.wrapUp.hangingUp',
        actions: { type: 'noteRefusal', params: { reason: null } },
      },
    ],
    // Whoever says no and hangs up has said no.
    'practice.hungUp': {
      target: '#call.wrapUp.hangingUp',
      actions: { type: 'noteRefusal', params: ({ event }) => ({ reason: null, atMs: event.atMs }) },
    },
  },
});
