/**
 * Keeps transcripts in an S3 bucket. Used by the call's actors after the call. Never reads one back, never deletes.
 *
 * A call has two objects, whose names derive from its id, so storing again overwrites:
 * `calls/<campaignId>/<stepIndex>/transcript.json` with everything, and `transcript.txt` beside it for reading.
 * The campaign's reference names the JSON. It is written last: where it lies, the text lies too.
 */
import type { TranscriptArchive, TranscriptRecord } from '../../machines/call.ports.js';
import { transcriptKeys } from '../domain/call-files.js';
import { errorMessage } from '../domain/error-message.js';
import { transcriptJson, transcriptText } from '../domain/transcript-document.js';
import { createS3Bucket, type S3BucketOptions } from './s3-bucket.js';

/** `store` rejects when the bucket does not take both objects, or `signal` ends it. */
export const createS3Archive = (options: S3BucketOptions): TranscriptArchive & { close(): void } => {
  const bucket = createS3Bucket(options);

  const store = async (record: TranscriptRecord, signal: AbortSignal) => {
    const { text, json } = transcriptKeys(record.plan);
    try {
      await bucket.put(text, transcriptText(record), 'text/plain; charset=utf-8', signal);
      await bucket.put(json, transcriptJson(record), 'application/json', signal);
    } catch (cause) {
      throw new Error(`The transcript was not stored: ${errorMessage(cause)}`, { cause });
    }
    return { bucket: options.bucket, key: json, source: record.source };
  };

  return { store, close: bucket.close };
};
