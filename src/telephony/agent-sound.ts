/**
 * What the agent says, on its way into the room: paced by the native queue, dropped at once when the practice speaks.
 * One for each leg; its track is published before the practice is phoned.
 */
import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  type Room,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';
import { LINE_CHANNELS, LINE_SAMPLE_RATE_HZ, type LineAudio } from '../domain/line-audio.js';

/** What the line holds of sound that is waiting to be played. */
const QUEUE_MS = 300;
/** 100 ms: less than the queue, so that it never runs dry between two blocks; each is an errand to the native side. */
const BLOCK_SAMPLES = LINE_SAMPLE_RATE_HZ / 10;
const SAMPLES_PER_MS = LINE_SAMPLE_RATE_HZ / 1000;

export interface AgentSound extends Pick<LineAudio, 'play' | 'drained' | 'discard' | 'queuedMs'> {
  /** Drops what is waiting and all that is given from now on. */
  close(): Promise<void>;
}

export const publishAgentSound = async (room: Room): Promise<AgentSound> => {
  const source = new AudioSource(LINE_SAMPLE_RATE_HZ, LINE_CHANNELS, QUEUE_MS);
  const track = LocalAudioTrack.createAudioTrack('agent', source);
  await room.localParticipant?.publishTrack(
    track,
    new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE }),
  );
  /** Blocks go to the native queue one after the other: it takes no second one while the first waits for room. */
  let last: Promise<void> = Promise.resolve();
  let waitingSamples = 0;
  /** Counts discards: what was given before the last one is not played any more. */
  let discards = 0;
  let closed = false;

  const feed = async (blocks: readonly Int16Array[], discardsBefore: number): Promise<void> => {
    for (const block of blocks) {
      if (closed || discards !== discardsBefore) return;
      waitingSamples -= block.length;
      await source.captureFrame(new AudioFrame(block, LINE_SAMPLE_RATE_HZ, LINE_CHANNELS, block.length));
    }
  };

  const discard = (): void => {
    discards += 1;
    waitingSamples = 0;
    if (!closed) source.clearQueue();
  };

  return {
    play(pcm) {
      if (closed || pcm.length === 0) return Promise.resolve();
      waitingSamples += pcm.length;
      const blocks = blocksOf(pcm);
      const discardsBefore = discards;
      // A source that was closed meanwhile takes nothing: the leg is over, and its watcher knows.
      last = last.then(() => feed(blocks, discardsBefore)).catch(() => undefined);
      return last;
    },
    async drained() {
      await last;
      await source.waitForPlayout();
    },
    discard,
    queuedMs: () => source.queuedDuration + waitingSamples / SAMPLES_PER_MS,
    async close() {
      if (closed) return;
      discard();
      closed = true;
      await last;
      await track.close();
    },
  };
};

/** A frame must own its whole buffer, for the native side reads the buffer from its beginning: hence copies. */
const blocksOf = (pcm: Int16Array): Int16Array[] =>
  Array.from({ length: Math.ceil(pcm.length / BLOCK_SAMPLES) }, (_, index) =>
    pcm.slice(index * BLOCK_SAMPLES, (index + 1) * BLOCK_SAMPLES),
  );
