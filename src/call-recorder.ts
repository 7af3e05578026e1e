/** Makes the recorder that the settings name, with the bucket where it needs it. Used by `services.ts`. */
import type { Recorder } from '../machines/call.ports.js';
import type { Config } from './config.js';
import { createEgressRecorder } from './recording/egress-recorder.js';
import { createLiveKitEgress } from './recording/livekit-egress.js';
import { createWavRecorder } from './recording/wav-recorder.js';
import { createS3Bucket, type S3BucketOptions } from './storage/s3-bucket.js';

const MINUTE = 60_000;

export interface CallRecorder extends Recorder {
  close(): void;
}

export const createCallRecorder = (config: Config): CallRecorder => {
  const { livekit, s3, calls } = config;
  const { accessKeyId, secretAccessKey } = s3;
  if (calls.recording === 'worker') {
    return { ...createWavRecorder({ maxMs: calls.maxMinutes * MINUTE }), close: () => undefined };
  }
  if (!livekit || !accessKeyId || !secretAccessKey) {
    throw new Error('The configuration lets LiveKit record without a line or a key to the bucket.');
  }
  const { fetch, close } = createS3Bucket(bucketOptions(config));
  const egress = createLiveKitEgress({ ...livekit, s3: { ...s3, accessKeyId, secretAccessKey } });
  return { ...createEgressRecorder({ egress, fetch }), close };
};

/** Without a key, the AWS SDK looks for one. */
export const bucketOptions = ({ s3 }: Config): S3BucketOptions => {
  const { accessKeyId, secretAccessKey, ...bucket } = s3;
  return {
    ...bucket,
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
  };
};
