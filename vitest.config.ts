import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const CORES = availableParallelism();

/** They play calls, or wait for what takes its time: beside others they would wait for the machine as well. */
const IN_TIME = [
  'test/{admission,call-by-hand,calls,inspect,recording,rehearsal,rehearse,telephony,voice,worker}/**/*.test.ts',
  'test/{admit-job,scenarios}.test.ts',
];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Calls are rehearsed in real time: a shared machine that stands still for seconds tears their speech.
    retry: process.env['CI'] ? 1 : 0,
    // What a test says it sees; the stage logs to a file and to its Logtail stand-in.
    env: { LOG_LEVEL: 'silent' },
    projects: [
      {
        extends: true,
        test: {
          name: 'side by side',
          include: ['test/**/*.test.ts'],
          exclude: IN_TIME,
          maxWorkers: CORES,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'in time',
          include: IN_TIME,
          maxWorkers: Math.max(1, Math.floor(CORES / 2)),
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
