/** Who calls and why, in two sentences. */
import { lineThenListen } from './line-then-listen.js';
import { TALKING_TOOLS } from './talking-tools.js';

export const intro = lineThenListen({ stage: 'intro', tools: TALKING_TOOLS }, 'objections');
