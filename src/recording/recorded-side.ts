/** Where in time the files of one side lie, and what of the call is in none of them. Used by the WAV recorder. Pure. */
import type { RecordedPart, Recording } from '../../machines/call.ports.js';
import type { Gap, Speaker } from '../domain/transcript.js';
import type { WavPart } from './wav-parts.js';

export interface RecordedSpan {
  readonly samplesPerMs: number;
  /** Unix times in ms of the first sample of each side, and of the end of the call. */
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** Why the recording broke off before the call ended; `null` where it did not. */
  readonly brokeOff: string | null;
}

export const recordedSide = (
  speaker: Speaker,
  wavParts: readonly WavPart[],
  span: RecordedSpan,
): Recording => {
  const { samplesPerMs, startedAtMs, endedAtMs, brokeOff } = span;
  const atMs = (samples: number): number => startedAtMs + samples / samplesPerMs;
  const parts: RecordedPart[] = [];
  const gaps: Gap[] = [];
  let recordedUntilMs = startedAtMs;

  const missingUntil = (toMs: number): void => {
    if (brokeOff !== null && toMs > recordedUntilMs) {
      gaps.push({ speaker, fromMs: recordedUntilMs, toMs, why: brokeOff });
    }
  };

  for (const { from, file } of wavParts) {
    if (file === null) continue;
    missingUntil(atMs(from));
    recordedUntilMs = atMs(from + file.samples);
    parts.push({ speaker, path: file.path, startedAtMs: atMs(from), endedAtMs: recordedUntilMs });
  }
  missingUntil(endedAtMs);
  return { parts, gaps };
};
