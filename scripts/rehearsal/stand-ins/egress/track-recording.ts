/** One recording of the stand-in for LiveKit's recorder: from the request to the file in the bucket. */
import { randomUUID } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  EgressInfo,
  EgressStatus,
  EncodedFileType,
  type S3Upload,
  type TrackCompositeEgressRequest,
} from 'livekit-server-sdk';
import { toOggOpus } from '../../speech/ogg-opus.js';
import type { EgressFate } from '../egress.js';
import { TwirpError } from '../sip/twirp.js';

/** What is said on a track while it is recorded. */
export interface TrackSound {
  readonly pcm: Int16Array;
  readonly sampleRateHz: number;
}

export interface TrackRecording {
  /** Changes as the recording goes on. */
  readonly info: EgressInfo;
  /** Ends it, and uploads what there is. Idempotent. */
  end(): Promise<void>;
}

const NANOSECONDS_PER_MS = 1_000_000n;
/** LiveKit's default. */
const DEFAULT_KBITS = 128;

const nowNs = (): bigint => BigInt(Date.now()) * NANOSECONDS_PER_MS;

/** Throws the {@link TwirpError} of a request that the real service refuses. */
export function createTrackRecording(
  request: TrackCompositeEgressRequest,
  sound: TrackSound,
  fate: () => EgressFate | null,
): TrackRecording {
  const { file, s3 } = outputOf(request);
  const kbits = request.options.case === 'advanced' ? request.options.value.audioBitrate : 0;
  const startedAt = nowNs();
  const info = new EgressInfo({
    egressId: `EG_${randomUUID().replaceAll('-', '').slice(0, 12)}`,
    roomName: request.roomName,
    status: EgressStatus.EGRESS_ACTIVE,
    startedAt,
    fileResults: [{ filename: file, startedAt }],
  });

  const upload = async (): Promise<void> => {
    const body = await toOggOpus(sound.pcm, sound.sampleRateHz, kbits || DEFAULT_KBITS);
    const client = clientOf(s3);
    try {
      await client.send(
        new PutObjectCommand({ Bucket: s3.bucket, Key: file, Body: body, ContentType: 'audio/ogg' }),
      );
    } finally {
      client.destroy();
    }
    const [result] = info.fileResults;
    if (!result) return;
    result.size = BigInt(body.length);
    result.duration = BigInt(Math.round((sound.pcm.length * 1000) / sound.sampleRateHz)) * NANOSECONDS_PER_MS;
    result.endedAt = startedAt + result.duration;
    result.location = `${s3.endpoint || `https://${s3.bucket}.s3.${s3.region}.amazonaws.com`}/${file}`;
  };

  const finish = async (): Promise<void> => {
    info.status = EgressStatus.EGRESS_ENDING;
    const how = fate();
    if (how === 'stuck') return;
    info.endedAt = nowNs();
    if (how === 'aborted') {
      info.status = EgressStatus.EGRESS_ABORTED;
      info.error = 'Stop called before pipeline could start';
      return;
    }
    try {
      if (how === 'failed') throw new Error('pipeline frozen');
      await upload();
      info.backupStorageUsed = how === 'backup-storage';
      info.status =
        how === 'limit-reached' ? EgressStatus.EGRESS_LIMIT_REACHED : EgressStatus.EGRESS_COMPLETE;
    } catch (error) {
      info.status = EgressStatus.EGRESS_FAILED;
      info.error = error instanceof Error ? error.message : String(error);
    }
  };

  let ending: Promise<void> | null = null;
  return {
    info,
    end: () => {
      ending ??= finish();
      return ending;
    },
  };
}

function outputOf({ fileOutputs }: TrackCompositeEgressRequest): { file: string; s3: S3Upload } {
  const [output] = fileOutputs;
  if (!output) throw new TwirpError('invalid_argument', 'request has missing or invalid field: output');
  if (output.fileType !== EncodedFileType.OGG) {
    throw new TwirpError('unimplemented', 'the stand-in makes OGG files only');
  }
  if (output.output.case !== 's3') throw new TwirpError('unimplemented', 'the stand-in uploads to S3 only');
  return { file: output.filepath, s3: output.output.value };
}

const clientOf = ({ region, endpoint, forcePathStyle, accessKey, secret }: S3Upload): S3Client =>
  new S3Client({
    region,
    forcePathStyle,
    maxAttempts: 1,
    credentials: { accessKeyId: accessKey, secretAccessKey: secret },
    ...(endpoint ? { endpoint } : {}),
  });
