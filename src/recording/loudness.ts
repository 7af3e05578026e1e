/** Whether samples are to be heard, by one measure for the recorder and for the transcriber. Pure. */

/** The loudness from which samples are a sound: 50 dB under full scale. Speech on a telephone lies 15 to 35 dB under. */
const SOUND_RMS = 100;

/** For stretches of some 20 to 100 ms: in longer ones a short sound is lost. */
export const isSound = (samples: Int16Array): boolean => {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length) > SOUND_RMS;
};
