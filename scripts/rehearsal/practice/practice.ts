/**
 * Plays a practice: hears the agent from sound and answers with sound, as its script says.
 * A line gives it what the agent plays and takes what it says in return. Nothing else passes between them.
 *
 * It counts time in samples, so it does not notice how fast a line runs. Ringing belongs to the line.
 */
import { LINE_SAMPLE_RATE_HZ } from '../../../src/domain/line-audio.js';
import { encodeSpeech } from '../speech/tone-speech.js';
import { BREATH_MS, createEar, type LoggedSpeech, TURN_SILENCE_MS } from './ear.js';
import type { PracticeScript } from './practice-script.js';
import { createTurnChooser, type Reaction } from './turn-chooser.js';

export interface Practice {
  /** What the agent said, by turns. */
  readonly heard: readonly LoggedSpeech[];
  /** What the practice has finished saying. */
  readonly said: readonly LoggedSpeech[];
  /**
   * How long the agent spoke over the practice, in ms of sound: only speech that it began while the practice
   * was speaking, and not during the first {@link REACTION_MS} of what the practice says.
   */
  readonly talkedOverMs: number;
  /** Whether the practice has ended the call. From then on it is silent. */
  readonly hungUp: boolean;
  /** Takes the next sound from the agent, and gives as much of the practice's own. */
  exchange(fromAgent: Int16Array): Int16Array;
}

/** How long two people who begin to speak at once need to notice it. */
const REACTION_MS = 400;
/** From the pick-up to the opening. */
const OPENING_DELAY_MS = 500;
/** From the last word to the click: nobody hangs up on the last syllable. */
const HANG_UP_DELAY_MS = 1000;
/** Sound is exchanged in steps of this length. */
const STEP_MS = 20;

/** What the practice is saying. */
interface Speech {
  readonly text: string;
  readonly pcm: Int16Array;
  readonly startSample: number;
}

/** Plays the script from the pick-up on. `sampleRateHz` is that of both directions, 24 kHz unless told. */
export function createPractice(
  script: PracticeScript,
  { sampleRateHz = LINE_SAMPLE_RATE_HZ }: { readonly sampleRateHz?: number } = {},
): Practice {
  const samples = (ms: number): number => Math.round((ms * sampleRateHz) / 1000);
  const ear = createEar(sampleRateHz);
  const chooser = createTurnChooser(script);
  const said: LoggedSpeech[] = [];
  let now = 0;
  let opened = script.opening === undefined;
  let speech: Speech | null = null;
  let hangUpAt = Number.POSITIVE_INFINITY;
  let hungUp = false;
  let talkedOver = 0;
  /** What the agent said since the practice last spoke. */
  let sinceSpoken = '';
  let unanswered = false;
  /** Interrupting somebody, one does not listen to the rest of the sentence. */
  let interrupting = false;

  function isLeaving(): boolean {
    return hangUpAt < Number.POSITIVE_INFINITY;
  }

  function react(reaction: Reaction): void {
    sinceSpoken = '';
    unanswered = false;
    if (reaction.says) {
      speech = { text: reaction.says, pcm: encodeSpeech(reaction.says, { sampleRateHz }), startSample: now };
    }
    if (reaction.hangsUp) {
      hangUpAt = now + (speech === null ? 0 : speech.pcm.length + samples(HANG_UP_DELAY_MS));
    }
  }

  function listen(fromAgent: Int16Array): void {
    const words = ear.hear(fromAgent);
    if (now - ear.speechEnd > samples(BREATH_MS)) {
      interrupting = false;
    }
    if (speech !== null) {
      noteOverlap(speech, fromAgent.length);
    } else if (words !== '' && !interrupting && !isLeaving()) {
      sinceSpoken += words;
      unanswered = true;
      interruptIfDue();
    }
  }

  function noteOverlap(ownSpeech: Speech, length: number): void {
    const agentIsSpeaking = ear.speechEnd === now + length;
    const agentCouldKnow = now - ownSpeech.startSample >= samples(REACTION_MS);
    if (agentIsSpeaking && agentCouldKnow && ear.speechStart >= ownSpeech.startSample) {
      talkedOver += length;
    }
  }

  function interruptIfDue(): void {
    const reaction = opened ? chooser.interruption(sinceSpoken) : null;
    if (reaction !== null) {
      interrupting = true;
      react(reaction);
    }
  }

  function beginToSpeakIfDue(): void {
    if (speech !== null || isLeaving()) {
      return;
    }
    if (!opened) {
      if (now >= samples(OPENING_DELAY_MS)) {
        opened = true;
        react({ says: script.opening ?? '' });
      }
    } else if (unanswered && now - ear.speechEnd >= samples(TURN_SILENCE_MS)) {
      unanswered = false;
      const reaction = chooser.answer(sinceSpoken);
      if (reaction !== null) {
        react(reaction);
      }
    }
  }

  function speak(length: number): Int16Array {
    const pcm = new Int16Array(length);
    if (speech !== null) {
      const spoken = now - speech.startSample;
      pcm.set(speech.pcm.subarray(spoken, spoken + length));
      if (spoken + length >= speech.pcm.length) {
        const { text, startSample } = speech;
        said.push({ text, startSample, endSample: startSample + speech.pcm.length });
        speech = null;
      }
    }
    return pcm;
  }

  function step(fromAgent: Int16Array): Int16Array {
    hungUp = hungUp || now >= hangUpAt;
    if (hungUp) {
      return new Int16Array(fromAgent.length);
    }
    listen(fromAgent);
    beginToSpeakIfDue();
    const toAgent = speak(fromAgent.length);
    now += fromAgent.length;
    return toAgent;
  }

  return {
    heard: ear.heard,
    said,
    get talkedOverMs() {
      return Math.round((talkedOver * 1000) / sampleRateHz);
    },
    get hungUp() {
      return hungUp;
    },
    exchange(fromAgent) {
      const toAgent = new Int16Array(fromAgent.length);
      for (let start = 0; start < fromAgent.length; start += samples(STEP_MS)) {
        toAgent.set(step(fromAgent.subarray(start, start + samples(STEP_MS))), start);
      }
      return toAgent;
    },
  };
}
