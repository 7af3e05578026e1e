import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What a test says it sees; the stage logs to a file and to its Logtail stand-in.
    env: { LOG_LEVEL: 'silent' },
  },
});
