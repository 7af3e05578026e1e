/** A call screener asks who is calling and why: it gets one line, and whoever picks up then is greeted. */
import { not } from 'xstate';
import { callSetup } from '../call.setup.js';
import { givesUp, isHungUpOn } from './gives-up.js';
import { forbids, greets, isHold, isMenu, textOf, VOICEMAIL } from './heard.js';

/** Somebody or something else is on the line. */
const OTHERS = [
  forbids,
  isMenu,
  ...VOICEMAIL,
  { guard: { type: 'speaksUp', params: textOf }, ...greets },
] as const;

export const screening = callSetup.createStateConfig({
  meta: { brief: { stage: 'screening', tools: [], says: 'screeningLine' } },
  entry: { type: 'enterStage', params: { stage: 'screening' } },
  initial: 'saying',
  states: {
    saying: {
      on: {
        'agent.spoke': {
          guard: { type: 'wasNotCutOff', params: ({ event }) => ({ interrupted: event.interrupted }) },
          target: 'said',
        },
        'agent.keptSilent': 'said',
        // The screener goes on: the line is said after it.
        'practice.spoke': [...OTHERS, { actions: 'reply' }],
      },
    },
    said: {
      on: {
        // Anything else is the screener's own talk.
        'practice.spoke': [...OTHERS, isHold, {}],
        'practice.fellSilent': {},
      },
    },
  },
  on: { 'practice.hungUp': { guard: not('endedOnRefusal'), ...isHungUpOn } },
  after: { holdLimit: givesUp },
});
