/**
 * Has LiveKit record a call, each side into a file of its own in the bucket, and fetches the files after the call.
 * Used by the call's actors in place of the WAV recorder. The line's sound does not pass through it, and a recording
 * that fails costs only itself: the words taken down live stand in. The files in the bucket stay there.
 *
 * LiveKit begins a second or two after the answer; the times are those of its clock.
 */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recorder, Recording } from '../../machines/call.ports.js';
import { soundKey } from '../domain/call-files.js';
import { IDENTITIES, roomNameOf } from '../domain/call-room.js';
import { errorMessage } from '../domain/error-message.js';
import type { Gap, Speaker } from '../domain/transcript.js';
import { timeLimit } from '../libraries/utils/time-limit.js';
import { makeCallFolder } from './call-folder.js';
import type { EgressEnd, LiveKitEgress } from './livekit-egress.js';

/** What the transcription API takes; an hour has 14 MB. */
const MOST_BYTES = 25_000_000;
const FETCH_LIMIT_MS = 60_000;

/** What may be missing at either end without being worth a word. */
const LATE_MS = 5_000;
const EARLY_MS = 3_000;

export interface EgressRecorderOptions {
  readonly egress: LiveKitEgress;
  /** Fetches an object of the bucket into a new file. Rejects beyond `mostBytes`. */
  readonly fetch: (key: string, path: string, mostBytes: number, signal: AbortSignal) => Promise<void>;
  /** Where the files lie until they are transcribed. Default: the system's temporary folder. */
  readonly directory?: string;
}

type Begun = { readonly egressId: string } | { readonly egressId: null; readonly why: string };
type Stored = Extract<EgressEnd, { kind: 'stored' }>;

/** `stop()` and `discard()` of its sessions may be called in any order and more than once. */
export const createEgressRecorder = (options: EgressRecorderOptions): Recorder => {
  const { egress, fetch, directory = tmpdir() } = options;

  const start: Recorder['start'] = (plan, line, onFailed) => {
    const fromMs = Date.now();
    let toMs = fromMs;
    const stopListening = line.onReceived(() => {
      toMs = Date.now();
    });
    const hungUp = new AbortController();
    const discarded = new AbortController();
    const roomName = roomNameOf(plan.callId);

    const begin = async (side: Speaker): Promise<Begun> => {
      try {
        const trackId = await egress.trackOf(roomName, IDENTITIES[side], hungUp.signal);
        return { egressId: await egress.start(roomName, trackId, soundKey(plan, side)) };
      } catch (error) {
        const why = hungUp.signal.aborted ? 'the call was over before LiveKit began' : errorMessage(error);
        onFailed(`LiveKit does not record the ${side}: ${why}`);
        return { egressId: null, why };
      }
    };
    const begun = { agent: begin('agent'), practice: begin('practice') };

    const collect = async (side: Speaker, folder: string): Promise<Recording> => {
      const nothing = (why: string): Recording => ({
        parts: [],
        gaps: [{ speaker: side, fromMs, toMs, why }],
      });
      const recording = await begun[side];
      if (recording.egressId === null) return nothing(recording.why);
      try {
        await egress.stop(recording.egressId);
        const end = await egress.end(recording.egressId, discarded.signal);
        if (end.kind === 'failed') return nothing(end.why);
        const path = join(folder, `${side}.ogg`);
        const limit = timeLimit(FETCH_LIMIT_MS, discarded.signal);
        await fetch(soundKey(plan, side), path, MOST_BYTES, limit);
        const { startedAtMs, endedAtMs } = end;
        const part = { speaker: side, path, startedAtMs, endedAtMs };
        return { parts: [part], gaps: gapsAround(end, { speaker: side, fromMs, toMs }) };
      } catch (error) {
        return nothing(errorMessage(error));
      }
    };

    let folder: Promise<string> | null = null;
    const finish = async (): Promise<Recording> => {
      stopListening();
      hungUp.abort();
      folder = makeCallFolder(directory, plan.callId);
      const made = await folder;
      const sides = await Promise.all([collect('agent', made), collect('practice', made)]);
      const gaps = sides.flatMap((side) => side.gaps);
      const parts = sides.flatMap((side) => side.parts);
      if (parts.length > 0) return { parts, gaps };
      throw new Error(`LiveKit recorded nothing: ${[...new Set(gaps.map(({ why }) => why))].join('; ')}`);
    };

    let finished: Promise<Recording> | null = null;
    const stop = async (): Promise<Recording | null> => {
      if (discarded.signal.aborted) return null;
      finished ??= finish();
      return finished;
    };

    const giveUp = async (side: Speaker): Promise<void> => {
      const { egressId } = await begun[side];
      if (egressId !== null) await egress.stop(egressId);
    };

    const discard = async (): Promise<void> => {
      stopListening();
      hungUp.abort();
      discarded.abort();
      if (finished === null) await Promise.all([giveUp('agent'), giveUp('practice')]);
      await finished?.catch(() => undefined);
      // What cannot be removed stays.
      await folder?.then((made) => rm(made, { recursive: true, force: true })).catch(() => undefined);
    };

    return { audio: line, session: { stop, discard } };
  };

  return { start };
};

/** What of a side lies before and after its file. */
const gapsAround = (
  { startedAtMs, endedAtMs, note }: Stored,
  { speaker, fromMs, toMs }: Omit<Gap, 'why'>,
): Gap[] => {
  const late = startedAtMs - fromMs > LATE_MS ? 'LiveKit began to record late' : null;
  const early = toMs - endedAtMs > EARLY_MS ? 'LiveKit stopped recording before the call ended' : null;
  return [
    { speaker, fromMs, toMs: startedAtMs, why: late },
    { speaker, fromMs: endedAtMs, toMs, why: note ?? early },
  ].filter((gap) => gap.toMs > gap.fromMs);
};
