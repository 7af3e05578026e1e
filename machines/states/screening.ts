/** A call screener asks who is calling and why: it gets one line, and whoever picks up then is greeted. */
import { callSetup } from '../call.setup.js';
import { givesUp } from './gives-up.js';
import { forbids, greets, isHold, isMenu, textOf, VOICEMAIL } from './heard.js';

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
      },
    },
    said: {
      on: {
        'practice.spoke': [
          forbids,
          isMenu,
          ...VOICEMAIL,
          isHold,
          { guard: { type: 'speaksUp', params: textOf }, ...greets },
          // Anything else is the screener's own talk.
          {},
        ],
        'practice.fellSilent': {},
      },
    },
  },
  after: { holdLimit: givesUp },
});
