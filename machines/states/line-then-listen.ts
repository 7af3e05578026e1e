/** The shape of a state in which the agent has one thing to say and moves on when it was answered. */

import type { Brief } from '../call.ports.js';
import { callSetup } from '../call.setup.js';
import { CORRECTIONS, type goesOn, type isBox, type isRecording, textOf } from './heard.js';

/** What may show, until the line was answered, that nobody is there to answer it. */
interface Doubts {
  readonly 'practice.spoke': readonly (typeof isRecording | typeof goesOn)[];
  readonly 'line.beeped': typeof isBox;
}

/** A state that says its line and leaves for `next` once the practice answers it, unless one of `doubts` holds. */
export const lineThenListen = (brief: Brief, next: 'intro' | 'objections', doubts?: Doubts) =>
  callSetup.createStateConfig({
    meta: { brief },
    entry: { type: 'enterStage', params: { stage: brief.stage } },
    initial: 'saying',
    ...(doubts && { on: { 'line.beeped': doubts['line.beeped'] } }),
    states: {
      saying: {
        on: {
          'agent.spoke': 'said',
          ...(doubts && { 'practice.spoke': [...CORRECTIONS, ...doubts['practice.spoke']] }),
        },
      },
      said: {
        on: {
          'practice.spoke': [
            ...CORRECTIONS,
            ...(doubts?.['practice.spoke'] ?? []),
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
