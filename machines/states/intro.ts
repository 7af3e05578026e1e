/** Who calls and why, in two sentences. */
import { lineThenListen } from './line-then-listen.js';

export const intro = lineThenListen(
  { stage: 'intro', tools: ['begin_scheduling', 'end_call'] },
  'objections',
);
