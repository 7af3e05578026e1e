/**
 * Somebody or something picked up. The agent listens: nine times out of ten the front desk speaks first.
 * What is in doubt is taken for a person; every later state can correct it.
 */
import { callSetup } from '../call.setup.js';
import { greets, isHold, sounds, TURNS_OUT, textOf } from './heard.js';

export const answering = callSetup.createStateConfig({
  meta: { brief: { stage: 'answering', tools: [] } },
  entry: { type: 'enterStage', params: { stage: 'answering' } },
  initial: 'listening',
  states: {
    listening: {},
    /** The beginning of a recording, perhaps: it is given a moment to go on. */
    waiting: {
      always: { guard: 'isPracticeSpeaking', target: 'listening' },
      after: { answerPause: greets },
    },
  },
  on: {
    'practice.spoke': [
      ...TURNS_OUT,
      isHold,
      { guard: sounds('recording'), target: '.waiting' },
      { guard: { type: 'onlyNamesThePlace', params: textOf }, target: '.waiting' },
      { guard: { type: 'wasHeard', params: textOf } as const, ...greets },
      // A noise.
      {},
    ],
    // Nothing was being said.
    'voice.reconnected': {},
    'line.beeped': { guard: 'heardRecording', target: 'voicemail.beeped' },
    // Some people pick up and wait: the agent opens the conversation itself.
    'practice.fellSilent': { ...greets, actions: ['noteSilence', ...greets.actions] },
  },
});
