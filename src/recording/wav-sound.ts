/** Whether anything is to be heard in a WAV file of the recorder. Used by the transcriber; reads, never writes. */
import { createReadStream } from 'node:fs';
import { isSound } from './loudness.js';

const HEADER_BYTES = 44;
/** 100 ms at 8 kHz. */
const WINDOW_SAMPLES = 800;
const WINDOW_BYTES = 2 * WINDOW_SAMPLES;

const samplesOf = (bytes: Buffer): Int16Array =>
  Int16Array.from({ length: WINDOW_SAMPLES }, (_, i) => bytes.readInt16LE(2 * i));

/** Reads no further than the first sound. Rejects when the file cannot be read. */
export const hasSound = async (path: string): Promise<boolean> => {
  const blocks: AsyncIterable<Buffer> = createReadStream(path, {
    start: HEADER_BYTES,
    highWaterMark: 40 * WINDOW_BYTES,
  });
  for await (const block of blocks) {
    // What is left after the last whole window is less than the API takes (100 ms at least).
    for (let at = 0; at + WINDOW_BYTES <= block.length; at += WINDOW_BYTES) {
      if (isSound(samplesOf(block.subarray(at, at + WINDOW_BYTES)))) return true;
    }
  }
  return false;
};
