/** Whether anything is to be heard in a WAV file of the recorder. Used by the transcriber; reads, never writes. */
import { createReadStream } from 'node:fs';

const HEADER_BYTES = 44;
/** 100 ms at 8 kHz. */
const WINDOW_SAMPLES = 800;
const WINDOW_BYTES = 2 * WINDOW_SAMPLES;

/** The loudness from which 100 ms are a sound: 50 dB under full scale. Speech on a telephone lies 15 to 35 dB under. */
const SOUND_RMS = 100;

const isLoud = (bytes: Buffer): boolean => {
  let sum = 0;
  for (let at = 0; at < WINDOW_BYTES; at += 2) sum += bytes.readInt16LE(at) ** 2;
  return Math.sqrt(sum / WINDOW_SAMPLES) > SOUND_RMS;
};

/** Reads no further than the first sound. Rejects when the file cannot be read. */
export const hasSound = async (path: string): Promise<boolean> => {
  const blocks: AsyncIterable<Buffer> = createReadStream(path, {
    start: HEADER_BYTES,
    highWaterMark: 40 * WINDOW_BYTES,
  });
  for await (const block of blocks) {
    // What is left after the last whole window is less than the API takes (100 ms at least).
    for (let at = 0; at + WINDOW_BYTES <= block.length; at += WINDOW_BYTES) {
      if (isLoud(block.subarray(at, at + WINDOW_BYTES))) return true;
    }
  }
  return false;
};
