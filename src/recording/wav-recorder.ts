/**
 * Records a call as two mono WAV files, one for each side, which start at the same instant. Used by the call's
 * actors. Never disturbs the call: the line's sound passes unchanged, and a disk that fails is reported once.
 *
 * 8 kHz and 16 bits are what a telephone carries. They keep 26 minutes within the transcription API's 25 MB.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recorder, Recording } from '../../machines/call.ports.js';
import { LINE_SAMPLE_RATE_HZ, type LineAudio } from '../domain/line-audio.js';
import { folderPrefix } from './abandoned-recordings.js';
import { createCallTimeline } from './call-timeline.js';
import { createDecimator, DECIMATION } from './decimator.js';
import { createWavFile } from './wav-file.js';

const RECORDING_SAMPLE_RATE_HZ = LINE_SAMPLE_RATE_HZ / DECIMATION;

const SAMPLES_PER_MS = LINE_SAMPLE_RATE_HZ / 1000;

export interface WavRecorderOptions {
  /** Where each call gets a folder of its own, readable by its owner only. Default: the system's temporary folder. */
  readonly directory?: string;
  /** What comes later in a call is not recorded. */
  readonly maxMs: number;
}

/** `stop()` and `discard()` of its sessions may be called in any order and more than once. */
export const createWavRecorder = ({ directory = tmpdir(), maxMs }: WavRecorderOptions): Recorder => ({
  start: (callId, line, onFailed) => {
    const folder = makeFolder(directory, callId);
    let state: 'recording' | 'stopped' | 'failed' = 'recording';
    let startedAtMs: number | null = null;

    const fail = (why: string): void => {
      if (state === 'failed') return;
      state = 'failed';
      stopListening();
      onFailed(why);
    };

    const track = (name: string) => {
      const path = folder.then((made) => join(made, name));
      const file = createWavFile({ path, sampleRateHz: RECORDING_SAMPLE_RATE_HZ, onFailed: fail });
      const decimator = createDecimator();
      return {
        write: (pcm: Int16Array) => file.write(decimator.push(pcm)),
        close: () => {
          file.write(decimator.flush());
          return file.close();
        },
      };
    };
    const agent = track('agent.wav');
    const practice = track('practice.wav');

    const timeline = createCallTimeline(maxMs * SAMPLES_PER_MS, (agentPcm, practicePcm) => {
      agent.write(agentPcm);
      practice.write(practicePcm);
    });

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
      timeline.finish();
      if (state === 'recording') state = 'stopped';
      const samples = await Promise.all([agent.close(), practice.close()]);
      if (startedAtMs === null || samples.includes(null)) {
        await removeFolder();
        return null;
      }
      const made = await folder;
      return { agentPath: join(made, 'agent.wav'), practicePath: join(made, 'practice.wav'), startedAtMs };
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
  },
});

/** A new folder of the call's own, with mode 0700. */
const makeFolder = async (directory: string, callId: string): Promise<string> => {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return mkdtemp(join(directory, folderPrefix(callId)));
};
