/** A line moved by hand, and sound to send over it, for the tests of the recorder. */
import { readFile } from 'node:fs/promises';
import { LINE_SAMPLE_RATE_HZ, type LineAudio } from '../../src/domain/line-audio.js';

export const samplesOf = (ms: number): number => (ms * LINE_SAMPLE_RATE_HZ) / 1000;

export const silence = (ms: number): Int16Array => new Int16Array(samplesOf(ms));

export const tone = (ms: number, hz = 440): Int16Array =>
  new Int16Array(samplesOf(ms)).map((_, i) => 8000 * Math.sin((2 * Math.PI * hz * i) / LINE_SAMPLE_RATE_HZ));

const BLOCK_MS = 20;

export interface HandLine extends LineAudio {
  /** The far end sends this, in blocks of 20 ms, and hears as much. */
  exchange(received: Int16Array): void;
  /** The far end sends this and hears nothing meanwhile. */
  receive(received: Int16Array): void;
  /** How many samples the far end has heard. */
  heard(): number;
}

export const createHandLine = (): HandLine => {
  const listeners = new Set<(pcm: Int16Array) => void>();
  let queued = 0;
  let heard = 0;

  const receive = (received: Int16Array): void => {
    for (const listener of listeners) listener(received.slice());
  };
  const hear = (samples: number): void => {
    const played = Math.min(samples, queued);
    queued -= played;
    heard += played;
  };

  return {
    receive,
    exchange: (received) => {
      for (let at = 0; at < received.length; at += samplesOf(BLOCK_MS)) {
        const block = received.subarray(at, at + samplesOf(BLOCK_MS));
        hear(block.length);
        receive(block);
      }
    },
    heard: () => heard,
    onReceived: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    play: async (pcm) => {
      queued += pcm.length;
    },
    drained: async () => {},
    discard: () => {
      queued = 0;
    },
    queuedMs: () => (queued * 1000) / LINE_SAMPLE_RATE_HZ,
  };
};

export interface WavContents {
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly bits: number;
  readonly pcm: Int16Array;
}

/** Reads a WAV file with the canonical header; throws when the header does not fit the file. */
export const readWav = async (path: string): Promise<WavContents> => {
  const bytes = await readFile(path);
  const riff =
    bytes.toString('ascii', 0, 4) + bytes.toString('ascii', 8, 16) + bytes.toString('ascii', 36, 40);
  if (riff !== 'RIFFWAVEfmt data') throw new Error(`no WAV header: ${riff}`);
  const dataBytes = bytes.readUInt32LE(40);
  if (dataBytes !== bytes.length - 44 || bytes.readUInt32LE(4) !== bytes.length - 8) {
    throw new Error(`the header tells ${dataBytes} bytes of sound in a file of ${bytes.length}`);
  }
  const pcm = new Int16Array(dataBytes / 2).map((_, i) => bytes.readInt16LE(44 + 2 * i));
  return {
    sampleRateHz: bytes.readUInt32LE(24),
    channels: bytes.readUInt16LE(22),
    bits: bytes.readUInt16LE(34),
    pcm,
  };
};

const LOUD = 1000;

/** The stretches of sound in ms, parted by at least 30 ms of silence. */
export const soundsIn = ({ pcm, sampleRateHz }: WavContents): [fromMs: number, toMs: number][] => {
  const sounds: [number, number][] = [];
  pcm.forEach((sample, i) => {
    if (Math.abs(sample) < LOUD) return;
    const atMs = (i * 1000) / sampleRateHz;
    const last = sounds.at(-1);
    if (last !== undefined && atMs - last[1] < 30) last[1] = atMs;
    else sounds.push([atMs, atMs]);
  });
  return sounds;
};
