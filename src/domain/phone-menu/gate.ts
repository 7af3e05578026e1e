/**
 * The keypress gate: the only maker of an {@link ApprovedKey}, and so the only way to the line's DTMF.
 * The model proposes, the gate decides; neither prompt nor model can widen it.
 */
import type { Choice, Key, PhoneMenu } from './menu.js';

declare const approved: unique symbol;

/** A key that the gate let pass. */
export type ApprovedKey = Key & { readonly [approved]: true };

/** What is known of the menu that is playing now. */
export interface MenuSoFar {
  /** What was heard since the last key was pressed, in pieces, in order. */
  readonly heard: readonly string[];
  /** What was tried in this very menu before, and led nowhere: it came again. */
  readonly tried: readonly Choice[];
}

export type KeyDecision =
  | { readonly kind: 'press'; readonly key: ApprovedKey; readonly words: string; readonly why: string }
  /** Answered by speech: `say` goes out in these words. */
  | { readonly kind: 'say'; readonly say: string; readonly words: string; readonly why: string }
  /** Nothing is pressed: waiting leads on, or the menu is not complete. */
  | { readonly kind: 'wait'; readonly words: string; readonly why: string }
  /** What was asked for is refused. */
  | { readonly kind: 'refuse'; readonly asked: string; readonly words: string; readonly why: string };

export type { PhoneMenu };

/** What a model asks for: a key, or words to say. Whatever the model sent, unchecked. */
export interface Asked {
  readonly key?: string | null;
  readonly say?: string | null;
}

/** What becomes of a model's proposal. */
export function decideOption(_asked: Asked, menu: MenuSoFar): KeyDecision {
  return bestOption(menu);
}

/** What is chosen without a proposal. */
export function bestOption(_menu: MenuSoFar): KeyDecision {
  return { kind: 'wait', words: '', why: 'nothing was heard that leads on' };
}
