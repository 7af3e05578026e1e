/** An in-memory line that keeps account of its calls: how often each was dialed, and which are still open. */
import type { Telephony } from '../../machines/call.ports.js';
import type { LineCall } from '../../scripts/rehearsal/lines/line-call.js';
import type { MemoryLine } from '../../scripts/rehearsal/lines/memory-line.js';
import type { DialResult } from '../../src/domain/dial-result.js';

export interface WatchedLine extends Telephony {
  /** The call of that id; null when it was never dialed. */
  call(callId: string): LineCall | null;
  /** What became of each dial of a call, in order. */
  dials(callId: string): readonly DialResult['kind'][];
  /** The ids of the calls that were picked up and not hung up yet. */
  readonly open: readonly string[];
  breakLine(callId: string): void;
  /** What must never happen on a line, in sentences. */
  problems(): string[];
}

export function watchLine(line: MemoryLine): WatchedLine {
  const dials = new Map<string, DialResult['kind'][]>();
  const open = new Set<string>();

  /** Where the line was down nothing rang, so that does not count. */
  const rangTwice = (): string[] =>
    [...dials]
      .filter(([, results]) => results.filter((kind) => kind !== 'line-unavailable').length > 1)
      .map(([callId]) => `Call ${callId} was dialed more than once.`);
  const talkedOver = (): string[] =>
    line.calls
      .filter(({ practice }) => practice.talkedOverMs > 0)
      .map(({ callId, practice }) => `Call ${callId}: practice talked over for ${practice.talkedOverMs} ms.`);
  const leftOpen = (): string[] => [...open].map((callId) => `Call ${callId} was never hung up.`);

  return {
    async dial(request, signal) {
      const result = await line.dial(request, signal);
      dials.set(request.callId, [...(dials.get(request.callId) ?? []), result.kind]);
      if (result.kind === 'answered') open.add(request.callId);
      return result;
    },
    watch: line.watch,
    audio: line.audio,
    sendKey: line.sendKey,
    async hangUp(callId) {
      await line.hangUp(callId);
      open.delete(callId);
    },
    endAbandoned: line.endAbandoned,
    close: line.close,
    breakLine: line.breakLine,
    call: (callId) => line.calls.find((call) => call.callId === callId) ?? null,
    dials: (callId) => dials.get(callId) ?? [],
    get open() {
      return [...open];
    },
    problems: () => [...rangTwice(), ...talkedOver(), ...leftOpen()],
  };
}
