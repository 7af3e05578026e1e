/**
 * Sound as the OpenAI API carries it: base64 of 16-bit little-endian mono samples, 24 kHz on a Realtime socket.
 */
import { decodeSpeech } from '../../speech/tone-speech.js';

export const REALTIME_SAMPLE_RATE_HZ = 24_000;

const BYTES_PER_SAMPLE = 2;

export function msToSamples(ms: number): number {
  return Math.round((ms * REALTIME_SAMPLE_RATE_HZ) / 1000);
}

export function samplesToMs(samples: number): number {
  return Math.round((samples * 1000) / REALTIME_SAMPLE_RATE_HZ);
}

export function encodePcm(pcm: Int16Array): string {
  return Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString('base64');
}

/** The samples, in memory of their own; `null` when this is not base64 of whole samples. */
export function decodePcm(base64: string): Int16Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return null;
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length % BYTES_PER_SAMPLE !== 0) return null;
  const pcm = new Int16Array(bytes.length / BYTES_PER_SAMPLE);
  for (let i = 0; i < pcm.length; i++) pcm[i] = bytes.readInt16LE(i * BYTES_PER_SAMPLE);
  return pcm;
}

/** What is understood of a piece of sound. */
export function understand(pcm: Int16Array, sampleRateHz = REALTIME_SAMPLE_RATE_HZ): string {
  return decodeSpeech(pcm, sampleRateHz)
    .map((word) => word.text)
    .join('')
    .trim();
}
