/**
 * "One moment, I'll transfer you." Quiet until somebody speaks: a new person is greeted, the same one is answered
 * where the conversation stood. Music and "your call is important to us" are waited out, within a bound.
 */
import { or } from 'xstate';
import type { Stage } from '../../src/domain/call-plan.js';
import { callSetup } from '../call.setup.js';
import { givesUp, isHungUpOn } from './gives-up.js';
import { greets, sounds, TURNS_OUT, textOf, turnOf } from './heard.js';

const goesOnIn = (before: Stage, stage: 'intro' | 'objections' | 'scheduling' | 'rejectionReason') =>
  ({
    guard: { type: 'wasIn', params: { stage: before } },
    target: `#call.connected.conversation.${stage}`,
    actions: ['forgetTransfer', 'reply'],
  }) as const;

export const onHold = callSetup.createStateConfig({
  meta: { brief: { stage: 'onHold', tools: [], muted: true } },
  entry: { type: 'enterStage', params: { stage: 'onHold' } },
  on: {
    'practice.spoke': [
      ...TURNS_OUT,
      // Still waiting.
      { guard: sounds('hold') },
      { guard: sounds('recording') },
      { guard: { type: 'isNoise', params: textOf } },
      { guard: { type: 'isInvented', params: textOf } },
      {
        guard: { type: 'beginsAnew', params: turnOf },
        target: '#call.connected.conversation.answering.waiting',
      },
      { guard: { type: 'isNewVoice', params: textOf }, ...greets },
      goesOnIn('greeting', 'intro'),
      goesOnIn('scheduling', 'scheduling'),
      goesOnIn('rejectionReason', 'rejectionReason'),
      { target: '#call.connected.conversation.objections', actions: ['forgetTransfer', 'reply'] },
    ],
    'practice.fellSilent': {},
    'practice.putOnHold': {},
    'practice.hungUp': { guard: or(['waitsForAnother', 'hasDeclined']), ...isHungUpOn },
  },
  after: { holdLimit: givesUp },
});
