/** An agent in a LiveKit room as the worker has one, as far as the gateway's tests need it: hears, speaks, presses keys. */
import {
  AudioFrame,
  AudioSource,
  AudioStream,
  DisconnectReason,
  LocalAudioTrack,
  Room,
  RoomEvent,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';
import { AccessToken } from 'livekit-server-sdk';
import { createSpeechDecoder, encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';
import type { RoomServer } from '../../scripts/rehearsal/stand-ins/sip/phone-room.js';
import { leaveRoom } from '../../src/telephony/agent-room.js';

const RATE_HZ = 24_000;
const FRAME_SAMPLES = RATE_HZ / 20;

export interface RoomAgent {
  readonly room: Room;
  /** What the phone has said so far. */
  readonly heard: string;
  /** What the phone does in the room: its call's status as it changes, and why it leaves. */
  readonly seen: readonly string[];
  /** Why the agent itself was put out of the room; null while it is in. */
  readonly putOut: string | null;
  /** Begins once somebody listens. Resolves when all was played. */
  say(text: string): Promise<void>;
  pressKey(digit: string): Promise<void>;
  leave(): Promise<void>;
}

const reasonOf = (reason: DisconnectReason | undefined): string => DisconnectReason[reason ?? 0] ?? '';

export async function joinAsAgent(server: RoomServer, roomName: string): Promise<RoomAgent> {
  const room = new Room();
  const seen: string[] = [];
  let heard = '';
  let putOut: string | null = null;
  room
    .on(RoomEvent.ParticipantConnected, ({ attributes }) => seen.push(attributes['sip.callStatus'] ?? ''))
    .on(RoomEvent.ParticipantAttributesChanged, (changed) => {
      seen.push(changed['sip.callStatus'] ?? Object.keys(changed).sort().join(' '));
    })
    .on(RoomEvent.ParticipantDisconnected, ({ disconnectReason }) => seen.push(reasonOf(disconnectReason)))
    .on(RoomEvent.Disconnected, (reason) => {
      putOut = reasonOf(reason);
    })
    .on(RoomEvent.TrackSubscribed, async (track) => {
      const decoder = createSpeechDecoder({
        sampleRateHz: RATE_HZ,
        onWord(word) {
          heard += word.text;
        },
      });
      for await (const { data } of new AudioStream(track, RATE_HZ, 1)) decoder.push(data);
    });
  const token = new AccessToken(server.apiKey, server.apiSecret, { identity: 'agent' });
  token.addGrant({ roomJoin: true, room: roomName });
  await room.connect(server.url, await token.toJwt(), { autoSubscribe: true, dynacast: false });
  const source = new AudioSource(RATE_HZ, 1);
  const track = LocalAudioTrack.createAudioTrack('agent', source);
  const options = new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE });
  const publication = await room.localParticipant?.publishTrack(track, options);

  return {
    room,
    seen,
    get heard() {
      return heard;
    },
    get putOut() {
      return putOut;
    },
    async say(text) {
      await publication?.waitForSubscription();
      const pcm = encodeSpeech(text);
      for (let start = 0; start < pcm.length; start += FRAME_SAMPLES) {
        const data = pcm.slice(start, start + FRAME_SAMPLES);
        await source.captureFrame(new AudioFrame(data, RATE_HZ, 1, data.length));
      }
      await source.waitForPlayout();
    },
    async pressKey(digit) {
      await room.localParticipant?.publishDtmf('0123456789*#'.indexOf(digit), digit);
    },
    async leave() {
      await track.close();
      await leaveRoom(room);
    },
  };
}
