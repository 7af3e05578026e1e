/**
 * The input audio buffer of one Realtime session: hears where the far end's turns begin and end, and what was
 * said in them. `connection.ts` pushes what the client appends and tells the client what was heard.
 * All time is counted in audio samples, so a line that runs faster than real time is heard just as well.
 */
import { rms, SPEECH_RMS } from '../../speech/level.js';
import { createSpeechDecoder } from '../../speech/tone-speech.js';
import type { TurnDetection } from './client-events.js';
import { msToSamples, REALTIME_SAMPLE_RATE_HZ, samplesToMs } from './pcm.js';

/** The service's own defaults: https://platform.openai.com/docs/guides/realtime-vad */
const DEFAULT_SILENCE_MS = 500;
const DEFAULT_PREFIX_MS = 300;

const FRAME_MS = 20;
const FRAME_SAMPLES = msToSamples(FRAME_MS);

/** Shorter sounds are clicks, not speech. */
const MIN_SPEECH_MS = 60;

export interface InputAudioOptions {
  /** What is in force now; `null` when the client commits turns itself. */
  readonly turnDetection: () => TurnDetection | null;
  /** Milliseconds of audio since the session began, the padding before the speech included. */
  readonly onSpeechStarted: (audioStartMs: number) => void;
  /** Milliseconds of audio since the session began, the silence that ended the turn included. */
  readonly onSpeechStopped: (audioEndMs: number) => void;
}

export interface InputAudio {
  push(pcm: Int16Array): void;
  /** Milliseconds in the buffer, not committed yet. */
  bufferedMs(): number;
  /** Empties the buffer and gives what was understood of it. */
  take(): string;
  receivedMs(): number;
}

export function createInputAudio(options: InputAudioOptions): InputAudio {
  let received = 0;
  let waiting = new Int16Array(0);
  let turn = createTurn();
  let speaking = false;
  let voicedMs = 0;
  let silentMs = 0;

  const reset = () => {
    turn = createTurn();
    speaking = false;
    voicedMs = 0;
    silentMs = 0;
  };

  const detect = (frame: Int16Array, detection: TurnDetection) => {
    const voiced = rms(frame) >= SPEECH_RMS;
    voicedMs = voiced ? voicedMs + FRAME_MS : 0;
    silentMs = voiced ? 0 : silentMs + FRAME_MS;

    if (!speaking && voicedMs >= MIN_SPEECH_MS) {
      speaking = true;
      options.onSpeechStarted(samplesToMs(received - turn.samples()));
    } else if (speaking && silentMs >= silenceMs(detection)) {
      speaking = false;
      options.onSpeechStopped(samplesToMs(received));
    }
    if (!speaking) turn.keepLast(msToSamples(prefixMs(detection) + MIN_SPEECH_MS));
  };

  return {
    push(pcm) {
      const samples = joined(waiting, pcm);
      let offset = 0;
      for (; offset + FRAME_SAMPLES <= samples.length; offset += FRAME_SAMPLES) {
        const frame = samples.subarray(offset, offset + FRAME_SAMPLES);
        received += frame.length;
        turn.push(frame);
        const detection = options.turnDetection();
        if (detection) detect(frame, detection);
        else turn.hear();
        if (speaking) turn.hear();
      }
      waiting = samples.slice(offset);
    },
    bufferedMs: () => samplesToMs(turn.samples() + waiting.length),
    take() {
      const text = turn.text();
      reset();
      return text;
    },
    receivedMs: () => samplesToMs(received),
  };
}

/** The audio since the last commit: the newest frames as they came, those before already turned into words. */
function createTurn() {
  let words = '';
  let heard = 0;
  let frames: Int16Array[] = [];
  const decoder = createSpeechDecoder({
    sampleRateHz: REALTIME_SAMPLE_RATE_HZ,
    onWord: (word) => {
      words += word.text;
    },
  });
  const unheard = () => frames.length * FRAME_SAMPLES;

  const turn = {
    push: (frame: Int16Array) => void frames.push(frame),
    samples: () => heard + unheard(),
    /** Forgets all but the newest samples that were not listened to yet. */
    keepLast(samples: number) {
      const surplus = Math.ceil((unheard() - samples) / FRAME_SAMPLES);
      if (surplus > 0) frames = frames.slice(surplus);
    },
    hear() {
      for (const frame of frames) decoder.push(frame);
      heard += unheard();
      frames = [];
    },
    text() {
      turn.hear();
      decoder.flush();
      return words.trim();
    },
  };
  return turn;
}

/** Semantic detection waits for a finished sentence; here it waits for the default silence. */
function silenceMs(detection: TurnDetection): number {
  if (detection.type !== 'server_vad') return DEFAULT_SILENCE_MS;
  return detection.silence_duration_ms ?? DEFAULT_SILENCE_MS;
}

function prefixMs(detection: TurnDetection): number {
  if (detection.type !== 'server_vad') return DEFAULT_PREFIX_MS;
  return detection.prefix_padding_ms ?? DEFAULT_PREFIX_MS;
}

function joined(first: Int16Array, second: Int16Array): Int16Array<ArrayBuffer> {
  const both = new Int16Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
