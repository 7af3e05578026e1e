/**
 * A worker in a process of its own, with an in-memory line on which everybody picks up and listens. The tests of
 * signals and crashes start it; it says on its standard output which calls it dials.
 */
import { createMemoryLine } from '../../scripts/rehearsal/lines/memory-line.js';
import startWorker, { closeOnSignal } from '../../src/worker.js';
import { staysOnTheLine } from '../calls/practices.js';

const telephony = createMemoryLine({
  answer: () => staysOnTheLine,
  onCall: ({ callId }) => process.stdout.write(`dials ${callId}\n`),
});
closeOnSignal(await startWorker({ telephony }));
process.stdout.write('is ready\n');
