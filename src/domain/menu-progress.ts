/**
 * How far a call has come through a phone tree: what the menu now playing has said, what was chosen before, and
 * whether that led anywhere. Kept by the chart; `phone-menu/` decides what is chosen next.
 */
import {
  type Choice,
  isAnotherMenu,
  isSameMenu,
  type KeyDecision,
  type MenuSoFar,
} from './phone-menu/index.js';

export interface MenuProgress {
  /** Pieces of the menu now playing: all that was heard since the last choice. */
  readonly heard: readonly string[];
  /** The menu in which the last choice was made; null before the first. */
  readonly left: (MenuSoFar & { readonly choice: Choice }) | null;
  /** Keys pressed and words said so far. */
  readonly choices: number;
  /** How many of the pieces were heard when it was chosen to wait, because the menu leads on by itself; 0: it was not. */
  readonly waitedThrough: number;
  /** Proposals that were refused since the last choice. */
  readonly refusals: number;
  /** Turns that began before the last key was out: what they say is of the menu before. */
  readonly begunBefore: number;
}

export const NO_MENU: MenuProgress = {
  heard: [],
  left: null,
  choices: 0,
  waitedThrough: 0,
  refusals: 0,
  begunBefore: 0,
};

/** A menu that plays over and over is kept for its last pieces. */
const MAX_PIECES = 40;

/** `text` is null where a turn had no words. */
export const heardPiece = (progress: MenuProgress, text: string | null): MenuProgress => {
  if (progress.begunBefore > 0) return { ...progress, begunBefore: progress.begunBefore - 1 };
  if (text === null) return progress;
  const all = [...progress.heard, text];
  const forgotten = Math.max(0, all.length - MAX_PIECES);
  return {
    ...progress,
    heard: all.slice(forgotten),
    waitedThrough: Math.max(0, progress.waitedThrough - forgotten),
  };
};

/** A turn begins while the key is pressed. */
export const turnBegunBefore = (progress: MenuProgress): MenuProgress => ({
  ...progress,
  begunBefore: progress.begunBefore + 1,
});

/**
 * The menu now playing. A menu that led on by itself is over once another is heard. Where it is the one that the last
 * choice was made in, that choice led nowhere.
 */
export const menuNow = (progress: MenuProgress): MenuSoFar => {
  const { left } = progress;
  const heard = playing(progress);
  return { heard, tried: left && isSameMenu(left.heard, heard) ? [...left.tried, left.choice] : [] };
};

const playing = ({ heard, waitedThrough }: MenuProgress): readonly string[] => {
  const fresh = heard.slice(waitedThrough);
  return waitedThrough > 0 && isAnotherMenu(heard.slice(0, waitedThrough), fresh) ? fresh : heard;
};

/** After a decision of the gate. What it let pass begins another menu. */
export const afterDecision = (progress: MenuProgress, decision: KeyDecision): MenuProgress => {
  switch (decision.kind) {
    case 'press':
      return afterChoice(progress, { key: decision.key, say: null });
    case 'say':
      return afterChoice(progress, { key: null, say: decision.say });
    case 'refuse':
      return { ...progress, refusals: progress.refusals + 1 };
    case 'wait':
      return decision.leadsOn ? afterWaiting(progress) : progress;
  }
};

/** What is heard from now on may be of the next menu. */
export const afterWaiting = (progress: MenuProgress): MenuProgress => {
  const heard = playing(progress);
  return { ...progress, heard, waitedThrough: heard.length };
};

export const afterChoice = (progress: MenuProgress, choice: Choice): MenuProgress => ({
  ...NO_MENU,
  left: { ...menuNow(progress), choice },
  choices: progress.choices + 1,
});
