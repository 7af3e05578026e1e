/**
 * In-process sound for an AgentSession in tests: what it hears is pushed in, what it says is collected and played
 * against a clock of its own, several times faster than real time.
 */
import { ReadableStream, type ReadableStreamDefaultController } from 'node:stream/web';
import { voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';

const RATE_HZ = 24_000;
const FRAME_SAMPLES = RATE_HZ / 50;

export class TestInput extends voice.AudioInput {
  #controller: ReadableStreamDefaultController<AudioFrame> | null = null;

  constructor() {
    super();
    const source = new ReadableStream<AudioFrame>({
      start: (controller) => {
        this.#controller = controller;
      },
    });
    this.multiStream.addInputStream(source);
  }

  push(pcm: Int16Array): void {
    for (let offset = 0; offset + FRAME_SAMPLES <= pcm.length; offset += FRAME_SAMPLES) {
      const samples = pcm.slice(offset, offset + FRAME_SAMPLES);
      this.#controller?.enqueue(new AudioFrame(samples, RATE_HZ, 1, samples.length));
    }
  }

  override async close(): Promise<void> {
    this.#controller?.close();
    await super.close();
  }
}

/** `speed`: how many times faster than real time it plays. */
export class TestOutput extends voice.AudioOutput {
  readonly played: Int16Array[] = [];
  #startedAt: number | null = null;
  #samples = 0;
  #end: NodeJS.Timeout | null = null;
  readonly #speed: number;

  constructor(speed: number) {
    super(RATE_HZ, undefined, { pause: false });
    this.#speed = speed;
  }

  override async captureFrame(frame: AudioFrame): Promise<void> {
    await super.captureFrame(frame);
    if (this.#startedAt === null) {
      this.#startedAt = performance.now();
      this.onPlaybackStarted(Date.now());
    }
    this.played.push(frame.data.slice());
    this.#samples += frame.samplesPerChannel;
  }

  override flush(): void {
    super.flush();
    if (this.#startedAt === null) return;
    const leftMs = (this.#seconds() - this.#position()) * (1000 / this.#speed);
    this.#end = setTimeout(() => this.#finish(this.#seconds(), false), Math.max(0, leftMs));
  }

  override clearBuffer(): void {
    if (this.#startedAt === null) return;
    super.flush();
    this.#finish(this.#position(), true);
  }

  #seconds(): number {
    return this.#samples / RATE_HZ;
  }

  #position(): number {
    const elapsed = ((performance.now() - (this.#startedAt ?? 0)) / 1000) * this.#speed;
    return Math.min(this.#seconds(), elapsed);
  }

  #finish(playbackPosition: number, interrupted: boolean): void {
    if (this.#end) clearTimeout(this.#end);
    this.#end = null;
    this.#startedAt = null;
    this.#samples = 0;
    this.onPlaybackFinished({ playbackPosition, interrupted });
  }
}
