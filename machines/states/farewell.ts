/**
 * Goodbye. The agent speaks, waits a moment for an answer, and the call is hung up;
 * a practice that says something more is answered first, within a bound.
 */
import { callSetup } from '../call.setup.js';

const end = '#call.wrapUp.hangingUp';

export const farewell = callSetup.createStateConfig({
  meta: { brief: { stage: 'farewell', tools: [] } },
  initial: 'parting',
  states: {
    parting: {
      on: { 'agent.spoke': 'pausing', 'agent.keptSilent': 'pausing' },
    },
    pausing: {
      on: { 'practice.startedSpeaking': 'parting', 'agent.startedSpeaking': 'parting' },
      after: { goodbye: { target: end } },
    },
  },
  on: {
    'practice.fellSilent': { target: end },
  },
  after: { farewellLimit: { target: end } },
});
