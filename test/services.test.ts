import { describe, expect, test } from 'vitest';
import { loadConfig } from '../src/config.js';
import { timeLimit } from '../src/libraries/utils/time-limit.js';
import { boundsOf, createServices } from '../src/services.js';
import { withReceiver } from './fixtures/receiver.js';
import { record } from './fixtures/settled-call.js';

const REQUIRED = {
  MONGODB_URI: 'mongodb://localhost:27017/docshield',
  OPENAI_API_KEY: 'sk-test-openai-key',
  CLERK_SECRET_KEY: 'sk_test_clerk_key',
  S3_BUCKET: 'transcripts',
  AWS_REGION: 'us-east-1',
};

describe('the services', () => {
  test('store transcripts with the key of the configuration', async () => {
    await withReceiver([{ status: 200 }], async (url, requests) => {
      const key = { AWS_ACCESS_KEY_ID: 'configured-key', AWS_SECRET_ACCESS_KEY: 'secret' };
      const services = createServices(loadConfig({ ...REQUIRED, ...key, S3_ENDPOINT: url }), {
        coach: 'Coach the agent.',
      });
      try {
        await services.ports.archive.store(record, timeLimit(10_000));
      } finally {
        services.close();
      }
      expect(requests[0]?.authorization).toContain('Credential=configured-key/');
    });
  });
});

test('the bounds of a call come from the settings', () => {
  const settings = {
    CALL_RING_SECONDS: '20',
    CALL_MAX_MINUTES: '10',
    CALL_SILENCE_SECONDS: '9',
    CALL_HOLD_SECONDS: '60',
    COACH_SECONDS: '30',
  };
  expect(boundsOf(loadConfig({ ...REQUIRED, ...settings }))).toEqual({
    ringTimeoutMs: 20_000,
    maxCallMs: 600_000,
    silenceMs: 9_000,
    goodbyeMs: 3_000,
    coachIntervalMs: 30_000,
    phoneTreeMs: 180_000,
    menuChoices: 8,
    holdMs: 60_000,
  });
});
