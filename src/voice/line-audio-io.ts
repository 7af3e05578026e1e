/**
 * The line's sound as LiveKit's AudioInput and AudioOutput, so that an AgentSession can be used without a room.
 * Made by `realtime-voice.ts` when the phone was picked up.
 */

import { ReadableStream, type ReadableStreamDefaultController } from 'node:stream/web';
import { voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { LINE_SAMPLE_RATE_HZ, type LineAudio } from '../domain/line-audio.js';

const MONO = 1;
const samplesToSeconds = (samples: number) => samples / LINE_SAMPLE_RATE_HZ;

/**
 * What the practice says, as the session hears it: silence of no length until there is a line.
 * The session takes its input only when it starts, which is before anybody is phoned.
 */
export class LineAudioInput extends voice.AudioInput {
  #controller: ReadableStreamDefaultController<AudioFrame> | undefined;
  #stopListening: () => void = () => undefined;

  constructor() {
    super();
    const frames = new ReadableStream<AudioFrame>({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => {
        this.#controller = undefined;
      },
    });
    this.multiStream.addInputStream(frames);
  }

  connect(line: LineAudio): void {
    // A frame must own its whole buffer: the native side reads from the buffer's beginning.
    this.#stopListening = line.onReceived((pcm) =>
      this.#controller?.enqueue(new AudioFrame(pcm.slice(), LINE_SAMPLE_RATE_HZ, MONO, pcm.length)),
    );
  }

  override async close(): Promise<void> {
    this.#stopListening();
    this.#controller?.close();
    this.#controller = undefined;
    await super.close();
  }
}

export interface PlaybackListener {
  /** The first sound of a turn reached the line. Unix ms. */
  started(atMs: number): void;
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
  /** Counts segments, so that the end of an old one is not taken for the end of the present one. */
  #segment = 0;

  constructor(line: LineAudio, listener: PlaybackListener) {
    super(LINE_SAMPLE_RATE_HZ, undefined, { pause: false });
    this.#line = line;
    this.#listener = listener;
  }

  override async captureFrame(frame: AudioFrame): Promise<void> {
    await super.captureFrame(frame);
    if (this.#givenSeconds === null) {
      this.#givenSeconds = 0;
      this.#segment += 1;
      const atMs = Date.now();
      this.onPlaybackStarted(atMs);
      this.#listener.started(atMs);
    }
    this.#givenSeconds += samplesToSeconds(frame.samplesPerChannel);
    await this.#line.play(frame.data);
  }

  /** The turn is complete: it ends when the line has played what it was given. */
  override flush(): void {
    super.flush();
    if (this.#givenSeconds === null) return;
    const segment = this.#segment;
    void this.#line.drained().then(() => {
      if (segment === this.#segment && this.#givenSeconds !== null) this.#finish(this.#givenSeconds, false);
    });
  }

  /** The practice began to speak: silence, at once. */
  override clearBuffer(): void {
    if (this.#givenSeconds === null) return;
    const playedSeconds = Math.max(0, this.#givenSeconds - this.#line.queuedMs() / 1000);
    super.flush();
    this.#line.discard();
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
