/**
 * Turns a line's 24 kHz into the 8 kHz that a telephone carries: a low-pass filter of which every third
 * output is kept. Used by the recorder only. Holds a few milliseconds of sound and touches nothing else.
 *
 * Own code rather than `AudioResampler` of @livekit/rtc-node. That one is as exact (measured: 48,000 samples in,
 * 16,000 out after its flush, no shift) and costs no less: 1.1 to 2.8 ms of CPU for a second of sound in blocks
 * of 50 ms, against about 1 ms here. But it is a native handle to be freed on every path, and one that is
 * dropped wrongly ends the process. A recorder must not be able to end a call.
 */

/** What is kept: one of every so many samples. */
export const DECIMATION = 3;

/** Odd, so that the filter has a middle and shifts nothing. */
const TAPS = 63;
const MIDDLE = (TAPS - 1) / 2;

/** As a share of the incoming rate: 3.6 kHz of 24 kHz. Above it a telephone carries nothing (300 to 3,400 Hz). */
const CUTOFF = 3_600 / 24_000;

const MAX_INT16 = 32_767;

export interface Decimator {
  /** Gives the samples that are complete so far: a third of what came in, in whatever blocks it came. */
  push(pcm: Int16Array): Int16Array;
  /** Gives the rest, as if silence followed. Altogether: a third of what came in, rounded up. */
  flush(): Int16Array;
}

/** A sinc under a Hamming window, scaled so that a constant passes unchanged. */
const lowPass = (): Float64Array => {
  const taps = Float64Array.from({ length: TAPS }, (_, i) => {
    const x = i - MIDDLE;
    const sinc = x === 0 ? 2 * CUTOFF : Math.sin(2 * Math.PI * CUTOFF * x) / (Math.PI * x);
    return sinc * (0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (TAPS - 1)));
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
};

const FILTER = lowPass();

/** The filter laid over `pcm` from `from` on. */
const filtered = (pcm: Float64Array, from: number): number => {
  const last = from + TAPS - 1; // the filter is the same from both ends
  let sum = (FILTER[MIDDLE] ?? 0) * (pcm[from + MIDDLE] ?? 0);
  for (let i = 0; i < MIDDLE; i++) sum += (FILTER[i] ?? 0) * ((pcm[from + i] ?? 0) + (pcm[last - i] ?? 0));
  return Math.max(-MAX_INT16 - 1, Math.min(MAX_INT16, Math.round(sum)));
};

export const createDecimator = (): Decimator => {
  /** What later outputs still need. Silence before the first sample, so that the filter's middle lies on it. */
  let waiting = new Float64Array(MIDDLE);
  let received = 0;
  let given = 0;

  const push = (pcm: Int16Array): Int16Array => {
    const all = new Float64Array(waiting.length + pcm.length);
    all.set(waiting);
    all.set(pcm, waiting.length);
    const complete = Math.max(0, Math.floor((all.length - TAPS) / DECIMATION) + 1);
    const out = new Int16Array(complete);
    for (let i = 0; i < complete; i++) out[i] = filtered(all, i * DECIMATION);
    waiting = all.slice(complete * DECIMATION);
    received += pcm.length;
    given += complete;
    return out;
  };

  const flush = (): Int16Array => {
    const missing = Math.ceil(received / DECIMATION) - given;
    return push(new Int16Array(TAPS + DECIMATION)).slice(0, missing);
  };

  return { push, flush };
};
