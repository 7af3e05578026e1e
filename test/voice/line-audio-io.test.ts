import { initializeLogger, type voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LineAudio } from '../../src/domain/line-audio.js';
import { LineAudioOutput, listenTo } from '../../src/voice/line-audio-io.js';

const RATE_HZ = 24_000;
const frameOf = (ms: number) => {
  const samples = (ms * RATE_HZ) / 1000;
  return new AudioFrame(new Int16Array(samples).fill(7), RATE_HZ, 1, samples);
};

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

/** A line that plays nothing by itself. */
const createLine = () => {
  const listeners = new Set<(pcm: Int16Array) => void>();
  let queuedMs = 0;
  let discards = 0;
  let drain: () => void = () => undefined;
  const audio: LineAudio = {
    onReceived(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    play: async (pcm) => {
      queuedMs += (pcm.length * 1000) / RATE_HZ;
    },
    drained: () =>
      new Promise((resolve) => {
        drain = resolve;
      }),
    discard() {
      discards += 1;
      queuedMs = 0;
      drain();
    },
    queuedMs: () => queuedMs,
  };
  return {
    audio,
    listeners,
    receive: (pcm: Int16Array) => {
      for (const listener of listeners) listener(pcm);
    },
    play(ms: number) {
      queuedMs -= ms;
    },
    playAll() {
      queuedMs = 0;
      drain();
    },
    discards: () => discards,
  };
};

const startOutput = () => {
  const line = createLine();
  const told: string[] = [];
  const output = new LineAudioOutput(line.audio, {
    started: (_atMs, isMuted) => void told.push(isMuted ? 'started muted' : 'started'),
    finished: () => void told.push('finished'),
    heardUntil: (seconds) => `the words of ${seconds} s`,
  });
  const finished: voice.PlaybackFinishedEvent[] = [];
  output.on('playbackFinished', (event: voice.PlaybackFinishedEvent) => finished.push(event));
  return { line, told, output, finished };
};

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('what the agent says', () => {
  test('is finished when the line has played it, and its beginning is told once', async () => {
    const { line, told, output, finished } = startOutput();
    await output.captureFrame(frameOf(100));
    await output.captureFrame(frameOf(100));
    output.flush();
    await settled();
    expect(finished).toEqual([]);
    line.playAll();
    await settled();
    expect(finished).toMatchObject([{ playbackPosition: 0.2, interrupted: false }]);
    expect(told).toEqual(['started', 'finished']);
  });

  test('is cut off at once, with what was heard of it', async () => {
    const { line, told, output, finished } = startOutput();
    await output.captureFrame(frameOf(500));
    line.play(300);
    output.clearBuffer();
    expect(line.discards()).toBe(1);
    expect(finished).toMatchObject([
      { playbackPosition: 0.3, interrupted: true, synchronizedTranscript: 'the words of 0.3 s' },
    ]);
    expect(told).toEqual(['started', 'finished']);
  });

  test('is cut off also when all of it was given to the line', async () => {
    const { line, output, finished } = startOutput();
    await output.captureFrame(frameOf(200));
    output.flush();
    line.play(50);
    output.clearBuffer();
    await settled();
    expect(finished).toMatchObject([{ playbackPosition: expect.closeTo(0.05), interrupted: true }]);
  });

  test('is not finished by the end of the turn before it', async () => {
    const { line, output, finished } = startOutput();
    await output.captureFrame(frameOf(200));
    output.flush();
    output.clearBuffer();
    await output.captureFrame(frameOf(200));
    await settled();
    expect(finished).toHaveLength(1);
    output.flush();
    line.playAll();
    await settled();
    expect(finished).toHaveLength(2);
    expect(finished[1]?.interrupted).toBe(false);
  });

  test('cannot be cut off when nothing is said', async () => {
    const { line, output, finished } = startOutput();
    output.clearBuffer();
    output.flush();
    await settled();
    expect(line.discards()).toBe(0);
    expect(finished).toEqual([]);
  });
});

describe('what the agent says while it is muted', () => {
  test('does not reach the line, and is over as soon as it is complete', async () => {
    const { line, told, output, finished } = startOutput();
    output.muted = true;
    await output.captureFrame(frameOf(200));
    await output.captureFrame(frameOf(200));
    expect(line.audio.queuedMs()).toBe(0);
    output.flush();
    expect(finished).toMatchObject([{ playbackPosition: 0.4, interrupted: false }]);
    expect(told).toEqual(['started muted', 'finished']);
  });

  test('is heard again from the next turn on', async () => {
    const { line, told, output } = startOutput();
    output.muted = true;
    await output.captureFrame(frameOf(200));
    output.muted = false;
    await output.captureFrame(frameOf(200));
    expect(line.audio.queuedMs()).toBe(0);
    output.flush();
    await output.captureFrame(frameOf(300));
    expect(line.audio.queuedMs()).toBe(300);
    expect(told).toEqual(['started muted', 'finished', 'started']);
  });

  test('is heard to its end where it began before', async () => {
    const { line, told, output, finished } = startOutput();
    await output.captureFrame(frameOf(200));
    output.muted = true;
    await output.captureFrame(frameOf(300));
    expect(line.audio.queuedMs()).toBe(500);
    output.flush();
    await settled();
    expect(finished).toEqual([]);
    line.playAll();
    await settled();
    expect(finished).toMatchObject([{ playbackPosition: 0.5, interrupted: false }]);
    expect(told).toEqual(['started', 'finished']);
  });

  test('was not heard at all when it is cut off', async () => {
    const { line, output, finished } = startOutput();
    output.muted = true;
    await output.captureFrame(frameOf(500));
    output.clearBuffer();
    expect(line.discards()).toBe(0);
    expect(finished).toMatchObject([
      { playbackPosition: 0, interrupted: true, synchronizedTranscript: 'the words of 0 s' },
    ]);
  });
});

describe('what the practice says', () => {
  const countingFrom = (first: number, samples: number) =>
    Int16Array.from({ length: samples }, (_, index) => first + index);

  test('reaches the session in frames of 100 ms that own their samples, and nothing is left out', () => {
    const line = createLine();
    const frames: AudioFrame[] = [];
    listenTo(line.audio, (frame) => frames.push(frame));
    // Blocks of any size, also such that lie in a larger buffer or hold more than one frame.
    line.receive(countingFrom(0, 1_000));
    line.receive(countingFrom(-500, 6_500).subarray(1_500));
    expect(frames).toHaveLength(2);
    expect(frames.flatMap(({ data }) => [...data])).toEqual([...countingFrom(0, 4_800)]);
    for (const frame of frames) {
      expect(frame).toMatchObject({ sampleRate: RATE_HZ, channels: 1, samplesPerChannel: 2_400 });
      expect(frame.data.buffer.byteLength).toBe(2 * 2_400);
    }
    line.receive(countingFrom(6_000, 1_200));
    expect([...(frames[2]?.data ?? [])]).toEqual([...countingFrom(4_800, 2_400)]);
  });

  test('is not listened to after the end', () => {
    const line = createLine();
    const stop = listenTo(line.audio, () => undefined);
    expect(line.listeners.size).toBe(1);
    stop();
    expect(line.listeners.size).toBe(0);
  });
});
