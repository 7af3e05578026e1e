/**
 * The line's sound on its way to the Realtime session and from the AgentSession, which so needs no room.
 * Made by `realtime-voice.ts` when the phone was picked up.
 */
import { voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { LINE_CHANNELS, LINE_SAMPLE_RATE_HZ, type LineAudio } from '../domain/line-audio.js';

/** 100 ms, which is what the Realtime session sends at a time. */
const BLOCK_SAMPLES = LINE_SAMPLE_RATE_HZ / 10;
const samplesToSeconds = (samples: number) => samples / LINE_SAMPLE_RATE_HZ;

/**
 * Gives what the practice says to `push`, in blocks of 100 ms. Returns the function that stops it.
 *
 * `push` is the Realtime session's own `pushAudio`. An AudioInput of the AgentSession would do as well, but 1.9.0 keeps
 * a second copy of it for a speech recogniser: where there is none, every frame stays to the end of the call, which is
 * 9 MB of memory a minute.
 */
export const listenTo = (line: LineAudio, push: (frame: AudioFrame) => void): (() => void) => {
  let block = new Int16Array(BLOCK_SAMPLES);
  let filled = 0;
  return line.onReceived((pcm) => {
    for (let taken = 0; taken < pcm.length; ) {
      const part = pcm.subarray(taken, taken + block.length - filled);
      block.set(part, filled);
      taken += part.length;
      filled += part.length;
      if (filled < block.length) continue;
      push(new AudioFrame(block, LINE_SAMPLE_RATE_HZ, LINE_CHANNELS, block.length));
      // A frame must own its whole buffer: the session sends the buffer from its beginning.
      block = new Int16Array(BLOCK_SAMPLES);
      filled = 0;
    }
  });
};

export interface PlaybackListener {
  /** The first sound of a turn reached the line, or would have: nobody hears a muted one. Unix ms. */
  started(atMs: number, isMuted: boolean): void;
  /** The turn was played to its end, or cut off. */
  finished(atMs: number): void;
  /** Which of the turn's words were heard when it was cut off after so many of its seconds. */
  heardUntil(playedSeconds: number): string;
}

/** What the agent says, as the practice hears it. */
export class LineAudioOutput extends voice.AudioOutput {
  readonly #line: LineAudio;
  readonly #listener: PlaybackListener;
  /** Seconds of sound given to the line in the segment under way; null between segments. */
  #givenSeconds: number | null = null;
  /** Nothing of the segment under way reaches the line. */
  #isSegmentMuted = false;
  #isMuted = false;
  /** Counts segments, so that the end of an old one is not taken for the end of the present one. */
  #segment = 0;

  constructor(line: LineAudio, listener: PlaybackListener) {
    super(LINE_SAMPLE_RATE_HZ, undefined, { pause: false });
    this.#line = line;
    this.#listener = listener;
  }

  /** Of segments that begin from now on, nothing reaches the line; the one under way goes on as it began. */
  set muted(isMuted: boolean) {
    this.#isMuted = isMuted;
  }

  override async captureFrame(frame: AudioFrame): Promise<void> {
    await super.captureFrame(frame);
    if (this.#givenSeconds === null) {
      this.#givenSeconds = 0;
      this.#segment += 1;
      this.#isSegmentMuted = this.#isMuted;
      const atMs = Date.now();
      this.onPlaybackStarted(atMs);
      this.#listener.started(atMs, this.#isSegmentMuted);
    }
    this.#givenSeconds += samplesToSeconds(frame.samplesPerChannel);
    if (!this.#isSegmentMuted) await this.#line.play(frame.data);
  }

  /** The turn is complete: it ends when the line has played what it was given. */
  override flush(): void {
    super.flush();
    if (this.#givenSeconds === null) return;
    if (this.#isSegmentMuted) {
      this.#finish(this.#givenSeconds, false);
      return;
    }
    const segment = this.#segment;
    void this.#line.drained().then(() => {
      if (segment === this.#segment && this.#givenSeconds !== null) this.#finish(this.#givenSeconds, false);
    });
  }

  /** The practice began to speak: silence, at once. */
  override clearBuffer(): void {
    if (this.#givenSeconds === null) return;
    const playedSeconds = this.#isSegmentMuted
      ? 0
      : Math.max(0, this.#givenSeconds - this.#line.queuedMs() / 1000);
    super.flush();
    if (!this.#isSegmentMuted) this.#line.discard();
    this.#finish(playedSeconds, true);
  }

  #finish(playedSeconds: number, interrupted: boolean): void {
    this.#givenSeconds = null;
    this.#listener.finished(Date.now());
    this.onPlaybackFinished({
      playbackPosition: playedSeconds,
      interrupted,
      ...(interrupted ? { synchronizedTranscript: this.#listener.heardUntil(playedSeconds) } : {}),
    });
  }
}
