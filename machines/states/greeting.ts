/** "Hello, this is ... calling from ...": the agent introduces itself to whoever picked up. */
import { goesOn, isBox, isRecording } from './heard.js';
import { lineThenListen } from './line-then-listen.js';

export const greeting = lineThenListen(
  { stage: 'greeting', tools: ['practice_declined', 'do_not_call', 'wait_on_hold', 'end_call'] },
  'intro',
  { 'practice.spoke': [isRecording, goesOn], 'line.beeped': isBox },
);
