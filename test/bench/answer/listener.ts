/** What decides who answered: the chart, and what it is compared with. Played to by `play.ts`. Times are ms after the answer. */
import type { Turn } from './opening.js';

/** `machine`: one, of no kind in particular. Null: not decided. */
export type Verdict = 'person' | 'menu' | 'voicemail' | 'screener' | 'hold' | 'machine' | null;

export interface Listener {
  /** The far end begins to make a sound, `turn.startsAtMs`. */
  began(turn: Turn): void;
  /** The words of a turn arrive, after its end; empty where there were none. */
  transcribed(text: string, turn: Turn): void;
  beeped(atMs: number): void;
  /** Time passes until `atMs`. */
  advance(atMs: number): void;
  verdict(): Verdict;
  /** The far end hears it speak. */
  isSpeaking(): boolean;
  /** It has hung up, or has done something after which the opening is another. */
  isOver(): boolean;
  close(): void;
}

export interface ListenerKind {
  readonly name: string;
  /** Goals hold for it. */
  readonly isOurs: boolean;
  create(): Promise<Listener>;
}
