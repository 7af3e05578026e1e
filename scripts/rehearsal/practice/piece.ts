/**
 * One piece of what the practice says and plays, as samples. player.ts strings them together.
 */
import { createSound, type PlayableSound } from '../speech/sounds.js';
import { decodeSpeech, encodeSpeech } from '../speech/tone-speech.js';
import type { Sound } from './practice-script.js';

export interface Piece extends PlayableSound {
  readonly sound: Sound;
  /** What can be heard in its first samples: the whole words of speech, `[beep]` of a beep, nothing of a pause. */
  heardIn(samples: number): string;
}

export function createPiece(sound: Sound, sampleRateHz: number): Piece {
  if ('says' in sound) {
    const pcm = encodeSpeech(sound.says, { sampleRateHz });
    return {
      sound,
      ...playableOf(pcm),
      heardIn(samples) {
        const words = decodeSpeech(pcm.subarray(0, samples), sampleRateHz);
        return words.map((word) => word.text).join('');
      },
    };
  }
  if ('sound' in sound) {
    return {
      sound,
      ...createSound(sound.sound, { sampleRateHz, ms: sound.ms }),
      heardIn: (samples) => (samples > 0 ? `[${sound.sound}]` : ''),
    };
  }
  return {
    sound,
    lengthSamples: Math.round((sound.pauseMs * sampleRateHz) / 1000),
    next: (count) => new Int16Array(count),
    heardIn: () => '',
  };
}

function playableOf(pcm: Int16Array): PlayableSound {
  let at = 0;
  return {
    lengthSamples: pcm.length,
    next(count) {
      at += count;
      return pcm.subarray(at - count, at);
    },
  };
}
