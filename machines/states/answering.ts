/**
 * Somebody or something picked up. The agent listens: nine times out of ten the front desk speaks first.
 * What is in doubt is taken for a person, at once where it speaks like one, else after a moment in which it may go on;
 * every later state can correct it.
 */
import { callSetup } from '../call.setup.js';
import { greets, isBox, isHold, sounds, TURNS_OUT, turnOf } from './heard.js';

const whileSpeaking = { guard: 'isPracticeSpeaking', target: 'listening' } as const;

/** Some people pick up and wait: the agent opens the conversation itself. */
const opens = { ...greets, actions: ['noteSilence', ...greets.actions] } as const;

export const answering = callSetup.createStateConfig({
  meta: { brief: { stage: 'answering', tools: [] } },
  entry: { type: 'enterStage', params: { stage: 'answering' } },
  initial: 'quiet',
  states: {
    /** Not a word so far. */
    quiet: { always: whileSpeaking, after: { openingSilence: opens } },
    listening: {},
    /** The beginning of a recording, perhaps: it is given a moment to go on. */
    waiting: { always: whileSpeaking, after: { answerPause: greets } },
    /** A recording that has nothing to do for the caller: it goes on, closes the line, or somebody picks up. */
    hearingOut: { always: whileSpeaking, after: { recordingPause: greets } },
  },
  on: {
    'practice.spoke': [
      ...TURNS_OUT,
      isHold,
      { guard: sounds('recording'), target: '.hearingOut' },
      // A noise.
      { guard: sounds('unclear'), target: '.quiet' },
      { guard: { type: 'isOnlyABeginning', params: turnOf }, target: '.waiting' },
      greets,
    ],
    // Nothing was being said.
    'voice.reconnected': {},
    'line.beeped': isBox,
    'practice.fellSilent': opens,
  },
});
