/**
 * One S3 bucket, as far as a call needs it: objects are put there whole and fetched to a file. Used by the other
 * files of this folder. Never lists, never deletes.
 */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { S3Client } from '@aws-sdk/client-s3';

const SECOND = 1000;
/** Bounds of one attempt, so that a bucket that hangs leaves time for another. */
const CONNECT_TIMEOUT_MS = 5 * SECOND;
const REQUEST_TIMEOUT_MS = 10 * SECOND;
const ATTEMPTS = 3;

export interface S3BucketOptions {
  readonly bucket: string;
  readonly region: string;
  /** A service other than Amazon's that speaks S3; its buckets are then part of the path. */
  readonly endpoint?: string;
  /** Default: wherever the AWS SDK finds some (environment, profile, role). */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Both ways reject with what the bucket says, in words that name the remedy. */
export interface S3Bucket {
  put(key: string, body: string, contentType: string, signal: AbortSignal): Promise<void>;
  /** Makes the file, for its owner only, and streams the object into it. Rejects beyond `mostBytes`. */
  fetch(key: string, path: string, mostBytes: number, signal: AbortSignal): Promise<void>;
  close(): void;
}

export const createS3Bucket = (options: S3BucketOptions): S3Bucket => {
  const { bucket } = options;
  let client: S3Client | null = null;

  // Loaded at the first use: a worker that waits for calls need not hold it.
  const open = async () => {
    const sdk = await loadSdk();
    client ??= new sdk.S3Client(clientOptions(options));
    return { client, sdk };
  };

  const put: S3Bucket['put'] = async (key, body, contentType, signal) => {
    try {
      const { client, sdk } = await open();
      const object = { Bucket: bucket, Key: key, Body: body, ContentType: contentType };
      const command = new sdk.PutObjectCommand({ ...object, ServerSideEncryption: 'AES256' });
      await client.send(command, { abortSignal: signal });
    } catch (cause) {
      throw new Error(explain(cause, options, 's3:PutObject'), { cause });
    }
  };

  const fetch: S3Bucket['fetch'] = async (key, path, mostBytes, signal) => {
    try {
      const { client, sdk } = await open();
      const command = new sdk.GetObjectCommand({ Bucket: bucket, Key: key });
      const { Body: body } = await client.send(command, { abortSignal: signal });
      if (!(body instanceof Readable)) throw new Error(`the bucket ${bucket} answered without content`);
      await pipeline(body, upTo(mostBytes, key), createWriteStream(path, { flags: 'wx', mode: 0o600 }), {
        signal,
      });
    } catch (cause) {
      throw new Error(explain(cause, options, 's3:GetObject'), { cause });
    }
  };

  const close = (): void => {
    client?.destroy();
    client = null;
  };

  return { put, fetch, close };
};

const loadSdk = () => {
  // It warns of Node 20 on every start; which Node runs is decided in package.json.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  return import('@aws-sdk/client-s3');
};

const clientOptions = ({ region, endpoint, credentials }: S3BucketOptions) => ({
  region,
  maxAttempts: ATTEMPTS,
  requestHandler: {
    connectionTimeout: CONNECT_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    throwOnRequestTimeout: true,
  },
  ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
  ...(credentials !== undefined && { credentials }),
});

/** Ends the stream with an error once there is more: what a server says of the length is not relied upon. */
const upTo = (mostBytes: number, key: string) =>
  async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new Error(`${key} is larger than ${mostBytes / 1_000_000} MB`);
      yield chunk;
    }
  };

const explain = (error: unknown, { bucket, region }: S3BucketOptions, permission: string): string => {
  if (!(error instanceof Error)) return String(error);
  switch (error.name) {
    case 'NoSuchBucket':
      return `there is no bucket ${bucket} in ${region}. Create it, or correct its name or region.`;
    case 'NoSuchKey':
      return `the bucket ${bucket} has no such object.`;
    case 'AccessDenied':
      return `the bucket ${bucket} refuses this key. Allow it ${permission} on calls/*.`;
    case 'AbortError':
      return `the bucket ${bucket} did not answer in time.`;
    default:
      return `${error.name}: ${error.message}`;
  }
};
