/** Records in a process of its own, into the folder that it is given, until it is killed. */
import { createWavRecorder } from '../../src/recording/wav-recorder.js';
import { createHandLine, silence } from './hand-line.js';

const line = createHandLine();
const plan = { callId: 'c1-2', campaignId: 'c1', stepIndex: 2 };
createWavRecorder({ directory: process.argv[2] ?? '', maxMs: 60_000 }).start(plan, line, (why) => {
  throw new Error(why);
});
line.exchange(silence(2_000));
setInterval(() => line.exchange(silence(1_000)), 100);
