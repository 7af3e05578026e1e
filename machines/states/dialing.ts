/** The phone rings, once. Every way in which a call can fail to be answered ends here. */
import type { CallEnding } from '../../src/domain/call-outcome.js';
import type { Unanswered } from '../../src/domain/dial-result.js';
import { callSetup, type DialAttempt } from '../call.setup.js';

const ENDING: Readonly<Record<Unanswered['kind'], CallEnding>> = {
  busy: 'busy',
  'no-answer': 'no_answer',
  declined: 'call_rejected',
  'invalid-number': 'invalid_number',
  'line-unavailable': 'line_unavailable',
  'line-overloaded': 'line_overloaded',
  'line-misconfigured': 'line_misconfigured',
};

const unanswered = (attempt: DialAttempt) => ({
  ending: attempt.result.kind === 'answered' ? ('unknown' as const) : ENDING[attempt.result.kind],
  reason: 'reason' in attempt.result ? attempt.result.reason : null,
  atMs: attempt.endedAtMs,
});

const settleAs = (kind: Unanswered['kind']) =>
  ({
    guard: {
      type: 'dialEndedWith',
      params: ({ event }: { event: { output: DialAttempt } }) => ({ result: event.output.result, kind }),
    },
    target: '#call.wrapUp.settling',
    actions: [
      { type: 'noteDialed', params: ({ event }: { event: { output: DialAttempt } }) => event.output },
      {
        type: 'noteEnding',
        params: ({ event }: { event: { output: DialAttempt } }) => unanswered(event.output),
      },
    ],
  }) as const;

export const dialing = callSetup.createStateConfig({
  invoke: {
    id: 'dial',
    src: 'dial',
    input: ({ context: { plan } }) => ({
      callId: plan.callId,
      toE164: plan.toE164,
      ringTimeoutMs: plan.bounds.ringTimeoutMs,
    }),
    onDone: [
      settleAs('busy'),
      settleAs('no-answer'),
      settleAs('declined'),
      settleAs('invalid-number'),
      settleAs('line-unavailable'),
      settleAs('line-overloaded'),
      settleAs('line-misconfigured'),
      {
        target: '#call.connected',
        actions: [
          { type: 'noteDialed', params: ({ event }) => event.output },
          {
            type: 'noteAnswered',
            params: ({ event: { output } }) => ({
              legId: output.result.kind === 'answered' ? output.result.legId : '',
              atMs: output.result.kind === 'answered' ? output.result.atMs : output.endedAtMs,
            }),
          },
        ],
      },
    ],
    // Whether anything rang is not known here, so the attempt is hung up and the call never dialed again.
    onError: {
      target: '#call.wrapUp.hangingUp',
      actions: {
        type: 'noteEnding',
        params: ({ event }) => ({ ending: 'unknown', reason: String(event.error) }),
      },
    },
  },
  after: {
    ringLimit: {
      target: '#call.wrapUp.hangingUp',
      actions: {
        type: 'noteEnding',
        params: { ending: 'no_answer', reason: 'the line did not report back' },
      },
    },
  },
  on: {
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
});
