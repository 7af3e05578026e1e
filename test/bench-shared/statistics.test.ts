import { describe, expect, it } from 'vitest';
import { mean, wilson } from '../bench/shared/statistics.js';

describe('confidence intervals', () => {
  it('are those of Wilson for a share', () => {
    // Newcombe (1998), table I: 81 of 263.
    const { low, high } = wilson(81, 263);
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
  });

  it('have a width where nothing, or everything, was counted', () => {
    expect(wilson(0, 10)).toMatchObject({ value: 0, low: 0 });
    expect(wilson(0, 10).high).toBeCloseTo(0.2775, 4);
    expect(wilson(10, 10)).toMatchObject({ value: 1, high: 1 });
  });

  it('hold the mean of what was measured', () => {
    expect(mean([1, 2, 3])).toMatchObject({ value: 2 });
    expect(mean([5])).toBeNull();
  });
});
