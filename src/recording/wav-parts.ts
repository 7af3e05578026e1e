/**
 * One side of a call as a row of WAV files (`agent-1.wav`, `agent-2.wav`, …) that follow each other sample for
 * sample. Used by the WAV recorder. A part that cannot be written costs no other.
 */
import { join } from 'node:path';
import type { Speaker } from '../domain/transcript.js';
import { createWavFile, type WavFile, type WavFileOptions } from './wav-file.js';

export interface WavPart {
  /** How many samples of this side lie before the part's first. */
  readonly from: number;
  /** `null`: it could not be written. */
  readonly file: { readonly path: string; readonly samples: number } | null;
}

export interface WavParts {
  write(samples: Int16Array): void;
  /** What is written next begins another file. */
  cut(): void;
  /** Finishes all files. Resolves to those that anything was written to, in order. */
  close(): Promise<WavPart[]>;
}

export const createWavParts = (
  side: Speaker,
  folder: Promise<string>,
  options: Omit<WavFileOptions, 'path'>,
): WavParts => {
  const parts: Promise<WavPart>[] = [];
  let open: { readonly wav: WavFile; readonly path: Promise<string>; readonly from: number } | null = null;
  let written = 0;

  const openNext = () => {
    const name = `${side}-${parts.length + 1}.wav`;
    const path = folder.then((made) => join(made, name));
    return { wav: createWavFile({ path, ...options }), path, from: written };
  };

  const finish = async (wav: WavFile, path: Promise<string>, from: number): Promise<WavPart> => {
    const samples = await wav.close();
    return { from, file: samples === null ? null : { path: await path, samples } };
  };

  const cut = (): void => {
    if (open !== null) parts.push(finish(open.wav, open.path, open.from));
    open = null;
  };

  return {
    write: (samples) => {
      if (samples.length === 0) return;
      open ??= openNext();
      open.wav.write(samples);
      written += samples.length;
    },
    cut,
    close: () => {
      cut();
      return Promise.all(parts);
    },
  };
};
