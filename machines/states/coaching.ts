/**
 * The second AI. Every so often it reads what was said so far; its advice reaches the agent as text and a step that
 * it finds completed drives the conversation, unless that has moved on meanwhile. It never speaks, one look never
 * overlaps another, and one that fails, takes too long or makes no sense changes nothing.
 */
import type { CoachRun } from '../../src/domain/coaching.js';
import type { CallContext } from '../call.context.js';
import type { CallEvents } from '../call.events.js';
import { nextOf, turnOf } from '../call.guards.js';
import { callSetup } from '../call.setup.js';

/** What the coach reads: the last so many utterances. */
const MAX_UTTERANCES = 60;

type Done = { readonly event: { readonly output: CoachRun } };

const runOf = ({ event }: Done) => ({ run: event.output });
const noted = (used: boolean, why: string | null) =>
  ({
    type: 'noteCoachRun',
    params: ({ event }: Done) => ({
      run: event.output,
      used,
      why: event.output.verdict?.kind === 'none' ? null : (event.output.why ?? why),
    }),
  }) as const;

const questionOf = ({ context }: { context: CallContext }) => ({
  callId: context.plan.callId,
  stage: context.stage,
  next: nextOf(context.stage),
  instructions: context.plan.instructions[context.stage],
  utterances: context.utterances.slice(-MAX_UTTERANCES),
  flagged: context.flagged,
  turn: turnOf(context),
});

export const coaching = callSetup.createStateConfig({
  initial: 'resting',
  states: {
    resting: {
      after: {
        coachInterval: [
          { guard: 'hasNewWords', target: 'looking' },
          { target: 'resting', reenter: true },
        ],
      },
      on: {
        // What nothing bears out is not left standing until the next look.
        'agent.spoke': {
          guard: { type: 'isUngrounded', params: ({ event }: { event: CallEvents['agent.spoke'] }) => event },
          target: 'looking',
        },
      },
    },
    looking: {
      invoke: {
        id: 'coach',
        src: 'coach',
        input: questionOf,
        onDone: [
          {
            guard: { type: 'isUsableAdvice', params: runOf },
            target: 'resting',
            actions: [
              noted(true, null),
              { type: 'passOnAdvice', params: ({ event }) => ({ verdict: event.output.verdict }) },
            ],
          },
          {
            guard: { type: 'isUsableStep', params: runOf },
            target: 'resting',
            actions: [
              noted(true, null),
              {
                type: 'takeStep',
                params: ({ event: { output } }) => ({
                  stage: output.stage,
                  next: output.verdict?.kind === 'stepCompleted' ? output.verdict.next : output.stage,
                }),
              },
            ],
          },
          { target: 'resting', actions: noted(false, 'the conversation had moved on') },
        ],
        // The actor records its own failures; this one is the worker's.
        onError: 'resting',
      },
      after: { coachLimit: 'resting' },
    },
  },
});
