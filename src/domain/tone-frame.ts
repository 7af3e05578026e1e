/**
 * What a few hundredths of a second of sound are: quiet, a single steady tone, or anything else.
 * The beep detector looks at a call through it, one frame after the other.
 */

export interface ToneFrame {
  /** Mean square of the samples. */
  readonly power: number;
  /** The frequency of the single tone; null where there is none. */
  readonly toneHz: number | null;
}

/**
 * The share of the power that a single tone has: all but what a line adds, which may be 10 dB less. Neither tone
 * of a telephone's key has so much: they differ by 8 dB at the most (ITU-T Q.24), which is a share of 0.86.
 */
const TONE_SHARE = 0.9;

/** Looks at a frame, mono, at least four periods of the lowest tone that is of interest. */
export function analyseFrame(frame: Float32Array, sampleRateHz: number): ToneFrame {
  let squares = 0;
  for (const sample of frame) {
    squares += sample * sample;
  }
  const power = squares / frame.length;
  const cosine = cosineOfTone(frame);
  const isTone = cosine !== null && toneSquares(frame, cosine) >= TONE_SHARE * squares;
  return { power, toneHz: isTone ? (Math.acos(cosine) * sampleRateHz) / (2 * Math.PI) : null };
}

/**
 * The cosine of the tone's phase step from sample to sample, were the frame a single tone; null where it is none
 * for certain. Exact for a pure tone, and not drawn aside by white noise: the reformed Pisarenko harmonic
 * decomposer (So and Chan, IEEE Transactions on Signal Processing 52, 2004).
 */
function cosineOfTone(frame: Float32Array): number | null {
  let a = 0;
  let b = 0;
  for (let at = 2; at < frame.length; at++) {
    const middle = frame[at - 1] ?? 0;
    const outer = (frame[at] ?? 0) + (frame[at - 2] ?? 0);
    a += outer * middle;
    b += outer * outer - 2 * middle * middle;
  }
  const cosine = a === 0 ? 0 : (b + Math.sqrt(b * b + 8 * a * a)) / (4 * a);
  return Math.abs(cosine) < 1 ? cosine : null;
}

/** The part of the sum of squares that the tone has: Goertzel's algorithm. */
function toneSquares(frame: Float32Array, cosine: number): number {
  let last = 0;
  let beforeLast = 0;
  for (const sample of frame) {
    const next = sample + 2 * cosine * last - beforeLast;
    beforeLast = last;
    last = next;
  }
  const squaredMagnitude = last * last + beforeLast * beforeLast - 2 * cosine * last * beforeLast;
  return (2 * squaredMagnitude) / frame.length;
}
