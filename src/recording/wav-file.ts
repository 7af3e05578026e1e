/**
 * One mono 16-bit WAV file, written while the sound arrives. Used by the WAV recorder. Keeps at most a second
 * of sound beside what the disk has not taken yet, which is bounded: what comes on top of it is silence in the file,
 * of the same length, so that all later sound keeps its time. Never throws: a disk that fails is reported once.
 */

import { type FileHandle, open } from 'node:fs/promises';
import { errorMessage } from '../domain/error-message.js';
import type { Backlog } from './backlog.js';

const HEADER_BYTES = 44;
const BYTES_PER_SAMPLE = 2;

export interface WavFile {
  write(samples: Int16Array): void;
  /** Writes what is left, then the header. Resolves to the number of samples, or null after a failure. */
  close(): Promise<number | null>;
}

/** The canonical 44-byte header of PCM in a RIFF file. */
export const wavHeader = (samples: number, sampleRateHz: number): Buffer => {
  const dataBytes = samples * BYTES_PER_SAMPLE;
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0, 'ascii');
  header.writeUInt32LE(HEADER_BYTES - 8 + dataBytes, 4);
  header.write('WAVEfmt ', 8, 'ascii');
  header.writeUInt32LE(16, 16); // the size of what follows up to 'data'
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // one channel
  header.writeUInt32LE(sampleRateHz, 24);
  header.writeUInt32LE(sampleRateHz * BYTES_PER_SAMPLE, 28);
  header.writeUInt16LE(BYTES_PER_SAMPLE, 32);
  header.writeUInt16LE(8 * BYTES_PER_SAMPLE, 34);
  header.write('data', 36, 'ascii');
  header.writeUInt32LE(dataBytes, 40);
  return header;
};

export interface WavFileOptions {
  /** May still be in the making. */
  readonly path: Promise<string>;
  readonly sampleRateHz: number;
  readonly backlog: Backlog;
  readonly onFailed: (why: string) => void;
}

/** Only the file's owner may read it. */
export const createWavFile = (options: WavFileOptions): WavFile => {
  const { sampleRateHz, backlog, onFailed } = options;
  let file: FileHandle | null = null;
  let chunk = Buffer.alloc(sampleRateHz * BYTES_PER_SAMPLE);
  let chunkBytes = 0;
  let totalBytes = 0;
  let failed = false;

  const fail = (why: string): void => {
    if (failed) return;
    failed = true;
    onFailed(why);
  };

  const openFile = async (): Promise<void> => {
    file = await open(await options.path, 'w', 0o600);
  };

  /** Everything the disk is asked to do, one after another; nothing more after the first failure. */
  let work: Promise<void> = Promise.resolve();
  const then = (step: () => Promise<void>): void => {
    work = work.then(async () => {
      if (!failed) await step();
    });
    work = work.catch((error: unknown) => fail(unwritable(error)));
  };

  const put = async (bytes: Buffer, position: number): Promise<void> => {
    // A write may take a part only, as on a full disk: the next one then says why.
    for (let done = 0; done < bytes.length; ) {
      const result = await file?.write(bytes, done, bytes.length - done, position + done);
      done += result?.bytesWritten ?? bytes.length;
    }
  };

  const writeChunk = (): void => {
    const [bytes, position] = [chunk.subarray(0, chunkBytes), HEADER_BYTES + totalBytes];
    totalBytes += chunkBytes;
    chunk = Buffer.alloc(chunk.length);
    chunkBytes = 0;
    // A stretch of a file that was never written reads as zeros.
    if (!backlog.add(bytes.length)) return;
    then(() => put(bytes, position));
    work = work.finally(() => backlog.remove(bytes.length));
  };

  const write = (samples: Int16Array): void => {
    // WAV is little-endian, and so are x86 and ARM.
    const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
    for (let done = 0; done < bytes.length && !failed; ) {
      const copied = bytes.copy(chunk, chunkBytes, done);
      done += copied;
      chunkBytes += copied;
      if (chunkBytes === chunk.length) writeChunk();
    }
  };

  const close = async (): Promise<number | null> => {
    if (chunkBytes > 0) writeChunk();
    const samples = totalBytes / BYTES_PER_SAMPLE;
    then(async () => {
      await put(wavHeader(samples, sampleRateHz), 0);
      await file?.truncate(HEADER_BYTES + totalBytes);
    });
    await work;
    const open = file;
    file = null;
    await open?.close().catch((error: unknown) => fail(unwritable(error)));
    return failed ? null : samples;
  };

  then(openFile);
  return { write, close };
};

/** Why there is no recording, in the minutes of a call. */
export const unwritable = (error: unknown): string =>
  `the recording cannot be written: ${errorMessage(error)}`;
