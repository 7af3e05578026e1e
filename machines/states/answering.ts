/** Somebody picked up. The agent listens: nine times out of ten the front desk speaks first. */
import { callSetup } from '../call.setup.js';

export const answering = callSetup.createStateConfig({
  meta: { brief: { stage: 'answering', tools: [] } },
  on: {
    'practice.spoke': {
      guard: { type: 'wasHeard', params: ({ event }) => ({ text: event.text }) },
      target: 'greeting',
      actions: 'reply',
    },
    // Some people pick up and wait: the agent opens the conversation itself.
    'practice.fellSilent': { target: 'greeting', actions: ['noteSilence', 'reply'] },
  },
});
