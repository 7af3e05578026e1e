/**
 * A worker in whose one call the chart goes to and fro between two states, while the agent speaks and while it does
 * not. Chart, host, voice and recording are the real ones. Started by transition.ts, compiled.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallEvent } from '../../machines/call.events.js';
import { createMemoryLine } from '../../scripts/rehearsal/lines/memory-line.js';
import startWorker from '../../src/worker.js';
import { monotonicMs, tell } from './child.js';

const TRANSITIONS = Number(process.argv[2]);
const PAUSE_MS = 100;

const line = createMemoryLine({
  answer: () => ({ pickup: 'answers', opening: 'Smith Family Medicine, how can I help you?', turns: [] }),
});
/** Puts an event into the chart, as the line does. */
let report: (event: CallEvent) => void = () => undefined;
let speaking = false;
let askedToSpeak = false;

const worker = await startWorker({
  telephony: {
    ...line,
    watch(legId, watcher) {
      report = watcher;
      void drive();
      return line.watch(legId, watcher);
    },
  },
  observe: (_, observation) => {
    if (observation.kind !== 'event') return;
    if (observation.event.type === 'agent.startedSpeaking') speaking = true;
    if (observation.event.type === 'agent.spoke') {
      speaking = false;
      askedToSpeak = false;
    }
  },
});
tell({ kind: 'ready' });

const drive = async (): Promise<void> => {
  while (!speaking) await sleep(PAUSE_MS);
  for (let count = 0; count < TRANSITIONS; count++) {
    await sleep(PAUSE_MS);
    // After ten transitions in silence, the agent is asked something.
    if (!speaking && !askedToSpeak && count % 10 === 0) ask();
    const agreed = count % 2 === 0;
    const transition = { atMs: monotonicMs(), tool: agreed ? 'book_meeting' : 'begin_scheduling', speaking };
    report({ type: agreed ? 'practice.agreed' : 'practice.asked' });
    // Told afterwards: telling takes time of its own.
    tell({ kind: 'transition', ...transition });
  }
  await sleep(PAUSE_MS);
  report({ type: 'practice.hungUp', atMs: Date.now() });
  await worker.close();
  tell({ kind: 'done' });
  process.disconnect?.();
};

const ask = (): void => {
  askedToSpeak = true;
  const atMs = Date.now();
  report({
    type: 'practice.spoke',
    utteranceId: `asked-${atMs}`,
    text: 'What is DocShield?',
    startedAtMs: atMs,
    atMs,
  });
};
process.once('SIGTERM', () => process.exit(1));
