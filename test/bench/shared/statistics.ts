/** Confidence intervals (95 %) for what the benchmark counts. */

/** The normal deviate that leaves 2.5 % on either side. */
const Z = 1.959964;

export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A share and its Wilson score interval: holds near 0 and 1 too, where the usual one has no width. */
export function wilson(hits: number, trials: number): Estimate {
  if (trials === 0) return { value: 0, low: 0, high: 1 };
  const share = hits / trials;
  const scale = 1 + Z ** 2 / trials;
  const middle = (share + Z ** 2 / (2 * trials)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / trials + Z ** 2 / (4 * trials ** 2));
  return {
    value: share,
    low: hits === 0 ? 0 : middle - half,
    high: hits === trials ? 1 : middle + half,
  };
}

/** A mean and its interval by the normal approximation. Null: fewer than two values. */
export function mean(values: readonly number[]): Estimate | null {
  if (values.length < 2) return null;
  const value = values.reduce((sum, one) => sum + one, 0) / values.length;
  const variance = values.reduce((sum, one) => sum + (one - value) ** 2, 0) / (values.length - 1);
  const half = Z * Math.sqrt(variance / values.length);
  return { value, low: value - half, high: value + half };
}
