/**
 * One answered call on the in-memory line: moves sound and keys between the agent and the practice until one of
 * them ends it. memory-line.ts opens it after the ringing.
 */
import type { CallEvent } from '../../../machines/call.events.js';
import { LINE_SAMPLE_RATE_HZ, type LineAudio } from '../../../src/domain/line-audio.js';
import type { Practice } from '../practice/practice.js';
import { createKeyPresses } from './key-presses.js';
import { startLineClock, TICK_MS } from './line-clock.js';
import { createPlayoutQueue } from './playout-queue.js';

export interface MemoryLeg {
  readonly audio: LineAudio;
  /** Presses one key. Rejects when the leg has ended. */
  sendKey(key: string): Promise<void>;
  /** Reports what ended the leg, unless we hung up. Returns the function that stops it. */
  watch(report: (event: CallEvent) => void): () => void;
  /** We hang up. Idempotent. */
  hangUp(): void;
  /** The line breaks. */
  break(reason: string): void;
}

const SAMPLES_PER_MS = LINE_SAMPLE_RATE_HZ / 1000;
/** What a line holds of sound that is waiting to be played. */
const QUEUE_MS = 200;

export function openMemoryLeg(practice: Practice, speed: number): MemoryLeg {
  const queue = createPlayoutQueue(QUEUE_MS * SAMPLES_PER_MS);
  const keyPresses = createKeyPresses((key) => practice.pressKey(key));
  const listeners = new Set<(pcm: Int16Array) => void>();
  const watchers = new Set<(event: CallEvent) => void>();
  /** What ended the leg: null while it lives, 'us' when we hung up. */
  let ending: CallEvent | 'us' | null = null;
  const clock = startLineClock(speed, moveSound);

  function moveSound(): void {
    keyPresses.advance(TICK_MS);
    const received = practice.exchange(queue.take(TICK_MS * SAMPLES_PER_MS));
    for (const listener of listeners) {
      listener(received.slice());
    }
    if (practice.hungUp) {
      end({ type: 'practice.hungUp', atMs: Date.now() });
    }
  }

  function end(by: CallEvent | 'us'): void {
    if (ending !== null) {
      return;
    }
    ending = by;
    clock.stop();
    queue.close();
    keyPresses.close();
    listeners.clear();
    if (by !== 'us') {
      for (const report of watchers) {
        report(by);
      }
    }
    watchers.clear();
  }

  return {
    audio: {
      onReceived(listener) {
        // Wrapped, so that the same function may listen twice.
        const entry = (pcm: Int16Array): void => listener(pcm);
        listeners.add(entry);
        return () => listeners.delete(entry);
      },
      play: (pcm) => queue.put(pcm),
      drained: () => queue.drained(),
      discard: () => queue.clear(),
      queuedMs: () => queue.waitingSamples / SAMPLES_PER_MS,
    },
    sendKey: (key) => keyPresses.press(key),
    watch(report) {
      // Wrapped, so that the same function may watch twice.
      const entry = (event: CallEvent): void => report(event);
      watchers.add(entry);
      // Not at once: the watcher must have what it needs to stop first.
      queueMicrotask(() => {
        if (ending !== null && ending !== 'us' && watchers.delete(entry)) {
          report(ending);
        }
      });
      return () => watchers.delete(entry);
    },
    hangUp: () => end('us'),
    break: (reason) => end({ type: 'line.lost', reason, atMs: Date.now() }),
  };
}
