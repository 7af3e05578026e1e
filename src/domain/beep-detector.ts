/**
 * Hears the beep of an answering machine: a single tone that holds its pitch and level, then quiet.
 * Whoever has a call's sound pushes it in and is told as the beep is over, when a message may begin.
 * It is never a verdict on who answered: it does not know words.
 *
 * What is no beep: speech and music (not one steady tone, or no quiet after it), the keys of a telephone and its
 * dial, ringing and busy tones (two tones at once), the three tones before "the number you have dialed" (they
 * follow each other at once), a fax machine (2100 Hz for more than 2.6 s, ITU-T T.30), clicks.
 */
import { analyseFrame, type ToneFrame } from './tone-frame.js';

export interface Beep {
  readonly hz: number;
  /** To within two frames, 40 ms. */
  readonly durationMs: number;
}

export interface BeepDetector {
  /** Takes the next sound, in blocks of any size. */
  push(pcm: Int16Array): void;
}

/**
 * Telephone sound has nothing above 4 kHz, so every third sample of 24 kHz is enough.
 * A frame is 8 periods of the lowest tone.
 */
const ANALYSIS_RATE_HZ = 8000;
const FRAME_MS = 20;

/** Beeps are single tones between 440 and 2000 Hz in FreeSWITCH's mod_avmd; a margin for tolerance. */
const MIN_HZ = 400;
const MAX_HZ = 2100;
/** Of 200 ms, at least so many frames are whole. */
const MIN_FRAMES = 9;
/** Longer than any beep, shorter than a fax machine's answer. */
const MAX_FRAMES = 2500 / FRAME_MS;
/** -40 dB of full scale: far below what a machine plays, above the hum and noise of a line. */
const MIN_POWER = (32_768 * 0.01) ** 2;
/**
 * A steady tone keeps its pitch to half of a semitone and its level to 3 dB: the pitch of the frame in which it ends is
 * told less well. So much of it may be missing that a line lost.
 */
const PITCH_TOLERANCE = 0.03;
const POWER_TOLERANCE = 2;
const MAX_LOST_FRAMES = 1;
/** After a beep it is 10 dB quieter for so many frames. The frame before them may hold the rest of the beep. */
const QUIET_SHARE = 0.1;
const QUIET_FRAMES = 3;
/** A tone of this length right before another one makes them a melody. */
const MIN_NOTE_FRAMES = 4;

/** A tone that sounds, or ended `framesAgo`. */
interface Tone {
  readonly hz: number;
  readonly power: number;
  readonly frames: number;
  readonly isOfMelody: boolean;
  readonly framesAgo: number;
}

/** Calls `onBeep` 60 to 100 ms after the end of each beep. `sampleRateHz` is a multiple of 8 kHz. */
export function createBeepDetector(
  { sampleRateHz }: { readonly sampleRateHz: number },
  onBeep: (beep: Beep) => void,
): BeepDetector {
  const factor = sampleRateHz / ANALYSIS_RATE_HZ;
  if (!Number.isInteger(factor)) {
    throw new Error(`The beep detector needs a multiple of ${ANALYSIS_RATE_HZ} Hz, not ${sampleRateHz}.`);
  }
  const frame = new Float32Array((FRAME_MS * ANALYSIS_RATE_HZ) / 1000);
  let filled = 0;
  let sum = 0;
  let summed = 0;
  let tone: Tone | null = null;

  function hear({ power, toneHz }: ToneFrame): void {
    if (toneHz !== null && power >= MIN_POWER && toneHz >= MIN_HZ && toneHz <= MAX_HZ) {
      tone = continued(tone, toneHz, power) ?? begun(tone, toneHz, power);
    } else if (tone !== null) {
      tone = faded(tone, power);
    }
  }

  /** The tone one frame after it stopped, reported when it was a beep; null when it is of no more interest. */
  function faded(stopped: Tone, power: number): Tone | null {
    const framesAgo = stopped.framesAgo + 1;
    if (framesAgo > 1 && power > QUIET_SHARE * stopped.power) {
      return null;
    }
    if (framesAgo <= QUIET_FRAMES) {
      return { ...stopped, framesAgo };
    }
    const { hz, frames, isOfMelody } = stopped;
    if (!isOfMelody && frames >= MIN_FRAMES && frames <= MAX_FRAMES) {
      onBeep({ hz: Math.round(hz), durationMs: frames * FRAME_MS });
    }
    return null;
  }

  return {
    push(pcm) {
      for (const sample of pcm) {
        sum += sample;
        summed++;
        if (summed === factor) {
          frame[filled] = sum / factor;
          filled++;
          sum = 0;
          summed = 0;
        }
        if (filled === frame.length) {
          hear(analyseFrame(frame, ANALYSIS_RATE_HZ));
          filled = 0;
        }
      }
    },
  };
}

/** The tone with one more frame; null when the frame is not of it. */
function continued(tone: Tone | null, hz: number, power: number): Tone | null {
  const isSame =
    tone !== null &&
    tone.framesAgo <= MAX_LOST_FRAMES &&
    Math.abs(hz - tone.hz) <= PITCH_TOLERANCE * tone.hz &&
    power <= POWER_TOLERANCE * tone.power &&
    tone.power <= POWER_TOLERANCE * power;
  return isSame ? { ...tone, frames: tone.frames + tone.framesAgo + 1, framesAgo: 0 } : null;
}

function begun(before: Tone | null, hz: number, power: number): Tone {
  const isOfMelody = before !== null && (before.isOfMelody || before.frames >= MIN_NOTE_FRAMES);
  return { hz, power, frames: 1, isOfMelody, framesAgo: 0 };
}
