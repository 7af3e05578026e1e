import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type S3StandIn, startS3StandIn } from '../../scripts/rehearsal/stand-ins/s3.js';
import { transcriptJson, transcriptText } from '../../src/domain/transcript-document.js';
import { timeLimit } from '../../src/libraries/utils/time-limit.js';
import { createS3Archive } from '../../src/storage/s3-archive.js';
import { withReceiver } from '../fixtures/receiver.js';
import { record } from '../fixtures/settled-call.js';

const BUCKET = 'transcripts';
const KEY = 'calls/66f0c0ffee/2/transcript';

let s3: S3StandIn;
const opened: { close(): void }[] = [];
beforeEach(async () => {
  s3 = await startS3StandIn({ buckets: [BUCKET] });
});
afterEach(async () => {
  for (const archive of opened.splice(0)) archive.close();
  await s3.close();
});

const archiveAt = (endpoint: string, bucket = BUCKET) => {
  const credentials = { accessKeyId: 'key', secretAccessKey: 'very-secret' };
  const archive = createS3Archive({ bucket, region: 'us-east-1', endpoint, credentials });
  opened.push(archive);
  return archive;
};

const never = new AbortController().signal;

describe('storing a transcript', () => {
  test('leaves JSON and text under the call, and names the JSON', async () => {
    const ref = await archiveAt(s3.url).store(record, never);
    expect(ref).toEqual({ bucket: BUCKET, key: `${KEY}.json`, source: 'recording' });
    const objects = s3.objects(BUCKET);
    expect([...objects.keys()].sort()).toEqual([`${KEY}.json`, `${KEY}.txt`]);
    expect(objects.get(`${KEY}.json`)?.body.toString()).toBe(transcriptJson(record));
    expect(objects.get(`${KEY}.json`)?.contentType).toBe('application/json');
    expect(objects.get(`${KEY}.txt`)?.body.toString()).toBe(transcriptText(record));
    expect(objects.get(`${KEY}.txt`)?.contentType).toBe('text/plain; charset=utf-8');
  });

  test('again overwrites', async () => {
    const archive = archiveAt(s3.url);
    await archive.store({ ...record, source: 'live' }, never);
    const ref = await archive.store(record, never);
    expect(ref.source).toBe('recording');
    expect(s3.objects(BUCKET).size).toBe(2);
    expect(s3.objects(BUCKET).get(ref.key)?.body.toString()).toBe(transcriptJson(record));
  });

  test('asks for encryption at rest', async () => {
    await withReceiver([{ status: 200 }], async (url, requests) => {
      await archiveAt(url).store(record, never);
      expect(requests.map((headers) => headers['x-amz-server-side-encryption'])).toEqual([
        'AES256',
        'AES256',
      ]);
    });
  });
});

test('the bucket is part of the path at another endpoint than Amazon’s', async () => {
  await withReceiver([{ status: 200 }], async (url, requests) => {
    const endpoint = url.replace('127.0.0.1', 'localhost');
    await archiveAt(endpoint).store(record, never);
    expect(requests.map((headers) => headers.host)).toEqual([new URL(endpoint).host, new URL(endpoint).host]);
  });
});

describe('a bucket that does not take it', () => {
  test('because it does not exist is named', async () => {
    const stored = archiveAt(s3.url, 'elsewhere').store(record, never);
    await expect(stored).rejects.toThrow('there is no bucket elsewhere in us-east-1');
  });

  test('because the key has no permission is named, without the key', async () => {
    s3.fail('access-denied');
    const error = await archiveAt(s3.url)
      .store(record, never)
      .catch((thrown: unknown) => thrown);
    expect(String(error)).toContain('the bucket transcripts refuses this key. Allow it s3:PutObject');
    expect(String(error)).not.toContain('very-secret');
  });

  test('for the moment is asked again', async () => {
    await withReceiver([{ status: 503 }, 'break-off', { status: 200 }], async (url, requests) => {
      await archiveAt(url).store(record, never);
      expect(requests).toHaveLength(4);
    });
  });

  test.each(['error', 'slow-down', 'refuse'] as const)('for good (%s) makes it fail', async (mode) => {
    s3.fail(mode);
    await expect(archiveAt(s3.url).store(record, never)).rejects.toThrow('The transcript was not stored: ');
    expect(s3.objects(BUCKET).size).toBe(0);
  });

  test('and hangs is given up when the time is over', async () => {
    s3.fail('hang');
    const stored = archiveAt(s3.url).store(record, timeLimit(50));
    await expect(stored).rejects.toThrow('did not answer in time');
  });
});
