/**
 * Records a call as mono WAV files, a row of them for each side, both cut at the same instants. Used by the call's
 * actors. Never disturbs the call: the line's sound passes unchanged, and what is not recorded is reported.
 *
 * Bounded in memory by seconds of sound, and on disk by the longest call: 8 kHz and 16 bits, which are what a
 * telephone carries, make 1.92 MB a minute for both sides, 115 MB an hour. They are removed when the call is settled.
 */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Recorder, Recording } from '../../machines/call.ports.js';
import { LINE_SAMPLE_RATE_HZ, type LineAudio } from '../domain/line-audio.js';
import type { Speaker } from '../domain/transcript.js';
import { createBacklog } from './backlog.js';
import { makeCallFolder } from './call-folder.js';
import { createCallTimeline } from './call-timeline.js';
import { createDecimator, DECIMATION } from './decimator.js';
import { createDiskSpace, type DiskSpace } from './disk-space.js';
import { createPartCutter } from './part-cutter.js';
import { type RecordedSpan, recordedSide } from './recorded-side.js';
import { unwritable } from './wav-file.js';
import { createWavParts } from './wav-parts.js';

const RECORDING_SAMPLE_RATE_HZ = LINE_SAMPLE_RATE_HZ / DECIMATION;

const SAMPLES_PER_MS = LINE_SAMPLE_RATE_HZ / 1000;
const RECORDED_PER_MS = RECORDING_SAMPLE_RATE_HZ / 1000;
/** Both sides, 16 bits each. */
const BYTES_PER_MS = 2 * 2 * RECORDED_PER_MS;
/** What may wait for the disk. */
const MOST_WAITING_MS = 10_000;

export interface WavRecorderOptions {
  /** Where each call gets a folder of its own, readable by its owner only. Default: the system's temporary folder. */
  readonly directory?: string;
  /** What comes later in a call is not recorded. */
  readonly maxMs: number;
  /** Default: that of the part cutter. */
  readonly partMs?: number;
  /** Default: that of {@link createDiskSpace}. */
  readonly keptFreeBytes?: number;
}

/** `stop()` and `discard()` of its sessions may be called in any order and more than once. */
export const createWavRecorder = (options: WavRecorderOptions): Recorder => {
  const { directory = tmpdir(), maxMs, partMs } = options;
  const space = createDiskSpace(options.keptFreeBytes);

  const start: Recorder['start'] = ({ callId }, line, onFailed) => {
    let state: 'recording' | 'stopped' | 'failed' = 'recording';
    let startedAtMs: number | null = null;
    let brokeOff: string | null = null;
    let recordedMs = 0;
    const remainingBytes = (): number => Math.max(0, maxMs - recordedMs) * BYTES_PER_MS;
    const folder = folderWithRoom(directory, callId, space, remainingBytes);
    folder.catch((error: unknown) => fail(unwritable(error)));

    const fail = (reason: string): void => {
      if (state === 'failed') return;
      state = 'failed';
      brokeOff = reason;
      stopListening();
      space.release(remainingBytes);
      onFailed(reason);
    };

    const backlog = createBacklog(MOST_WAITING_MS * BYTES_PER_MS, () =>
      onFailed('the disk was too slow: where it did not keep up, the recording is silent'),
    );
    const track = (side: Speaker) => {
      const file = { sampleRateHz: RECORDING_SAMPLE_RATE_HZ, backlog, onFailed: fail };
      return { decimator: createDecimator(), parts: createWavParts(side, folder, file) };
    };
    const agent = track('agent');
    const practice = track('practice');
    const cutter = createPartCutter(RECORDING_SAMPLE_RATE_HZ, partMs);

    const write = (agentPcm: Int16Array, practicePcm: Int16Array): void => {
      agent.parts.write(agentPcm);
      practice.parts.write(practicePcm);
      recordedMs += practicePcm.length / RECORDED_PER_MS;
      if (!cutter.push(agentPcm, practicePcm)) return;
      agent.parts.cut();
      practice.parts.cut();
    };
    const timeline = createCallTimeline(maxMs * SAMPLES_PER_MS, (agentPcm, practicePcm) =>
      write(agent.decimator.push(agentPcm), practice.decimator.push(practicePcm)),
    );

    const stopListening = line.onReceived((pcm) => {
      if (state !== 'recording') return;
      startedAtMs ??= Date.now() - pcm.length / SAMPLES_PER_MS;
      timeline.received(pcm);
    });

    const removeFolder = async (): Promise<void> => {
      // A folder that was never made was reported when it could not be; one that cannot be removed stays.
      await folder.then((made) => rm(made, { recursive: true, force: true })).catch(() => undefined);
    };

    const finish = async (): Promise<Recording | null> => {
      stopListening();
      const stoppedAtMs = Date.now();
      timeline.finish();
      write(agent.decimator.flush(), practice.decimator.flush());
      if (state === 'recording') state = 'stopped';
      const [agentParts, practiceParts] = await Promise.all([agent.parts.close(), practice.parts.close()]);
      space.release(remainingBytes);
      const firstMs = startedAtMs ?? stoppedAtMs;
      const span: RecordedSpan = {
        samplesPerMs: RECORDED_PER_MS,
        startedAtMs: firstMs,
        endedAtMs: Math.max(stoppedAtMs, firstMs + recordedMs),
        brokeOff,
      };
      const sides = [recordedSide('agent', agentParts, span), recordedSide('practice', practiceParts, span)];
      const parts = sides.flatMap((side) => side.parts);
      if (parts.length > 0) return { parts, gaps: sides.flatMap((side) => side.gaps) };
      await removeFolder();
      return null;
    };

    let finished: Promise<Recording | null> | null = null;
    let discarded = false;
    const stop = async (): Promise<Recording | null> => {
      finished ??= finish();
      const recording = await finished;
      return discarded ? null : recording;
    };

    const discard = async (): Promise<void> => {
      discarded = true;
      await stop();
      await removeFolder();
    };

    const listenedTo: LineAudio = {
      onReceived: (listener) => line.onReceived(listener),
      play: (pcm) => {
        if (state === 'recording') timeline.played(pcm);
        return line.play(pcm);
      },
      drained: () => line.drained(),
      discard: () => {
        if (state === 'recording') timeline.discarded(Math.round(line.queuedMs() * SAMPLES_PER_MS));
        line.discard();
      },
      queuedMs: () => line.queuedMs(),
    };

    return { audio: listenedTo, session: { stop, discard } };
  };

  return { start };
};

/** Rejects where the disk has no room for the call. */
const folderWithRoom = async (
  directory: string,
  callId: string,
  space: DiskSpace,
  remainingBytes: () => number,
): Promise<string> => {
  const folder = await makeCallFolder(directory, callId);
  try {
    await space.reserve(folder, remainingBytes);
    return folder;
  } catch (error) {
    await rm(folder, { recursive: true });
    throw error;
  }
};
