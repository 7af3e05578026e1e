/** "Hello, this is ... calling from ...": the agent introduces itself to whoever picked up. */
import { lineThenListen } from './line-then-listen.js';

export const greeting = lineThenListen({ stage: 'greeting', tools: ['end_call'] }, 'intro');
