/** The script of a scenario's practice, with everything chosen that the seed leaves open. Used by the runner. */
import {
  DEFAULT_REACTION_MS,
  DEFAULT_RING_MS,
  type PracticeScript,
  type PracticeTurn,
  type Scene,
  type Sound,
} from '../rehearsal/practice/practice-script.js';
import type { Spoken, WrittenPractice, WrittenScene, WrittenTurn } from './practice-fields.js';
import type { Variation } from './variation.js';

/** Varied, it is never shorter than {@link DEFAULT_REACTION_MS}: nobody answers into a pause for breath. */
const REACTION_MS = 1.25 * DEFAULT_REACTION_MS;

export function practiceOf(written: WrittenPractice, variation: Variation): PracticeScript {
  const { pickup, opening, turns, otherwise, scenes, start } = written;
  const { ringMs = DEFAULT_RING_MS, reactionMs = REACTION_MS } = written;
  const named = Object.entries(scenes).map(([name, scene]) => [name, sceneOf(scene, variation)] as const);
  return {
    pickup,
    ringMs: variation.about(ringMs),
    reactionMs: variation.about(reactionMs),
    turns: turns.map((turn) => turnOf(turn, variation)),
    ...defined({ opening: opening && wordsOf(opening, variation), otherwise, start }),
    ...(named.length > 0 ? { scenes: Object.fromEntries(named) } : {}),
  };
}

function sceneOf({ plays, turns, then: next, ...scene }: WrittenScene, variation: Variation): Scene {
  return defined({
    ...scene,
    plays: plays?.map((sound) => soundOf(sound, variation)),
    turns: turns?.map((turn) => turnOf(turn, variation)),
    // biome-ignore lint/suspicious/noThenProperty: the script's own word; a scene is never awaited
    then: next && { ...next, afterMs: variation.about(next.afterMs) },
  });
}

function turnOf({ says, ...turn }: WrittenTurn, variation: Variation): PracticeTurn {
  return { ...defined({ ...turn, says: says && wordsOf(says, variation) }), hears: turn.hears };
}

type WrittenSound = NonNullable<WrittenScene['plays']>[number];

function soundOf({ says, sound, ms, pauseMs }: WrittenSound, variation: Variation): Sound {
  if (says) return { says: wordsOf(says, variation) };
  if (sound) return { sound, ...defined({ ms }) };
  return { pauseMs: variation.about(pauseMs ?? 0) };
}

const wordsOf = ({ oneOf }: Spoken, variation: Variation): string => variation.pick(oneOf);

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that have a value: under exact optional types, absent and `undefined` differ. */
function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
