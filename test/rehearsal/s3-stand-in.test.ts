import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type S3StandIn, startS3StandIn } from '../../scripts/rehearsal/stand-ins/s3.js';
import { timeLimit } from '../../src/libraries/utils/time-limit.js';

const Bucket = 'transcripts';
const Key = 'calls/2026/Zoë & co.txt';
const TEXT = 'Good morning, this is the front desk — übung.';

let s3: S3StandIn;
let client: S3Client;

beforeEach(async () => {
  s3 = await startS3StandIn({ buckets: [Bucket] });
  client = createClient();
});

afterEach(async () => {
  client.destroy();
  await s3.close();
});

function createClient() {
  return new S3Client({
    endpoint: s3.url,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: 'rehearsal', secretAccessKey: 'rehearsal' },
  });
}

const put = (Body: string | Readable = TEXT, extra = {}) =>
  client.send(
    new PutObjectCommand({ Bucket, Key, Body, ContentType: 'text/plain; charset=utf-8', ...extra }),
  );

describe('objects', () => {
  test('an object is read back as it was stored', async () => {
    await put(TEXT, { Metadata: { call: 'call-1' } });
    const found = await client.send(new GetObjectCommand({ Bucket, Key }));
    expect(await found.Body?.transformToString()).toBe(TEXT);
    expect(found.ContentType).toBe('text/plain; charset=utf-8');
    expect(found.Metadata).toEqual({ call: 'call-1' });
    expect(s3.objects(Bucket).get(Key)?.body.toString()).toBe(TEXT);
  });

  test('a stream is stored without the framing that it is sent in', async () => {
    const pieces = Array.from({ length: 40 }, (_, at) => Buffer.alloc(10_000, at));
    const length = pieces.length * 10_000;
    await put(Readable.from(pieces), { ContentLength: length });
    expect(s3.objects(Bucket).get(Key)?.body.equals(Buffer.concat(pieces))).toBe(true);
  });

  test('storing again overwrites', async () => {
    await put('first');
    await put('second');
    expect(s3.objects(Bucket).size).toBe(1);
    expect(s3.objects(Bucket).get(Key)?.body.toString()).toBe('second');
  });

  test('a checksum that does not match is refused', async () => {
    await expect(put(TEXT, { ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({ name: 'BadDigest' });
    expect(s3.objects(Bucket).size).toBe(0);
  });

  test('HEAD tells length and etag, and 404 for a key that is not there', async () => {
    const { ETag } = await put();
    const head = await client.send(new HeadObjectCommand({ Bucket, Key }));
    expect(head).toMatchObject({ ContentLength: Buffer.byteLength(TEXT), ETag });
    const missing = client.send(new HeadObjectCommand({ Bucket, Key: 'none' }));
    await expect(missing).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('listing gives the keys with a prefix, in order', async () => {
    for (const key of ['b/2', 'a/1', 'b/1 & <x>']) {
      await client.send(new PutObjectCommand({ Bucket, Key: key, Body: key }));
    }
    const { Contents, KeyCount } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'b/' }));
    expect(Contents?.map((object) => object.Key)).toEqual(['b/1 & <x>', 'b/2']);
    expect(KeyCount).toBe(2);
  });

  test('deleting is final, and fine for a key that is not there', async () => {
    await put();
    await client.send(new DeleteObjectCommand({ Bucket, Key }));
    await client.send(new DeleteObjectCommand({ Bucket, Key }));
    const read = client.send(new GetObjectCommand({ Bucket, Key }));
    await expect(read).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('a bucket that does not exist is refused', async () => {
    await expect(put(TEXT, { Bucket: 'elsewhere' })).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  test('a request without a signature is refused', async () => {
    expect((await fetch(`${s3.url}/${Bucket}/any`)).status).toBe(403);
  });
});

describe('failures', () => {
  test.each([
    ['error', 'InternalError', 500],
    ['access-denied', 'AccessDenied', 403],
    ['no-such-bucket', 'NoSuchBucket', 404],
    ['slow-down', 'SlowDown', 503],
  ] as const)(
    '%s is the error %s with status %d, until it is taken back',
    async (mode, name, httpStatusCode) => {
      s3.fail(mode);
      await expect(put()).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
      s3.fail(null);
      await expect(put()).resolves.toBeDefined();
    },
  );

  test('refuse breaks the connection off', async () => {
    s3.fail('refuse');
    await expect(put()).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('hang never answers, and close ends the request', async () => {
    s3.fail('hang');
    const hanging = expect(put()).rejects.toMatchObject({ code: 'ECONNRESET' });
    const aborted = client.send(new GetObjectCommand({ Bucket, Key }), {
      abortSignal: timeLimit(100),
    });
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    await s3.close();
    await hanging;
  });
});
