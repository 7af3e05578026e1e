/**
 * Sounds without words: what is on a line besides speech. The simulated practice plays them.
 * No word is ever decoded from them, as none of them holds a sync tone. Whoever judges by level alone takes
 * them for speech, as the voice detection of the real service may. They are made as they are played.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export type SoundName = 'beep' | 'music' | 'noise' | 'cough';

export interface PlayableSound {
  readonly lengthSamples: number;
  /** The next `count` samples. */
  next(count: number): Int16Array;
}

/** How long each lasts unless told, in ms. */
export const SOUND_MS: Readonly<Record<SoundName, number>> = {
  beep: 500,
  music: 8000,
  noise: 1000,
  cough: 400,
};

const BEEP_HZ = 1000;

/** The loudest that a sound gets; speech has the same. */
const AMPLITUDE = 9000;
/** Swells and fades for so long, which keeps clicks off the line. */
const FADE_SECONDS = 0.005;

/**
 * Hold music: a phrase of short notes, then a rest that is longer than the 500 ms after which the Realtime API
 * takes a turn to be over. So it is heard as one turn without words after the other.
 */
const MELODY_HZ = [523, 659, 784, 659, 587, 698, 880, 698, 659, 784, 523, 392];
const NOTE_SECONDS = 0.25;
const REST_SECONDS = 1;
const PHRASE_SECONDS = MELODY_HZ.length * NOTE_SECONDS;

/** A cough is so many bursts, each as long as the pause after it. */
const COUGH_BURST_SECONDS = 0.1;

/** Samples between -1 and 1, asked for in order. */
type Waveform = (seconds: number) => number;

const WAVEFORMS: Readonly<Record<SoundName, () => Waveform>> = {
  beep: () => (seconds) => sine(BEEP_HZ, seconds),
  music: () => music,
  noise: () => {
    const noise = whiteNoise();
    return () => 0.6 * noise();
  },
  cough: () => {
    const noise = whiteNoise();
    return (seconds) => (seconds % (2 * COUGH_BURST_SECONDS) < COUGH_BURST_SECONDS ? noise() : 0);
  },
};

/** A sound from its beginning. The same every time. */
export function createSound(
  name: SoundName,
  { sampleRateHz, ms = SOUND_MS[name] }: { readonly sampleRateHz: number; readonly ms?: number | undefined },
): PlayableSound {
  const lengthSamples = Math.round((ms * sampleRateHz) / 1000);
  const fadeSamples = FADE_SECONDS * sampleRateHz;
  const waveform = WAVEFORMS[name]();
  let at = 0;
  return {
    lengthSamples,
    next(count) {
      return Int16Array.from({ length: count }, () => {
        const swell = Math.max(0, Math.min(1, at / fadeSamples, (lengthSamples - 1 - at) / fadeSamples));
        const sample = Math.round(AMPLITUDE * swell * waveform(at / sampleRateHz));
        at++;
        return sample;
      });
    },
  };
}

/** Each note sounds with its lower octave and fades. */
function music(seconds: number): number {
  const inPhrase = seconds % (PHRASE_SECONDS + REST_SECONDS);
  const hz = MELODY_HZ[Math.floor(inPhrase / NOTE_SECONDS)];
  if (hz === undefined) {
    return 0;
  }
  const inNote = (inPhrase % NOTE_SECONDS) / NOTE_SECONDS;
  const loudness = Math.min(1, 20 * inNote, 20 * (1 - inNote)) * (1 - 0.6 * inNote);
  return 0.5 * loudness * (sine(hz, seconds) + sine(hz / 2, seconds));
}

function sine(hz: number, seconds: number): number {
  return Math.sin(2 * Math.PI * hz * seconds);
}

function whiteNoise(): () => number {
  const random = xoroshiro128plus(1);
  return () => 2 * uniformFloat64(random) - 1;
}
