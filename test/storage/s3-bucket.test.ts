import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type S3StandIn, startS3StandIn } from '../../scripts/rehearsal/stand-ins/s3.js';
import { createS3Bucket, type S3Bucket } from '../../src/storage/s3-bucket.js';

const BUCKET = 'calls';
const KEY = 'calls/c1/2/agent.ogg';
const never = new AbortController().signal;

let directory: string;
let s3: S3StandIn;
let bucket: S3Bucket;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 's3-bucket-test-'));
  s3 = await startS3StandIn({ buckets: [BUCKET] });
  const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' };
  bucket = createS3Bucket({ bucket: BUCKET, region: 'us-east-1', endpoint: s3.url, credentials });
});
afterEach(async () => {
  bucket.close();
  await s3.close();
  await rm(directory, { recursive: true, force: true });
});

const pathOf = (name: string): string => join(directory, name);

describe('an object of the bucket', () => {
  test('is fetched into a file that only its owner can read', async () => {
    await bucket.put(KEY, 'sound'.repeat(100_000), 'audio/ogg', never);
    await bucket.fetch(KEY, pathOf('a.ogg'), 500_000, never);
    expect(await readFile(pathOf('a.ogg'), 'utf8')).toBe('sound'.repeat(100_000));
    expect((await stat(pathOf('a.ogg'))).mode & 0o777).toBe(0o600);
  });

  test('is not fetched beyond the bytes that are wanted', async () => {
    await bucket.put(KEY, 'sound'.repeat(100_000), 'audio/ogg', never);
    const fetched = bucket.fetch(KEY, pathOf('a.ogg'), 499_999, never);
    await expect(fetched).rejects.toThrow(`${KEY} is larger than 0.499999 MB`);
  });

  test('that is not there is named as missing', async () => {
    const fetched = bucket.fetch(KEY, pathOf('a.ogg'), 1_000, never);
    await expect(fetched).rejects.toThrow('the bucket calls has no such object');
  });

  test('does not replace a file', async () => {
    await bucket.put(KEY, 'sound', 'audio/ogg', never);
    await bucket.fetch(KEY, pathOf('a.ogg'), 1_000, never);
    await expect(bucket.fetch(KEY, pathOf('a.ogg'), 1_000, never)).rejects.toThrow('EEXIST');
  });
});
