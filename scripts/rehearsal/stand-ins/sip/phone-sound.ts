/**
 * Carries sound between a phone's track and its practice. What arrives from the agent is the clock, so that no sample
 * of it is lost or made up however unevenly it comes; a timer is, while there is no agent to hear.
 */
import {
  AudioFrame,
  AudioSource,
  AudioStream,
  LocalAudioTrack,
  type RemoteTrack,
  type Room,
  RoomEvent,
  TrackKind,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';
import { LINE_CHANNELS, LINE_SAMPLE_RATE_HZ } from '../../../../src/domain/line-audio.js';
import { type LineClock, startLineClock, TICK_MS } from '../../lines/line-clock.js';
import { isSilence } from '../../speech/level.js';

export interface PhoneSound {
  /** Resolves once it can be heard in the room. Rejects when the room is gone before. */
  readonly published: Promise<void>;
  /** Time begins for the practice, and it hears the agent. Before it neither hears nor says anything. */
  begin(): void;
  close(): Promise<void>;
}

const SAMPLES_PER_MS = LINE_SAMPLE_RATE_HZ / 1000;
/** What is sent ahead, so that a busy machine does not tear the speech. */
const LEAD_MS = 80;
/** More than this is waiting only after the machine stood still: silence is left out until it is less. */
const LONG_LEAD_MS = 160;
/** What the track holds: more than ever waits, for it drops without a word what it has no room for. */
const QUEUE_MS = 20_000;

/** `exchange` takes what the agent sends and gives as much of the phone's own. */
export function connectSound(room: Room, exchange: (fromAgent: Int16Array) => Int16Array): PhoneSound {
  const source = new AudioSource(LINE_SAMPLE_RATE_HZ, LINE_CHANNELS, QUEUE_MS);
  const track = LocalAudioTrack.createAudioTrack('phone', source);
  let reader: ReadableStreamDefaultReader<AudioFrame> | null = null;
  let clock: LineClock | null = null;
  let closed = false;

  const send = (pcm: Int16Array): void => {
    const frame = new AudioFrame(pcm, LINE_SAMPLE_RATE_HZ, LINE_CHANNELS, pcm.length);
    // It fails only when the track is closed at the same time.
    source.captureFrame(frame).catch(() => undefined);
  };
  const move = (fromAgent: Int16Array): void => {
    const toAgent = exchange(fromAgent);
    if (!closed && !(source.queuedDuration > LONG_LEAD_MS && isSilence(toAgent))) send(toAgent);
  };
  const keepTime = (): void => {
    clock = startLineClock(1, () => move(new Int16Array(TICK_MS * SAMPLES_PER_MS)));
  };

  const listenTo = async (remote: RemoteTrack): Promise<void> => {
    if (closed || remote.kind !== TrackKind.KIND_AUDIO) return;
    void reader?.cancel();
    const own = new AudioStream(remote, {
      sampleRate: LINE_SAMPLE_RATE_HZ,
      numChannels: LINE_CHANNELS,
      frameSizeMs: TICK_MS,
    }).getReader();
    reader = own;
    clock?.stop();
    for (;;) {
      const { done, value } = await own.read();
      if (done || reader !== own || closed) break;
      move(value.data);
    }
    if (reader === own && !closed) {
      reader = null;
      keepTime();
    }
  };

  const published = publish(room, track);

  return {
    published,
    begin() {
      if (closed) return;
      room.on(RoomEvent.TrackSubscribed, (remote) => void listenTo(remote));
      room.on(RoomEvent.TrackPublished, (publication) => publication.setSubscribed(true));
      for (const { trackPublications } of room.remoteParticipants.values()) {
        for (const publication of trackPublications.values()) publication.setSubscribed(true);
      }
      send(new Int16Array(LEAD_MS * SAMPLES_PER_MS));
      keepTime();
    },
    async close() {
      if (closed) return;
      closed = true;
      clock?.stop();
      await reader?.cancel();
      await published.catch(() => undefined);
      // With sound waiting, the native source goes on with it while it is taken down.
      source.clearQueue();
      await track.close();
    },
  };
}

async function publish(room: Room, track: LocalAudioTrack): Promise<void> {
  await room.localParticipant?.publishTrack(
    track,
    new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE, dtx: false, red: false }),
  );
}
