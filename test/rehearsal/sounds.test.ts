import { describe, expect, test } from 'vitest';
import { isSilence } from '../../scripts/rehearsal/speech/level.js';
import { createSound, SOUND_MS, type SoundName } from '../../scripts/rehearsal/speech/sounds.js';
import { decodeSpeech, encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';
import { createInputAudio } from '../../scripts/rehearsal/stand-ins/openai/input-audio.js';

const RATE_HZ = 24_000;
const NAMES: readonly SoundName[] = ['beep', 'music', 'noise', 'cough'];

function soundOf(name: SoundName, ms?: number): Int16Array {
  const sound = createSound(name, { sampleRateHz: RATE_HZ, ms });
  return sound.next(sound.lengthSamples);
}

/** The turns that the voice detection of the Realtime stand-in makes of it, each as what was understood. */
function turnsIn(pcm: Int16Array): string[] {
  const turns: string[] = [];
  const input = createInputAudio({
    turnDetection: () => ({ type: 'semantic_vad' }),
    onSpeechStarted: () => {},
    onSpeechStopped: () => turns.push(input.take()),
  });
  input.push(pcm);
  input.push(new Int16Array(RATE_HZ));
  return turns;
}

describe.each(NAMES)('the sound of %s', (name) => {
  test('has its length and is the same every time, in whatever pieces it is taken', () => {
    const whole = soundOf(name);
    expect(whole).toHaveLength((SOUND_MS[name] * RATE_HZ) / 1000);
    const pieces = createSound(name, { sampleRateHz: RATE_HZ });
    const taken = Array.from({ length: 50 }, () => [...pieces.next(137)]).flat();
    expect(taken).toEqual([...whole.subarray(0, taken.length)]);
  });

  test('begins and ends without a click', () => {
    const whole = soundOf(name);
    for (const edge of [whole.subarray(0, 20), whole.subarray(-20)]) {
      expect(Math.max(...edge.map(Math.abs))).toBeLessThan(1500);
    }
  });

  test('carries no words and breaks none that follow', () => {
    const speech = encodeSpeech('Front desk, this is Amy.');
    const pcm = Int16Array.from([...soundOf(name, 12_000), ...speech]);
    const words = decodeSpeech(pcm, RATE_HZ);
    expect(words.map((word) => word.text).join('')).toBe('Front desk, this is Amy.');
  });

  test('is taken for a turn without words', () => {
    const [first] = turnsIn(soundOf(name));
    expect(first).toBe('');
    expect(isSilence(soundOf(name).subarray(960, 1440))).toBe(false);
  });
});

test('music is heard as one turn after the other, all else as one', () => {
  expect(turnsIn(soundOf('music', 12_000))).toEqual(['', '', '']);
  expect(turnsIn(soundOf('noise', 12_000))).toEqual(['']);
  expect(turnsIn(soundOf('cough'))).toEqual(['']);
  expect(turnsIn(soundOf('beep'))).toEqual(['']);
});
