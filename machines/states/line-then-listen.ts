/** The shape of a state in which the agent has one thing to say and moves on when it was answered. */

import type { Brief } from '../call.ports.js';
import { callSetup } from '../call.setup.js';
import { CORRECTIONS, type isRecording, textOf } from './heard.js';

/** A state that says its line and leaves for `next` once the practice answers it, unless one of `corrections` holds. */
export const lineThenListen = (
  brief: Brief,
  next: 'intro' | 'objections',
  corrections: readonly (typeof isRecording)[] = [],
) =>
  callSetup.createStateConfig({
    meta: { brief },
    entry: { type: 'enterStage', params: { stage: brief.stage } },
    initial: 'saying',
    states: {
      saying: {
        on: { 'agent.spoke': 'said' },
      },
      said: {
        on: {
          'practice.spoke': [
            ...CORRECTIONS,
            ...corrections,
            { guard: { type: 'wasCutOffByNoise', params: textOf }, actions: 'reply' },
            {
              guard: { type: 'wasHeard', params: textOf },
              target: `#call.connected.conversation.${next}`,
              actions: 'reply',
            },
          ],
        },
      },
    },
  });
