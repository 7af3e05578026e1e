/**
 * The latest samples of a stream, addressed by their place in the stream, and how strong a tone is among them.
 * The tone decoder listens through it. Its memory does not grow with the stream.
 */

export interface SampleWindow {
  /** The place in the stream where the next sample will come. */
  readonly end: number;
  append(pcm: Int16Array): void;
  /** Everything before `place` will not be asked for again. */
  forgetBefore(place: number): void;
  /** The energy of `length` samples from `start`: the sum of their squares. */
  energy(start: number, length: number): number;
  /** The energy of one tone among them: all of {@link energy} where nothing else sounds. */
  toneEnergy(hz: number, start: number, length: number): number;
}

export function createSampleWindow(sampleRateHz: number): SampleWindow {
  let samples = new Int16Array(2 * sampleRateHz);
  /** The places in the stream of `samples[0]`, of the first sample still wanted, and after the last one. */
  let origin = 0;
  let wanted = 0;
  let end = 0;

  function makeRoom(count: number): void {
    const kept = samples.subarray(wanted - origin, end - origin);
    if (kept.length + count > samples.length) {
      samples = new Int16Array(2 * (kept.length + count));
    }
    samples.set(kept);
    origin = wanted;
  }

  return {
    get end() {
      return end;
    },
    append(pcm) {
      if (end - origin + pcm.length > samples.length) {
        makeRoom(pcm.length);
      }
      samples.set(pcm, end - origin);
      end += pcm.length;
    },
    forgetBefore(place) {
      wanted = Math.min(Math.max(wanted, place), end);
    },
    energy(start, length) {
      let sum = 0;
      for (let i = start - origin; i < start - origin + length; i++) {
        const sample = samples[i] ?? 0;
        sum += sample * sample;
      }
      return sum;
    },
    toneEnergy(hz, start, length) {
      // Goertzel's algorithm.
      const coefficient = 2 * Math.cos((2 * Math.PI * hz) / sampleRateHz);
      let last = 0;
      let beforeLast = 0;
      for (let i = start - origin; i < start - origin + length; i++) {
        const next = (samples[i] ?? 0) + coefficient * last - beforeLast;
        beforeLast = last;
        last = next;
      }
      const power = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
      return (2 * power) / length;
    },
  };
}
