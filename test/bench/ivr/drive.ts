/** One call through one tree, as the call's chart does it, and what became of it. */
import {
  afterChoice,
  afterWaiting,
  heardPiece,
  menuNow,
  NO_MENU,
} from '../../../src/domain/menu-progress.js';
import type { Choice } from '../../../src/domain/phone-menu/index.js';
import type { Dice } from '../shared/dice.js';
import { transcribed } from '../shared/noise.js';
import { type Driver, type Step, WAIT } from './drivers.js';
import { isWanted, type Line, menuOf, optionFor, type Target, type Tree } from './tree.js';

/** Choices in one call, and how often one menu is listened to, before it is given up. */
const MOST_CHOICES = 8;
const MOST_PLAYS = 3;

export interface Drive {
  readonly tree: Tree;
  readonly result: 'reached' | 'wrong line' | 'emergency' | 'given up';
  readonly line: Line | null;
  /** Keys pressed. */
  readonly keys: number;
  /** What was heard and done, for people. */
  readonly transcript: readonly string[];
}

export interface DriveOptions {
  /** Word error rate of the transcription, 0..1. */
  readonly wer: number;
  /** For the transcription; apart from the driver's, so that all drivers hear the same. */
  readonly noise: Dice;
  readonly model: Dice;
}

export function drive(tree: Tree, driver: Driver, { wer, noise, model }: DriveOptions): Drive {
  const transcript: string[] = [];
  const plays = new Map<string, number>();
  let keys = 0;
  let choices = 0;
  let progress = NO_MENU;
  let target: Target = { to: 'menu', menu: tree.start };
  const end = (result: Drive['result'], line: Line | null): Drive => {
    transcript.push(`= ${result}${line === null ? '' : ` (${line})`}`);
    return { tree, result, line, keys, transcript };
  };

  while (target.to === 'menu') {
    const menu = menuOf(tree, target.menu);
    const played = (plays.get(menu.id) ?? 0) + 1;
    if (played > MOST_PLAYS || choices >= MOST_CHOICES) return end('given up', null);
    plays.set(menu.id, played);

    let step: Step = WAIT;
    for (const [piece, words] of menu.pieces.entries()) {
      const complete = piece === menu.pieces.length - 1;
      const heard = transcribed(noise, words, wer);
      transcript.push(`${menu.id}: ${heard}`);
      progress = heardPiece(progress, heard);
      step = driver.choose({ menu, piece, complete, ...menuNow(progress), refused: [], wer }, model);
      if (step.note !== '') transcript.push(`  (${step.note})`);
      if (step.kind !== 'wait') break;
    }

    if (step.kind === 'wait') {
      transcript.push('> waits');
      if (step.leadsOn) progress = afterWaiting(progress);
      target = menu.silence ?? target;
      continue;
    }
    const choice: Choice =
      step.kind === 'press' ? { key: step.key, say: null } : { key: null, say: step.say };
    transcript.push(step.kind === 'press' ? `> presses ${step.key}` : `> says “${step.say}”`);
    choices += 1;
    if (step.kind === 'press') keys += 1;
    const option = optionFor(menu, choice);
    if (option?.subject === 'emergency') return end('emergency', 'emergency');
    progress = afterChoice(progress, choice);
    target = option?.target ?? target;
  }
  return end(isWanted(target.line) ? 'reached' : 'wrong line', target.line);
}
