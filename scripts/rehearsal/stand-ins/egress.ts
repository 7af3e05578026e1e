/**
 * LiveKit's recorder (Egress) without LiveKit: answers the part of its API that records one track into a bucket, and
 * lists who is in a room. What somebody says there is given to it as sound; when a recording ends, the file goes to
 * the S3 service that the request names, with the request's key. Used by tests. It joins no room.
 *
 * Errors and their order are those of livekit-server 1.9 and egress 1.10.
 */
import {
  type EgressInfo,
  EgressStatus,
  ParticipantInfo,
  TokenVerifier,
  TrackCompositeEgressRequest,
  TrackInfo,
  TrackType,
  type VideoGrant,
} from 'livekit-server-sdk';
import { createTrackRecording, type TrackRecording, type TrackSound } from './egress/track-recording.js';
import { bearerToken, type HttpReply, type HttpRequest, json, startHttpStandIn } from './http-stand-in.js';
import { TwirpError } from './sip/twirp.js';
import type { StandIn } from './stand-in.js';

/** How recordings end from now on, other than well. `stuck`: they never do. */
export type EgressFate = 'failed' | 'aborted' | 'limit-reached' | 'stuck' | 'backup-storage';

export interface EgressStandIn extends StandIn {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Somebody joins a room, made where there is none, and speaks. */
  join(roomName: string, identity: string, sound: TrackSound): void;
  /** The room is closed: every recording in it ends. Resolves when they have. */
  closeRoom(roomName: string): Promise<void>;
  /** Recordings of this participant, or of all, end so; `null`: well. */
  endAs(fate: EgressFate | null, identity?: string): void;
  /** In the order in which they were begun. */
  readonly recordings: readonly EgressInfo[];
}

const METHOD = /^\/twirp\/livekit\.(\w+\/\w+)$/;

interface Participant {
  readonly identity: string;
  readonly trackId: string;
  readonly sound: TrackSound;
}

export async function startEgressStandIn(): Promise<EgressStandIn> {
  const [apiKey, apiSecret] = ['APIegress', 'egress-secret-of-a-sufficient-length'];
  const verifier = new TokenVerifier(apiKey, apiSecret);
  const rooms = new Map<string, Participant[]>();
  const recordings = new Map<string, TrackRecording>();
  const fates = new Map<string | null, EgressFate | null>();

  const allow = async ({ headers }: HttpRequest, allows: (grant: VideoGrant) => boolean): Promise<void> => {
    const claims = await verifier.verify(bearerToken(headers) ?? '').catch(() => null);
    if (!claims?.video || !allows(claims.video))
      throw new TwirpError('unauthenticated', 'permissions denied');
  };

  const start = (body: Record<string, never>): HttpReply => {
    const request = TrackCompositeEgressRequest.fromJson(body, { ignoreUnknownFields: true });
    const room = rooms.get(request.roomName);
    if (!room) throw new TwirpError('not_found', 'requested room does not exist');
    if (request.audioTrackId === '')
      throw new TwirpError('invalid_argument', 'audio_track_id or video_track_id');
    const speaker = room.find(({ trackId }) => trackId === request.audioTrackId);
    if (!speaker) throw new TwirpError('not_found', `track ${request.audioTrackId} not found`);
    const fate = () => fates.get(speaker.identity) ?? fates.get(null) ?? null;
    const recording = createTrackRecording(request, speaker.sound, fate);
    recordings.set(recording.info.egressId, recording);
    return json(200, recording.info.toJson());
  };

  const stop = (egressId: string): HttpReply => {
    const recording = recordings.get(egressId);
    if (!recording) throw new TwirpError('not_found', 'egress does not exist');
    const { info } = recording;
    if (info.status !== EgressStatus.EGRESS_ACTIVE) {
      const status = EgressStatus[info.status];
      throw new TwirpError('failed_precondition', `egress with status ${status} cannot be stopped`);
    }
    void recording.end();
    return json(200, info.toJson());
  };

  const listEgress = (egressId: string): HttpReply => {
    const listed = [...recordings.values()].filter(({ info }) => info.egressId === egressId);
    return json(200, { items: listed.map(({ info }) => info.toJson()) });
  };

  const listParticipants = (roomName: string): HttpReply => {
    const participants = (rooms.get(roomName) ?? []).map(({ identity, trackId }) => {
      const track = new TrackInfo({ sid: trackId, type: TrackType.AUDIO });
      return new ParticipantInfo({ identity, tracks: [track] }).toJson();
    });
    return json(200, { participants });
  };

  const serve = async (request: HttpRequest): Promise<HttpReply> => {
    const method = METHOD.exec(request.path)?.[1];
    const body = JSON.parse(request.body.toString());
    if (method === 'RoomService/ListParticipants') {
      await allow(request, ({ roomAdmin, room }) => roomAdmin === true && room === body.room);
      return listParticipants(body.room);
    }
    await allow(request, ({ roomRecord }) => roomRecord === true);
    switch (method) {
      case 'Egress/StartTrackCompositeEgress':
        return start(body);
      case 'Egress/StopEgress':
        return stop(body.egressId);
      case 'Egress/ListEgress':
        return listEgress(body.egressId);
      default:
        throw new TwirpError('bad_route', `no handler for path "${request.path}"`);
    }
  };

  const standIn = await startHttpStandIn({
    name: 'egress',
    answer: (request) =>
      serve(request).catch((error: unknown) => {
        if (error instanceof TwirpError) return error.toReply();
        throw error;
      }),
    failures: { error: () => new TwirpError('internal', 'internal error').toReply() },
  });

  return {
    ...standIn,
    url: standIn.url.replace(/^http/, 'ws'),
    apiKey,
    apiSecret,
    join(roomName, identity, sound) {
      const room = rooms.get(roomName) ?? [];
      rooms.set(roomName, [...room, { identity, trackId: `TR_${roomName}_${identity}`, sound }]);
    },
    async closeRoom(roomName) {
      rooms.delete(roomName);
      const inRoom = [...recordings.values()].filter(({ info }) => info.roomName === roomName);
      await Promise.all(inRoom.map((recording) => recording.end()));
    },
    endAs(fate, identity) {
      fates.set(identity ?? null, fate);
    },
    get recordings() {
      return [...recordings.values()].map(({ info }) => info);
    },
  };
}
