import { mkdir, mkdtemp, readdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RecordedPart, Recorder, Recording } from '../../machines/call.ports.js';
import { decodeSpeech, encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';
import type { Speaker } from '../../src/domain/transcript.js';
import { createWavRecorder } from '../../src/recording/wav-recorder.js';
import { createHandLine, readWav, samplesOf, silence, soundsIn, tone } from './hand-line.js';

const MINUTE = 60_000;
const TOLERANCE_MS = 20;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'recorder-test-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** The folder of the one call under way. */
const callFolder = async (): Promise<string> => {
  for (;;) {
    const [folder] = await readdir(directory);
    if (folder !== undefined) return join(directory, folder);
    await setImmediate();
  }
};

/** Waits until the disk has so many seconds of sound: the line is faster here than any disk. */
const diskHas = async (name: string, seconds: number): Promise<void> => {
  const file = join(await callFolder(), name);
  while (((await stat(file).catch(() => null))?.size ?? 0) < seconds * 16_000) await setImmediate();
};

const CALL = { callId: 'c1-2', campaignId: 'c1', stepIndex: 2 };

const recordWith = (recorder: Recorder) => {
  const line = createHandLine();
  const failures: string[] = [];
  const { audio, session } = recorder.start(CALL, line, (why) => failures.push(why));
  return { line, audio, session, failures };
};
const record = (maxMs = 15 * MINUTE, where = directory) =>
  recordWith(createWavRecorder({ directory: where, maxMs }));

const partsOf = (recording: Recording | null, side: Speaker): readonly RecordedPart[] => {
  if (recording === null) throw new Error('nothing was recorded');
  return recording.parts.filter(({ speaker }) => speaker === side);
};

/** A recording that was short enough to be in one part. */
const recorded = (recording: Recording | null) => {
  const [agent, ...others] = [...partsOf(recording, 'agent'), ...partsOf(recording, 'practice')];
  const [practice] = others;
  if (!agent || !practice || others.length > 1) throw new Error('it is not one part for each side');
  return { agentPath: agent.path, practicePath: practice.path, startedAtMs: practice.startedAtMs };
};

const expectSounds = (sounds: [number, number][], expected: [number, number][]): void => {
  expect(sounds).toHaveLength(expected.length);
  for (const [i, [fromMs, toMs]] of expected.entries()) {
    expect(Math.abs((sounds[i]?.[0] ?? Number.NaN) - fromMs)).toBeLessThanOrEqual(TOLERANCE_MS);
    expect(Math.abs((sounds[i]?.[1] ?? Number.NaN) - toMs)).toBeLessThanOrEqual(TOLERANCE_MS);
  }
};

describe('what is recorded', () => {
  test('both sides are mono WAV files of 8 kHz and 16 bits, and as long as the call', async () => {
    const { line, session } = record();
    line.exchange(silence(1_500));
    const { agentPath, practicePath } = recorded(await session.stop());
    for (const path of [agentPath, practicePath]) {
      const wav = await readWav(path);
      expect(wav).toMatchObject({ sampleRateHz: 8_000, channels: 1, bits: 16 });
      expect(wav.pcm).toHaveLength(12_000);
    }
  });

  test('each side lies where it was heard', async () => {
    const { line, audio, session, failures } = record();
    line.exchange(silence(1_000));
    await audio.play(tone(400));
    line.exchange(silence(900));
    line.exchange(tone(300));
    line.exchange(silence(250));
    await audio.play(tone(200));
    line.exchange(silence(500));
    const { agentPath, practicePath } = recorded(await session.stop());
    expectSounds(soundsIn(await readWav(agentPath)), [
      [1_000, 1_400],
      [2_450, 2_650],
    ]);
    expectSounds(soundsIn(await readWav(practicePath)), [[1_900, 2_200]]);
    expect(failures).toEqual([]);
  });

  test('the sides stay aligned at the end of a long call', async () => {
    const { line, audio, session } = record();
    for (let turn = 0; turn < 60; turn++) {
      await audio.play(tone(500));
      line.exchange(silence(1_000));
      line.exchange(silence(1_000));
      await diskHas('agent-1.wav', 2 * turn);
    }
    await audio.play(tone(300));
    line.exchange(tone(300));
    line.exchange(silence(100));
    const { agentPath, practicePath } = recorded(await session.stop());
    expectSounds(soundsIn(await readWav(agentPath)).slice(-1), [[120_000, 120_300]]);
    expectSounds(soundsIn(await readWav(practicePath)), [[120_000, 120_300]]);
  });

  test('what the agent did not get to say is not in the file', async () => {
    const { line, audio, session } = record();
    await audio.play(tone(2_000));
    line.exchange(silence(500));
    audio.discard();
    line.exchange(silence(1_000));
    await audio.play(tone(200));
    line.exchange(silence(300));
    const { agentPath } = recorded(await session.stop());
    expectSounds(soundsIn(await readWav(agentPath)), [
      [0, 500],
      [1_500, 1_700],
    ]);
  });

  test('a discard cuts also what was laid down before the far end heard it', async () => {
    const { line, audio, session } = record();
    line.exchange(silence(500));
    await audio.play(tone(200));
    line.exchange(silence(60));
    line.receive(silence(200)); // sound that was late arrives at once
    audio.discard();
    line.exchange(silence(500));
    const { agentPath } = recorded(await session.stop());
    expectSounds(soundsIn(await readWav(agentPath)), [[500, 560]]);
  });

  test('what was still to be played when the practice hung up is not in the file', async () => {
    const { line, audio, session } = record();
    await audio.play(tone(2_000));
    line.exchange(silence(700));
    const { agentPath } = recorded(await session.stop());
    expectSounds(soundsIn(await readWav(agentPath)), [[0, 700]]);
  });

  test('speech can be understood from the files', async () => {
    const { line, audio, session } = record();
    await audio.play(encodeSpeech('Hello, this is Chelsea calling from DocShield.'));
    line.exchange(silence(4_000));
    line.exchange(encodeSpeech('What is DocShield?'));
    line.exchange(silence(500));
    const { agentPath, practicePath } = recorded(await session.stop());
    const heard = async (path: string) => {
      const { pcm, sampleRateHz } = await readWav(path);
      return decodeSpeech(pcm, sampleRateHz)
        .map((word) => word.text)
        .join('');
    };
    expect(await heard(agentPath)).toBe('Hello, this is Chelsea calling from DocShield.');
    expect(await heard(practicePath)).toBe('What is DocShield?');
  });

  test('the time of the first sample is known', async () => {
    const { line, session } = record();
    const before = Date.now();
    line.exchange(silence(100));
    const after = Date.now();
    const { startedAtMs } = recorded(await session.stop());
    expect(startedAtMs).toBeGreaterThanOrEqual(before - 20);
    expect(startedAtMs).toBeLessThanOrEqual(after - 20);
  });

  test('nothing after the longest permitted time is recorded, and the call goes on', async () => {
    const { line, audio, session, failures } = record(1_000);
    await audio.play(tone(3_000));
    line.exchange(silence(3_000));
    expect(line.heard()).toBe(samplesOf(3_000));
    const { agentPath, practicePath } = recorded(await session.stop());
    expect((await readWav(agentPath)).pcm).toHaveLength(8_000);
    expect((await readWav(practicePath)).pcm).toHaveLength(8_000);
    expect(failures).toEqual([]);
  });
});

describe('the call that is recorded', () => {
  test('hears and says the same as without a recorder', async () => {
    const { line, audio, session } = record();
    const received: number[] = [];
    const stop = audio.onReceived((pcm) => received.push(...pcm));
    const said = tone(100);
    line.exchange(said);
    await audio.play(silence(100));
    expect(audio.queuedMs()).toBe(100);
    stop();
    line.exchange(silence(40));
    expect(received).toEqual([...said]);
    expect(audio.queuedMs()).toBe(60);
    audio.discard();
    expect(audio.queuedMs()).toBe(0);
    await audio.drained();
    await session.discard();
  });

  test('goes on after the recording has stopped', async () => {
    const { line, audio, session } = record();
    line.exchange(silence(100));
    const { practicePath } = recorded(await session.stop());
    await audio.play(tone(100));
    line.exchange(silence(100));
    expect(line.heard()).toBe(samplesOf(100));
    expect((await readWav(practicePath)).pcm).toHaveLength(800);
  });

  test('goes on when the folder cannot be made, which is said once', async () => {
    const file = join(directory, 'a-file');
    await writeFile(file, '');
    const { line, audio, session, failures } = record(MINUTE, join(file, 'below'));
    line.exchange(silence(200));
    expect(await session.stop()).toBeNull();
    expect(failures).toHaveLength(1);
    expect(failures[0]).toContain('ENOTDIR');
    await audio.play(tone(100));
    line.exchange(silence(100));
    expect(line.heard()).toBe(samplesOf(100));
    expect(failures).toHaveLength(1);
    await session.discard();
  });
});

describe('the files', () => {
  test('lie in a folder of the call that only its owner can read', async () => {
    const { line, session } = record();
    line.exchange(silence(100));
    const { agentPath, practicePath } = recorded(await session.stop());
    expect(dirname(agentPath)).toBe(dirname(practicePath));
    expect((await stat(dirname(agentPath))).mode & 0o777).toBe(0o700);
    expect((await stat(agentPath)).mode & 0o777).toBe(0o600);
  });

  test('are not shared by two recordings of the same call', async () => {
    const first = record();
    const second = record();
    first.line.exchange(silence(100));
    second.line.exchange(silence(100));
    const [one, two] = await Promise.all([first.session.stop(), second.session.stop()]);
    expect(recorded(one).agentPath).not.toBe(recorded(two).agentPath);
  });

  test('are finished once and removed once, however often that is asked', async () => {
    const { line, session } = record();
    line.exchange(silence(100));
    const [one, two] = await Promise.all([session.stop(), session.stop()]);
    expect(one).toEqual(two);
    await session.discard();
    await session.discard();
    expect(await readdir(directory)).toEqual([]);
    expect(await session.stop()).toBeNull();
  });

  test('are removed also in the middle of the recording', async () => {
    const { line, session } = record();
    line.exchange(tone(3_000));
    await session.discard();
    expect(await readdir(directory)).toEqual([]);
  });

  test('are removed when the line never sent anything', async () => {
    const { audio, session, failures } = record();
    await audio.play(tone(100));
    expect(await session.stop()).toBeNull();
    expect(await readdir(directory)).toEqual([]);
    expect(failures).toEqual([]);
  });
});

describe('a long call', () => {
  const partMs = 2_000;
  const longest = { directory: '', maxMs: 15 * MINUTE, partMs };
  const recordInParts = () => recordWith(createWavRecorder({ ...longest, directory }));
  const lengthsOf = async (parts: readonly RecordedPart[]): Promise<number[]> =>
    Promise.all(parts.map(async ({ path }) => (await readWav(path)).pcm.length));

  test('is cut in a pause, both sides at the same instant, and no sample is lost', async () => {
    const { line, audio, session, failures } = recordInParts();
    line.exchange(tone(1_900));
    line.exchange(silence(200)); // shorter than a pause
    await audio.play(tone(1_000));
    line.exchange(silence(1_000));
    line.exchange(silence(500));
    line.exchange(tone(300));
    const recording = await session.stop();
    const [agent, practice] = [partsOf(recording, 'agent'), partsOf(recording, 'practice')];
    expect(agent.map(({ startedAtMs, endedAtMs }) => [startedAtMs, endedAtMs])).toEqual(
      practice.map(({ startedAtMs, endedAtMs }) => [startedAtMs, endedAtMs]),
    );
    const lengths = await lengthsOf(practice);
    expect(await lengthsOf(agent)).toEqual(lengths);
    expect(lengths).toHaveLength(2);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(3_900 * 8);
    // The agent spoke from 2.1 to 3.1 s: the cut lies in the half second of silence after it.
    expect(Math.abs((lengths[0] ?? 0) / 8 - 3_400)).toBeLessThanOrEqual(60);
    expect((practice[1]?.startedAtMs ?? 0) - (practice[0]?.startedAtMs ?? 0)).toBe((lengths[0] ?? 0) / 8);
    expect(recording?.gaps).toEqual([]);
    expect(failures).toEqual([]);
  });

  test('is cut also where somebody never pauses', async () => {
    const { line, session } = recordInParts();
    line.exchange(tone(33_000));
    const [first] = await lengthsOf(partsOf(await session.stop(), 'practice'));
    expect(Math.abs((first ?? 0) / 8 - (partMs + 30_000))).toBeLessThanOrEqual(40);
  });

  test('can be understood across its parts', async () => {
    const { line, session } = recordInParts();
    const sentences = ['Smith Family Medicine.', 'What is this about?', 'Please call back in January.'];
    for (const sentence of sentences) {
      line.exchange(encodeSpeech(sentence));
      line.exchange(silence(1_000));
    }
    const parts = partsOf(await session.stop(), 'practice');
    expect(parts.length).toBeGreaterThan(1);
    const heard: string[] = [];
    for (const { path } of parts) {
      const { pcm, sampleRateHz } = await readWav(path);
      heard.push(...decodeSpeech(pcm, sampleRateHz).map(({ text }) => text));
    }
    expect(heard.join('').replaceAll(/([.?])(?=\S)/g, '$1 ')).toBe(sentences.join(' '));
  });

  test('keeps the parts that were written before the disk failed, and says what is missing', async () => {
    const { line, session, failures } = recordInParts();
    line.exchange(tone(2_000));
    line.exchange(silence(500));
    // The next part cannot be opened: its name is taken by a folder.
    await mkdir(join(await callFolder(), 'practice-2.wav'));
    line.exchange(tone(1_000));
    const recording = await session.stop();
    expect(partsOf(recording, 'practice')).toHaveLength(1);
    expect(recording?.gaps.map(({ speaker, why }) => [speaker, why])).toContainEqual([
      'practice',
      expect.stringContaining('EISDIR'),
    ]);
    expect(recording?.gaps[0]?.fromMs).toBe(partsOf(recording, 'practice')[0]?.endedAtMs);
    expect(failures).toEqual([expect.stringContaining('EISDIR')]);
  });
});

describe('a disk without room', () => {
  test('takes no recording, which is said at once; the call goes on', async () => {
    const { line, audio, session, failures } = recordWith(
      createWavRecorder({ directory, maxMs: MINUTE, keptFreeBytes: Number.MAX_SAFE_INTEGER }),
    );
    while (failures.length === 0) await setImmediate();
    expect(failures).toEqual([expect.stringMatching(/MB free and \d+ MB are wanted\. Free some, or lower/)]);
    await audio.play(tone(100));
    line.exchange(tone(100));
    expect(line.heard()).toBe(samplesOf(100));
    expect(await session.stop()).toBeNull();
    expect(await readdir(directory)).toEqual([]);
  });

  test('is told from the calls under way, not from the free bytes alone', async () => {
    const { bavail, bsize } = await statfs(directory);
    // Room for one longest call and a half.
    const maxMs = Math.floor((bavail * bsize) / 1.5 / 32);
    const recorder = createWavRecorder({ directory, maxMs, keptFreeBytes: 0 });
    const calls = [recordWith(recorder), recordWith(recorder)];
    const failures = () => calls.flatMap((call) => call.failures);
    while (failures().length === 0) await setImmediate();
    for (const { line } of calls) line.exchange(tone(200));
    const recordings = await Promise.all(calls.map(({ session }) => session.stop()));
    expect(recordings.filter((recording) => recording === null)).toHaveLength(1);
    expect(failures()).toHaveLength(1);

    const next = recordWith(recorder);
    next.line.exchange(tone(200));
    expect(await next.session.stop()).not.toBeNull();
    expect(next.failures).toEqual([]);
  });
});
