import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Calls are rehearsed in real time: a shared machine that stands still for seconds tears their speech.
    retry: process.env['CI'] ? 1 : 0,
    // What a test says it sees; the stage logs to a file and to its Logtail stand-in.
    env: { LOG_LEVEL: 'silent' },
  },
});
