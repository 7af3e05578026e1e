/** The understudy: the rehearsal's stand-in for the model. */
export { createUnderstudy } from './understudy.js';
