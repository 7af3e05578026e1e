import { expect, test } from 'vitest';
import { secretsOf, withoutSecrets } from '../../scripts/doctor/mask.js';
import { warns } from '../../scripts/doctor/note.js';
import { readSettings } from '../../src/read-settings.js';

const { settings } = readSettings({
  REDIS_URL: 'rediss://default:redis%2Fpassword@redis.example:6380',
  MONGODB_URI: 'mongodb+srv://worker:mongo-password@cluster.example/docshield',
  OPENAI_API_KEY: 'sk-secret-of-openai',
  LIVEKIT_API_SECRET: 'secret-of-livekit',
  LOGTAIL_SOURCE_TOKEN: 'token-of-logtail',
  S3_BUCKET: 'transcripts',
});

test.each([
  'redis%2Fpassword',
  'redis/password',
  'mongo-password',
  'sk-secret-of-openai',
  'secret-of-livekit',
  'token-of-logtail',
])('%s is shown nowhere', (secret) => {
  const note = warns(`it said “${secret}” twice: ${secret}`, `Correct ${secret}.`);
  expect(withoutSecrets(note, secretsOf(settings))).toEqual({
    result: 'warning',
    found: 'it said “[hidden]” twice: [hidden]',
    todo: 'Correct [hidden].',
  });
});

test('what is no secret stays: the bucket, the hosts', () => {
  const note = warns('the bucket transcripts at redis.example:6380', 'Nothing.');
  expect(withoutSecrets(note, secretsOf(settings))).toEqual(note);
});
