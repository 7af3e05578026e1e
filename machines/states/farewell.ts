/**
 * Goodbye. The agent speaks, waits a moment for an answer, and the call is hung up;
 * a practice that says something more is answered first, within a bound, and may still correct its meeting.
 */
import { callSetup } from '../call.setup.js';
import { forbids, textOf } from './heard.js';

const end = '#call.wrapUp.hangingUp';

export const farewell = callSetup.createStateConfig({
  meta: { brief: { stage: 'farewell', tools: ['book_meeting', 'do_not_call'] } },
  entry: { type: 'enterStage', params: { stage: 'farewell' } },
  initial: 'parting',
  states: {
    parting: {
      on: {
        // A goodbye that the practice talks over is none: what it says comes first.
        'agent.spoke': {
          guard: { type: 'wasNotCutOff', params: ({ event }) => ({ interrupted: event.interrupted }) },
          target: 'pausing',
        },
        'agent.keptSilent': 'pausing',
      },
    },
    pausing: {
      on: { 'practice.startedSpeaking': 'parting', 'agent.startedSpeaking': 'parting' },
      after: { goodbye: { target: end } },
    },
  },
  on: {
    'practice.fellSilent': { target: end },
    'practice.spoke': [
      { ...forbids, target: undefined },
      { guard: { type: 'isUnheard', params: textOf }, target: end },
      { guard: { type: 'wasHeard', params: textOf }, actions: 'reply' },
      { guard: 'owesAnswer', actions: 'reply' },
    ],
    'practice.forbadeCalls': { actions: { type: 'noteDoNotCall', params: { utteranceId: null } } },
  },
  after: { farewellLimit: { target: end } },
});
