/**
 * Reads the WAV files that the transcription endpoint takes: PCM, 16 bits, one channel.
 */

export interface Wav {
  readonly sampleRateHz: number;
  readonly pcm: Int16Array;
}

const PCM_FORMAT = 1;
const RIFF_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;

/** The file's sound; `null` when it is no such file. A data size beyond the file, as streams leave it, is cut. */
export function parseWav(file: Buffer): Wav | null {
  if (file.length < RIFF_HEADER_BYTES || file.toString('latin1', 0, 4) !== 'RIFF') return null;
  if (file.toString('latin1', 8, 12) !== 'WAVE') return null;

  let sampleRateHz: number | null = null;
  let offset = RIFF_HEADER_BYTES;
  while (offset + CHUNK_HEADER_BYTES <= file.length) {
    const name = file.toString('latin1', offset, offset + 4);
    const size = file.readUInt32LE(offset + 4);
    const start = offset + CHUNK_HEADER_BYTES;
    const chunk = file.subarray(start, start + size);
    if (name === 'fmt ') sampleRateHz = monoSampleRate(chunk);
    if (name === 'data') return sampleRateHz === null ? null : { sampleRateHz, pcm: samples(chunk) };
    // Chunks are padded to an even length.
    offset = start + size + (size % 2);
  }
  return null;
}

function monoSampleRate(format: Buffer): number | null {
  if (format.length < 16) return null;
  const isMonoPcm16 =
    format.readUInt16LE(0) === PCM_FORMAT && format.readUInt16LE(2) === 1 && format.readUInt16LE(14) === 16;
  return isMonoPcm16 ? format.readUInt32LE(4) : null;
}

function samples(data: Buffer): Int16Array {
  const pcm = new Int16Array(Math.floor(data.length / 2));
  for (let i = 0; i < pcm.length; i++) pcm[i] = data.readInt16LE(i * 2);
  return pcm;
}
