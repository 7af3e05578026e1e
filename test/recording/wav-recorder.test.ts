import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Recording } from '../../machines/call.ports.js';
import { decodeSpeech, encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';
import { createWavRecorder } from '../../src/recording/wav-recorder.js';
import { createHandLine, readWav, samplesOf, silence, soundsIn, tone } from './hand-line.js';

const MINUTE = 60_000;
const TOLERANCE_MS = 20;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'recorder-test-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const record = (maxMs = 15 * MINUTE, where = directory) => {
  const line = createHandLine();
  const failures: string[] = [];
  const { audio, session } = createWavRecorder({ directory: where, maxMs }).start('c1-2', line, (why) =>
    failures.push(why),
  );
  return { line, audio, session, failures };
};

const recorded = (recording: Recording | null): Recording => {
  if (recording === null) throw new Error('nothing was recorded');
  return recording;
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
      if (turn % 10 === 0) await setImmediate();
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

test('an hour of sound leaves the memory flat', { timeout: 5 * MINUTE }, async () => {
  const { line, audio, session, failures } = record(61 * MINUTE);
  const [agentSecond, practiceSecond] = [tone(1_000), tone(1_000, 300)];
  /** Waits until the disk has all but the last seconds: the line is faster here than any disk. */
  const diskHas = async (seconds: number): Promise<void> => {
    const [folder = ''] = await readdir(directory);
    const file = join(directory, folder, 'agent.wav');
    while ((await stat(file)).size < (seconds - 2) * 16_000) await setImmediate();
  };
  const memory = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  let before = 0;
  let most = 0;
  for (let second = 0; second < 3_600; second++) {
    await audio.play(agentSecond);
    line.exchange(practiceSecond);
    await setImmediate();
    if (second % 60 === 59) await diskHas(second);
    if (second === 60) before = memory();
    most = Math.max(most, memory());
  }
  const { agentPath } = recorded(await session.stop());
  expect((await stat(agentPath)).size).toBe(44 + 3_600 * 16_000);
  expect(failures).toEqual([]);
  // The two files have 115 MB; what is not collected yet may stand at any time.
  expect(most - before).toBeLessThan(60 * 1024 * 1024);
});
