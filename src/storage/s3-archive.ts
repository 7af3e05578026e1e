/**
 * Keeps transcripts in an S3 bucket. Used by the call's actors after the call. Never reads one back, never deletes.
 *
 * A call has two objects, whose names derive from its id, so storing again overwrites:
 * `calls/<campaignId>/<stepIndex>/transcript.json` with everything, and `transcript.txt` beside it for reading.
 * The campaign's reference names the JSON. It is written last: where it lies, the text lies too.
 */
import type { S3Client } from '@aws-sdk/client-s3';
import type { TranscriptArchive, TranscriptRecord } from '../../machines/call.ports.js';
import type { CallPlan } from '../domain/call-plan.js';
import { transcriptJson, transcriptText } from '../domain/transcript-document.js';

const SECOND = 1000;
/** Bounds of one attempt, so that a bucket that hangs leaves time for another. */
const CONNECT_TIMEOUT_MS = 5 * SECOND;
const REQUEST_TIMEOUT_MS = 10 * SECOND;
const ATTEMPTS = 3;

export interface S3ArchiveOptions {
  readonly bucket: string;
  readonly region: string;
  /** A service other than Amazon's that speaks S3; its buckets are then part of the path. */
  readonly endpoint?: string;
  /** Default: wherever the AWS SDK finds some (environment, profile, role). */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** `store` rejects when the bucket does not take both objects, or `signal` ends it. */
export const createS3Archive = (options: S3ArchiveOptions): TranscriptArchive & { close(): void } => {
  const { bucket } = options;
  let client: S3Client | null = null;

  const put = async (key: string, body: string, contentType: string, signal: AbortSignal): Promise<void> => {
    // Loaded at the first use: a worker that waits for calls need not hold it.
    const { PutObjectCommand, S3Client } = await loadSdk();
    client ??= new S3Client(clientOptions(options));
    const object = { Bucket: bucket, Key: key, Body: body, ContentType: contentType };
    await client.send(new PutObjectCommand({ ...object, ServerSideEncryption: 'AES256' }), {
      abortSignal: signal,
    });
  };

  const store = async (record: TranscriptRecord, signal: AbortSignal) => {
    const { text, json } = keysOf(record.plan);
    try {
      await put(text, transcriptText(record), 'text/plain; charset=utf-8', signal);
      await put(json, transcriptJson(record), 'application/json', signal);
    } catch (cause) {
      throw new Error(`The transcript was not stored: ${explain(cause, options)}`, { cause });
    }
    return { bucket, key: json, source: record.source };
  };

  const close = (): void => {
    client?.destroy();
    client = null;
  };

  return { store, close };
};

const keysOf = ({ campaignId, stepIndex }: CallPlan): { text: string; json: string } => {
  const folder = `calls/${campaignId}/${stepIndex}`;
  return { text: `${folder}/transcript.txt`, json: `${folder}/transcript.json` };
};

const loadSdk = () => {
  // It warns of Node 20 on every start; which Node runs is decided in package.json.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  return import('@aws-sdk/client-s3');
};

const clientOptions = ({ region, endpoint, credentials }: S3ArchiveOptions) => ({
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

const explain = (error: unknown, { bucket, region }: S3ArchiveOptions): string => {
  if (!(error instanceof Error)) return String(error);
  switch (error.name) {
    case 'NoSuchBucket':
      return `there is no bucket ${bucket} in ${region}. Create it, or correct its name or region.`;
    case 'AccessDenied':
      return `the bucket ${bucket} refuses this key. Allow it s3:PutObject on calls/*.`;
    case 'AbortError':
      return `the bucket ${bucket} did not answer in time.`;
    default:
      return `${error.name}: ${error.message}`;
  }
};
