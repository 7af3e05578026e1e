/** The understudies: the rehearsal's stand-ins for the two models. */
export { createCoachUnderstudy } from './coach.js';
export { createUnderstudy } from './understudy.js';
