/**
 * What the practice sends, handed to whoever listens, from the answer on. Sound that comes before the first listener is
 * kept for it, within a bound. One for each leg.
 */
import { AudioStream, type RemoteTrack } from '@livekit/rtc-node';
import { LINE_CHANNELS, LINE_SAMPLE_RATE_HZ } from '../domain/line-audio.js';

/** 50 ms cost a fifth of the events of LiveKit's usual 10 ms; 100 ms would gain nothing more. */
const BLOCK_MS = 50;
/** 5 s; after that the oldest is dropped. A first listener comes in milliseconds, on a full machine after up to 3.3 s. */
const KEPT_BLOCKS = 100;

export interface ReceivedSound {
  onReceived(listener: (pcm: Int16Array) => void): () => void;
  /** Reads a track of the practice until it ends. */
  read(track: RemoteTrack): void;
  /** The practice has answered: what comes from now on is its own sound. */
  open(): void;
  close(): void;
}

export const createReceivedSound = (): ReceivedSound => {
  const listeners = new Set<(pcm: Int16Array) => void>();
  const readers = new Set<ReadableStreamDefaultReader<{ readonly data: Int16Array }>>();
  let isOpen = false;
  let kept: Int16Array[] | null = [];
  let release: NodeJS.Immediate | undefined;

  /** A block belongs to its listener. */
  const give = (pcm: Int16Array): void => {
    for (const listener of listeners) listener(pcm.slice());
  };

  /** Not at once: those who begin to listen together are to hear the same. */
  const giveKept = (): void => {
    const blocks = kept ?? [];
    kept = null;
    for (const pcm of blocks) give(pcm);
  };

  const take = (pcm: Int16Array): void => {
    if (!isOpen) return;
    if (kept === null) {
      give(pcm);
      return;
    }
    kept.push(pcm);
    if (kept.length > KEPT_BLOCKS) kept.shift();
  };

  const readAll = async (track: RemoteTrack): Promise<void> => {
    const stream = new AudioStream(track, {
      sampleRate: LINE_SAMPLE_RATE_HZ,
      numChannels: LINE_CHANNELS,
      frameSizeMs: BLOCK_MS,
    });
    const reader = stream.getReader();
    readers.add(reader);
    for (let next = await reader.read(); !next.done; next = await reader.read()) take(next.value.data);
    readers.delete(reader);
  };

  return {
    onReceived(listener) {
      // Wrapped, so that the same function may listen twice.
      const entry = (pcm: Int16Array): void => listener(pcm);
      listeners.add(entry);
      release ??= setImmediate(giveKept);
      return () => listeners.delete(entry);
    },
    read(track) {
      // A stream that fails ends, as that of a track that is gone.
      readAll(track).catch(() => undefined);
    },
    open() {
      isOpen = true;
    },
    close() {
      isOpen = false;
      clearImmediate(release);
      listeners.clear();
      kept = null;
      for (const reader of readers) reader.cancel().catch(() => undefined);
      readers.clear();
    },
  };
};
