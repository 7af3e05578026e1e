/**
 * The scenes of a script by name, ready to be played. It knows nothing of sound or time.
 */
import type { PracticeScript, Scene } from './practice-script.js';
import { createTurnChooser, type Reaction, type TurnChooser } from './turn-chooser.js';

/** The scene that the script's own person is in, unless the script has another one of that name. */
const PERSON = 'person';

export interface NamedScene extends Scene {
  readonly name: string;
  /** Whether words lead on here. */
  readonly listens: boolean;
  /** Somebody who listens. All else is a machine: a recording, music, or a menu that takes keys. */
  readonly isPerson: boolean;
  /** Remembers the turns that were taken, also when the scene comes again. */
  readonly chooser: TurnChooser;
}

export interface Scenes {
  /** The one that answers the phone. */
  readonly first: NamedScene;
  get(name: string): NamedScene;
}

/** Where a scene leads by itself after `quietMs` without anything happening; null: nowhere yet. */
export function exitAfter(scene: Scene, quietMs: number): Reaction | null {
  const { then, hangsUpAfterMs = Number.POSITIVE_INFINITY } = scene;
  if (then !== undefined && then.afterMs <= Math.min(quietMs, hangsUpAfterMs)) {
    return { goesTo: then.goesTo };
  }
  return quietMs >= hangsUpAfterMs ? { hangsUp: true } : null;
}

/** Throws when the script leads to a scene that it does not have. */
export function createScenes(script: PracticeScript): Scenes {
  const { opening, turns, otherwise } = script;
  const person = nameScene(PERSON, {
    plays: opening === undefined ? [] : [{ says: opening }],
    turns,
    ...(otherwise !== undefined && { otherwise }),
  });
  const scenes = new Map([[PERSON, person]]);
  for (const [name, scene] of Object.entries(script.scenes ?? {})) {
    scenes.set(name, nameScene(name, scene));
  }

  function get(name: string): NamedScene {
    const scene = scenes.get(name);
    if (scene === undefined) {
      throw new Error(`The script has no scene ${name}: it has ${[...scenes.keys()].join(', ')}.`);
    }
    return scene;
  }

  for (const name of [person, ...scenes.values()].flatMap(exitsOf)) {
    get(name);
  }
  return { first: script.start === undefined ? person : get(script.start), get };
}

function nameScene(name: string, scene: Scene): NamedScene {
  const listens = scene.turns !== undefined || scene.otherwise !== undefined;
  const takesKeys = scene.keys !== undefined || scene.otherKeys !== undefined;
  const chooser = createTurnChooser({ ...scene, turns: scene.turns ?? [] });
  return { ...scene, name, listens, isPerson: listens && !takesKeys, chooser };
}

/** The scenes that a scene may lead to. */
function exitsOf({ keys, otherKeys, then, turns }: Scene): string[] {
  const exits = [
    ...Object.values(keys ?? {}),
    otherKeys,
    then?.goesTo,
    ...(turns ?? []).map((turn) => turn.goesTo),
  ];
  return exits.filter((name) => name !== undefined);
}
