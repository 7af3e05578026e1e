/**
 * LiveKit's own recorder (Egress): records one track of a room into the bucket, as Opus in an OGG file. Used by the
 * egress recorder. It waits for what LiveKit does and tells how it ended; it reads no file.
 *
 * A track and not a participant is recorded: for a participant LiveKit expects video too, and refuses OGG.
 * Source: https://docs.livekit.io/home/egress/participant
 */
import type { EgressClient, EgressInfo, RoomServiceClient } from 'livekit-server-sdk';
import pRetry from 'p-retry';

const SECOND = 1_000;
/** Whoever is in the room publishes at once. */
const TRACK_LIMIT_MS = 15 * SECOND;
const TRACK_PAUSE_MS = 500;
/** A file of an hour is finished and uploaded within seconds. */
const STORE_LIMIT_MS = 60 * SECOND;
const STORE_PAUSE_MS = SECOND;

/** Plenty for the sound of a telephone: an hour takes 14 MB, of the 25 MB that the transcription API takes. */
const AUDIO_KBITS = 32;
/** The highest that Opus knows; LiveKit's own default is none of Opus's. */
const AUDIO_HZ = 48_000;

export interface LiveKitEgressOptions {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Where LiveKit puts the files, and with which key. */
  readonly s3: {
    readonly bucket: string;
    readonly region: string;
    readonly endpoint?: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
}

/** How a recording ended. */
export type EgressEnd =
  /** The file is there. Unix times in ms of its first and last sound; `note` says why it may end before the call. */
  | {
      readonly kind: 'stored';
      readonly startedAtMs: number;
      readonly endedAtMs: number;
      readonly note: string | null;
    }
  | { readonly kind: 'failed'; readonly why: string };

export interface LiveKitEgress {
  /** The id of the track that a participant speaks on. Rejects when there is none in time. */
  trackOf(roomName: string, identity: string, signal: AbortSignal): Promise<string>;
  /** Resolves to the id of the recording, which goes on until the track, the room or {@link stop} ends it. */
  start(roomName: string, trackId: string, key: string): Promise<string>;
  /** Never rejects: a recording that has ended cannot be stopped, and {@link end} tells the rest. */
  stop(egressId: string): Promise<void>;
  /** Waits until a recording that was stopped is stored. Rejects when that takes too long, or `signal` ends it. */
  end(egressId: string, signal: AbortSignal): Promise<EgressEnd>;
}

export const createLiveKitEgress = (options: LiveKitEgressOptions): LiveKitEgress => {
  const { url, apiKey, apiSecret, s3 } = options;
  let clients: { readonly egress: EgressClient; readonly rooms: RoomServiceClient } | null = null;

  // Loaded at the first use: a worker that waits for calls need not hold it.
  const open = async () => {
    const sdk = await import('livekit-server-sdk');
    clients ??= {
      // Failover would send a request whose answer was lost to another region: two recordings of one track.
      egress: new sdk.EgressClient(url, apiKey, apiSecret, { failover: false }),
      rooms: new sdk.RoomServiceClient(url, apiKey, apiSecret),
    };
    return { ...clients, sdk };
  };

  const trackOf: LiveKitEgress['trackOf'] = async (roomName, identity, signal) => {
    const { rooms, sdk } = await open();
    const find = async (): Promise<string> => {
      const participants = await rooms.listParticipants(roomName);
      const tracks = participants.find((participant) => participant.identity === identity)?.tracks ?? [];
      const track = tracks.find(({ type }) => type === sdk.TrackType.AUDIO);
      if (track === undefined) throw new Error(`${identity} has no sound in the room ${roomName}`);
      return track.sid;
    };
    return retried(find, TRACK_LIMIT_MS, TRACK_PAUSE_MS, signal);
  };

  const start: LiveKitEgress['start'] = async (roomName, trackId, key) => {
    const { egress, sdk } = await open();
    const upload = new sdk.S3Upload({
      bucket: s3.bucket,
      region: s3.region,
      accessKey: s3.accessKeyId,
      secret: s3.secretAccessKey,
      ...(s3.endpoint !== undefined && { endpoint: s3.endpoint, forcePathStyle: true }),
    });
    const file = new sdk.EncodedFileOutput({
      fileType: sdk.EncodedFileType.OGG,
      filepath: key,
      disableManifest: true,
      output: { case: 's3', value: upload },
    });
    const encodingOptions = new sdk.EncodingOptions({
      audioCodec: sdk.AudioCodec.OPUS,
      audioBitrate: AUDIO_KBITS,
      audioFrequency: AUDIO_HZ,
    });
    // Never repeated: a request that failed may have begun a recording.
    const { egressId } = await egress.startTrackCompositeEgress(
      roomName,
      { file },
      { audioTrackId: trackId, encodingOptions },
    );
    return egressId;
  };

  const stop: LiveKitEgress['stop'] = async (egressId) => {
    const { egress } = await open();
    await egress.stopEgress(egressId).catch(() => undefined);
  };

  const end: LiveKitEgress['end'] = async (egressId, signal) => {
    const { egress, sdk } = await open();
    const { EGRESS_STARTING, EGRESS_ACTIVE, EGRESS_ENDING } = sdk.EgressStatus;
    const look = async (): Promise<EgressInfo> => {
      const [info] = await egress.listEgress({ egressId });
      if (info === undefined) throw new Error('LiveKit does not know the recording');
      if ([EGRESS_STARTING, EGRESS_ACTIVE, EGRESS_ENDING].includes(info.status)) {
        throw new Error(`LiveKit did not store the recording within ${STORE_LIMIT_MS / SECOND} s`);
      }
      return info;
    };
    return endOf(await retried(look, STORE_LIMIT_MS, STORE_PAUSE_MS, signal), sdk.EgressStatus);
  };

  return { trackOf, start, stop, end };
};

/** Rejects with the last error. */
const retried = <T>(
  look: () => Promise<T>,
  limitMs: number,
  pauseMs: number,
  signal: AbortSignal,
): Promise<T> =>
  pRetry(look, { retries: limitMs / pauseMs, minTimeout: pauseMs, factor: 1, maxRetryTime: limitMs, signal });

const endOf = (
  info: EgressInfo,
  { EGRESS_ABORTED, EGRESS_FAILED, EGRESS_LIMIT_REACHED }: typeof import('livekit-server-sdk').EgressStatus,
): EgressEnd => {
  const because = info.error === '' ? '' : `: ${info.error}`;
  if (info.status === EGRESS_FAILED) return failed(`LiveKit could not record it${because}`);
  if (info.status === EGRESS_ABORTED) return failed(`LiveKit gave it up before it was recorded${because}`);
  const [file] = info.fileResults;
  if (file === undefined || file.size === 0n) return failed('LiveKit stored no file');
  if (info.backupStorageUsed) return failed('the bucket did not take it: it is in LiveKit’s backup storage');
  const startedAtMs = msOf(file.startedAt);
  const note = info.status === EGRESS_LIMIT_REACHED ? 'LiveKit’s limit for a recording was reached' : null;
  return { kind: 'stored', startedAtMs, endedAtMs: startedAtMs + msOf(file.duration), note };
};

const failed = (why: string): EgressEnd => ({ kind: 'failed', why });

const msOf = (nanoseconds: bigint): number => Number(nanoseconds / 1_000_000n);
