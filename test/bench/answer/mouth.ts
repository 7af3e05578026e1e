/** The agent's side of the line: it speaks a while after it was asked to, and falls silent when it is spoken to. */

/** From the wish to speak to the first sound. */
const LATENCY_MS = 700;

export interface MouthOptions {
  readonly started: (atMs: number) => void;
  readonly finished: (spoken: { startedAtMs: number; atMs: number; interrupted: boolean }) => void;
}

export interface Mouth {
  /** Ignored while it speaks, or is about to. */
  ask(atMs: number, lastsMs: number): void;
  /** What was not begun yet is not said. */
  interrupt(atMs: number): void;
  advance(atMs: number): void;
  isSpeaking(): boolean;
}

export function createMouth({ started, finished }: MouthOptions): Mouth {
  let turn: { readonly startsAtMs: number; readonly endsAtMs: number; isHeard: boolean } | null = null;
  return {
    ask(atMs, lastsMs) {
      const startsAtMs = atMs + LATENCY_MS;
      turn ??= { startsAtMs, endsAtMs: startsAtMs + lastsMs, isHeard: false };
    },
    interrupt(atMs) {
      const was = turn;
      turn = null;
      if (was?.isHeard) finished({ startedAtMs: was.startsAtMs, atMs, interrupted: true });
    },
    advance(atMs) {
      if (turn && !turn.isHeard && atMs >= turn.startsAtMs) {
        turn.isHeard = true;
        started(turn.startsAtMs);
      }
      if (turn && atMs >= turn.endsAtMs) {
        const { startsAtMs, endsAtMs } = turn;
        turn = null;
        finished({ startedAtMs: startsAtMs, atMs: endsAtMs, interrupted: false });
      }
    },
    isSpeaking: () => turn?.isHeard ?? false,
  };
}
