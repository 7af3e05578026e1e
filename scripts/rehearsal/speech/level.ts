/**
 * How loud a block of sound is, and from where on it counts as speech.
 * Both ends of a rehearsed call use it to hear whether the other one is speaking. It decodes nothing.
 */

/**
 * The root mean square from which a block counts as speech.
 * Tone speech has 6400; the threshold leaves 18 dB for a quiet line and stays above noise 20 dB below speech.
 */
export const SPEECH_RMS = 800;

/** The root mean square of a block of samples; 0 for an empty one. */
export function rms(pcm: Int16Array): number {
  if (pcm.length === 0) {
    return 0;
  }
  let sum = 0;
  for (const sample of pcm) {
    sum += sample * sample;
  }
  return Math.sqrt(sum / pcm.length);
}

/** Whether nobody speaks in the block. Blocks of 10 to 50 ms give a useful answer. */
export function isSilence(pcm: Int16Array): boolean {
  return rms(pcm) < SPEECH_RMS;
}
