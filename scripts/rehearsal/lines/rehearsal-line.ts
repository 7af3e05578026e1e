/**
 * The phone lines that carry a rehearsal, in one form: `memory`, inside this process, and `livekit`, over rooms and
 * WebRTC on a real livekit-server. Behind every number is a practice that plays its script.
 */
import type { Telephony } from '../../../machines/call.ports.js';
import type { PracticeScript } from '../practice/practice-script.js';
import type { LineCall } from './line-call.js';
import { createMemoryLine } from './memory-line.js';

export const LINES = ['memory', 'livekit'] as const;
export type LineName = (typeof LINES)[number];

export interface RehearsalLine {
  /** In the order in which they were first dialed. */
  readonly calls: readonly LineCall[];
  /** What a worker is started with to phone over this line. */
  readonly forWorker: { readonly telephony?: Telephony };
  /** What a worker has in its environment for it. */
  readonly env: Readonly<Record<string, string>>;
  /** Breaks the line of a call, as a network does. Does nothing where none is open. */
  breakLine(callId: string): Promise<void>;
  /** Ends what is on and frees everything. The worker must be closed before. */
  close(): Promise<void>;
}

export interface LineOptions {
  /** Who answers at a number. */
  readonly answer: (toE164: string) => PracticeScript;
  /** The line's ms for each real one. Default 1: real time, in which the line `livekit` always runs. */
  readonly speed?: number;
}

/** Resolves when calls can be placed. Rejects, with what to install, where the line cannot be had. */
export async function openLine(name: LineName, options: LineOptions): Promise<RehearsalLine> {
  // LiveKit's library writes what it does on the standard output else. It reads this once, when it is loaded.
  process.env['NODE_ENV'] ??= 'production';
  if (name === 'memory') return openMemoryLine(options);
  const { speed = 1, answer } = options;
  if (speed !== 1) throw new Error('The line livekit runs in real time: its speed is 1.');
  const { openLiveKitLine } = await import('./livekit-line.js');
  return openLiveKitLine(answer);
}

function openMemoryLine(options: LineOptions): RehearsalLine {
  const line = createMemoryLine(options);
  return {
    get calls() {
      return line.calls;
    },
    forWorker: { telephony: line },
    env: {},
    async breakLine(callId) {
      try {
        line.breakLine(callId);
      } catch {
        // It was not answered, so nothing is open.
      }
    },
    close: () => line.close(),
  };
}
