/**
 * Plays a practice: hears the agent from sound and answers with sound, as its script says.
 * A line gives it what the agent plays, and the keys that it presses, and takes what the practice says in return.
 * Nothing else passes between them.
 *
 * It counts time in samples, so it does not notice how fast a line runs. Ringing belongs to the line.
 */
import { LINE_SAMPLE_RATE_HZ } from '../../../src/domain/line-audio.js';
import { BREATH_MS, createEar, type LoggedSpeech } from './ear.js';
import { createOverlapMeter } from './overlap.js';
import { createPlayer, type LoggedSound } from './player.js';
import { DEFAULT_REACTION_MS, type PracticeScript } from './practice-script.js';
import { createScenes, exitAfter, type NamedScene } from './scenes.js';
import type { Reaction } from './turn-chooser.js';

/** A key that the agent pressed. */
export interface PressedKey {
  readonly key: string;
  readonly atSample: number;
  readonly scene: string;
  /** What had been played of the scene by then: whole words, and `[beep]` for a beep. */
  readonly playing: string;
}

export interface Practice {
  /** What the agent said, by turns. */
  readonly heard: readonly LoggedSpeech[];
  /** What the practice has said; of what was cut off, the whole words. */
  readonly said: readonly LoggedSpeech[];
  /** The beeps, the music and the like that it has played. */
  readonly sounds: readonly LoggedSound[];
  readonly keys: readonly PressedKey[];
  /** The scenes in the order in which they came; the script's own person is `person`. */
  readonly scenes: readonly string[];
  /**
   * How long the agent spoke over a person, in ms of sound: only speech that it began while the person was
   * speaking, and not during the first 400 ms of what the person says.
   */
  readonly talkedOverMs: number;
  /** The same for the words of machines: a menu, a voicemail greeting. */
  readonly talkedOverRecordingMs: number;
  /** Whether the practice has ended the call. From then on it is silent. */
  readonly hungUp: boolean;
  /** The agent presses a key: `0` to `9`, `*` or `#`. */
  pressKey(key: string): void;
  /** Takes the next sound from the agent, and gives as much of the practice's own. */
  exchange(fromAgent: Int16Array): Int16Array;
}

/** From the pick-up, or from being put through, to the first word. */
const SCENE_DELAY_MS = 500;
/** From the last word to the click: nobody hangs up on the last syllable. */
const HANG_UP_DELAY_MS = 1000;
/** Sound is exchanged in steps of this length. */
const STEP_MS = 20;

/**
 * Plays the script from the pick-up on. `sampleRateHz` is that of both directions, 24 kHz unless told.
 * Throws when the script leads to a scene that it does not have.
 */
export function createPractice(
  script: PracticeScript,
  { sampleRateHz = LINE_SAMPLE_RATE_HZ }: { readonly sampleRateHz?: number } = {},
): Practice {
  const samples = (ms: number): number => Math.round((ms * sampleRateHz) / 1000);
  const reactionSamples = samples(script.reactionMs ?? DEFAULT_REACTION_MS);
  const ear = createEar(sampleRateHz);
  const player = createPlayer(sampleRateHz);
  const scenes = createScenes(script);
  const personOverlap = createOverlapMeter(ear, sampleRateHz);
  const recordingOverlap = createOverlapMeter(ear, sampleRateHz);
  const keys: PressedKey[] = [];
  const visited: string[] = [];
  let now = 0;
  let scene: NamedScene = scenes.first;
  /** What is to follow the answer that is being said. */
  let following: Reaction | null = null;
  let hangUpAt = Number.POSITIVE_INFINITY;
  let hungUp = false;
  /** What the agent said since the practice last spoke. */
  let sinceSpoken = '';
  let unanswered = false;
  /** Interrupting somebody, one does not listen to the rest of the sentence. */
  let interrupting = false;

  enter(scene);

  function enter(next: NamedScene): void {
    scene = next;
    visited.push(next.name);
    following = null;
    forgetWords();
    const plays = next.plays ?? [];
    player.begin(plays.length === 0 ? [] : [{ pauseMs: SCENE_DELAY_MS }, ...plays]);
  }

  function forgetWords(): void {
    sinceSpoken = '';
    unanswered = false;
  }

  function isLeaving(): boolean {
    return hangUpAt < Number.POSITIVE_INFINITY;
  }

  function react(reaction: Reaction): void {
    forgetWords();
    if (reaction.says) {
      player.say(reaction.says);
      following = reaction;
    } else {
      follow(reaction);
    }
  }

  /** What comes after the words of a reaction. */
  function follow({ says, hangsUp, goesTo }: Reaction): void {
    following = null;
    if (hangsUp) {
      hangUpAt = says ? player.endedAt + samples(HANG_UP_DELAY_MS) : now;
    } else if (goesTo !== undefined) {
      enter(scenes.get(goesTo));
    }
  }

  function listen(fromAgent: Int16Array): void {
    const words = ear.hear(fromAgent);
    if (now - ear.speechEnd > samples(BREATH_MS)) {
      interrupting = false;
    }
    const { speakingSince } = player;
    if (speakingSince !== null) {
      const overlap = scene.isPerson ? personOverlap : recordingOverlap;
      overlap.note(speakingSince, now, fromAgent.length);
      forgetWords();
    } else if (words !== '' && !interrupting && !isLeaving()) {
      sinceSpoken += words;
      unanswered = true;
      interruptIfDue();
    }
  }

  function interruptIfDue(): void {
    const reaction = player.isPlaying ? null : scene.chooser.interruption(sinceSpoken);
    if (reaction !== null) {
      interrupting = true;
      react(reaction);
    }
  }

  function proceed(): void {
    if (player.isPlaying || isLeaving()) {
      return;
    }
    if (following !== null) {
      follow(following);
    } else if (unanswered && now - ear.speechEnd >= reactionSamples) {
      unanswered = false;
      const reaction = scene.chooser.answer(sinceSpoken);
      if (reaction !== null) {
        react(reaction);
      }
    } else {
      const quietSince = scene.listens ? Math.max(player.endedAt, ear.speechEnd) : player.endedAt;
      follow(exitAfter(scene, ((now - quietSince) * 1000) / sampleRateHz) ?? {});
    }
  }

  function step(fromAgent: Int16Array): Int16Array {
    hungUp = hungUp || now >= hangUpAt;
    if (hungUp) {
      return new Int16Array(fromAgent.length);
    }
    listen(fromAgent);
    proceed();
    const toAgent = player.next(fromAgent.length);
    now += fromAgent.length;
    return toAgent;
  }

  return {
    heard: ear.heard,
    said: player.said,
    sounds: player.sounds,
    keys,
    scenes: visited,
    get talkedOverMs() {
      return personOverlap.ms;
    },
    get talkedOverRecordingMs() {
      return recordingOverlap.ms;
    },
    get hungUp() {
      return hungUp;
    },
    pressKey(key) {
      keys.push({ key, atSample: now, scene: scene.name, playing: player.played() });
      const goesTo = scene.keys?.[key] ?? scene.otherKeys;
      if (goesTo !== undefined && !isLeaving()) {
        enter(scenes.get(goesTo));
      }
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
