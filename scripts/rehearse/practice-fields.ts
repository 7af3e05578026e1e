/**
 * The practice's side of a scenario, as it is written in YAML: a picture of PracticeScript with short forms.
 * Used by `scenario-schema.ts`; `practice-of.ts` turns it into the script.
 */
import { z } from 'zod';
import { fields, key, listOf, milliseconds, pattern, word, words, yesOrNo } from './scenario-fields.js';

/** Something that is said: words, or `{oneOf: [...]}`, of which the seed chooses. */
const spoken = z.preprocess(
  (given) => (typeof given === 'string' ? { oneOf: [given] } : given),
  fields({ oneOf: listOf(words) }),
);

const turn = fields({
  hears: pattern,
  says: spoken.optional(),
  hangsUp: yesOrNo.optional(),
  goesTo: words.optional(),
  interrupts: yesOrNo.optional(),
  once: yesOrNo.optional(),
});

/** One of the three; a text is spoken. */
const sound = z.preprocess(
  (given) => (typeof given === 'string' ? { says: given } : given),
  fields({
    says: spoken.optional(),
    sound: word(['beep', 'music', 'noise', 'cough']).optional(),
    ms: milliseconds.optional(),
    pauseMs: milliseconds.optional(),
  }).check((context) => {
    const { says, sound: noise, pauseMs, ms } = context.value;
    const given = [says, noise, pauseMs].filter((each) => each !== undefined).length;
    const message =
      given !== 1
        ? 'needs exactly one of says, sound and pauseMs'
        : ms !== undefined && noise === undefined
          ? 'ms is the length of a sound; a pause is written as pauseMs'
          : null;
    if (message !== null) context.issues.push({ code: 'custom', message, input: context.value });
  }),
);

const scene = fields({
  plays: listOf(sound).optional(),
  keys: z.record(key, words).optional(),
  otherKeys: words.optional(),
  turns: listOf(turn).optional(),
  otherwise: words.optional(),
  // biome-ignore lint/suspicious/noThenProperty: the script's own word; a scene is never awaited
  then: fields({ afterMs: milliseconds, goesTo: words }).optional(),
  hangsUpAfterMs: milliseconds.optional(),
});

/** The scene that `opening` and `turns` of the practice itself are. */
const PERSON = 'person';

const PICKUPS = ['answers', 'busy', 'rings-out', 'declines', 'no-such-number', 'line-down'] as const;

/** A word alone is the pick-up: `practice: busy`. */
export const practice = z.preprocess(
  (given) => (typeof given === 'string' ? { pickup: given } : given),
  fields({
    pickup: word(PICKUPS).default('answers'),
    ringMs: milliseconds.optional(),
    reactionMs: milliseconds.optional(),
    opening: spoken.optional(),
    turns: listOf(turn).default([]),
    otherwise: words.optional(),
    scenes: z.record(z.string(), scene).default({}),
    start: words.optional(),
  }).check((context) => {
    for (const { path, name } of scenesNamed(context.value)) {
      const known = [...Object.keys(context.value.scenes), PERSON];
      if (known.includes(name)) continue;
      const message = `there is no scene "${name}". Scenes: ${known.join(', ')}`;
      context.issues.push({ code: 'custom', message, path, input: name });
    }
  }),
);

export type WrittenTurn = z.output<typeof turn>;
export type WrittenScene = z.output<typeof scene>;

interface SceneNamed {
  readonly path: (string | number)[];
  readonly name: string;
}

/** Every place that leads to a scene. */
function scenesNamed(given: Pick<WrittenPractice, 'turns' | 'scenes' | 'start'>): SceneNamed[] {
  const at = (path: (string | number)[], name: string | undefined): SceneNamed[] =>
    name === undefined ? [] : [{ path, name }];
  const ofTurns = (path: (string | number)[], turns: readonly WrittenTurn[]) =>
    turns.flatMap(({ goesTo }, index) => at([...path, 'turns', index, 'goesTo'], goesTo));
  return [
    ...at(['start'], given.start),
    ...ofTurns([], given.turns),
    ...Object.entries(given.scenes).flatMap(([name, { keys = {}, otherKeys, then, turns = [] }]) => [
      ...Object.entries(keys).flatMap(([pressed, target]) => at(['scenes', name, 'keys', pressed], target)),
      ...at(['scenes', name, 'otherKeys'], otherKeys),
      ...at(['scenes', name, 'then', 'goesTo'], then?.goesTo),
      ...ofTurns(['scenes', name], turns),
    ]),
  ];
}

export type WrittenPractice = z.output<typeof practice>;
export type Spoken = z.output<typeof spoken>;
