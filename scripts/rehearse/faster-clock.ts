/**
 * The clock of calls on a line that is faster than real time: what lasts a minute on the line has a minute's deadline.
 * Used by `rehearsal-room.ts`. It cannot hurry the services: what they need counts for more.
 */
import type { CallClock } from '../../src/call/run-call.js';

export const createFasterClock = (speed: number): CallClock => ({
  setTimeout: (run, ms) => setTimeout(run, ms / speed),
  clearTimeout: (timer: NodeJS.Timeout) => clearTimeout(timer),
});
