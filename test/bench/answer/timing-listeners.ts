/**
 * Answering machine detection by timing alone, as telephony servers have it: how long the silence before the greeting
 * is, how long the greeting, and how many words. It decides once. Modelled on Asterisk's application AMD(), here with
 * true word boundaries, which is better than it hears them on a line.
 */
import type { Listener, ListenerKind, Verdict } from './listener.js';
import { createMouth } from './mouth.js';
import { hasWords, type Turn } from './opening.js';

interface Thresholds {
  readonly initialSilenceMs: number;
  readonly greetingMs: number;
  readonly afterGreetingSilenceMs: number;
  readonly totalMs: number;
  readonly words: number;
}

const GREETING_MS = 4_000;

/** What is heard of a turn by then: ms of voice, and words. */
function heardOf(turn: Turn, atMs: number): { readonly ms: number; readonly words: number } {
  const ms = Math.max(0, Math.min(atMs, turn.endsAtMs) - turn.startsAtMs);
  const words = hasWords(turn) ? turn.text.split(/\s+/).length : 1;
  return { ms, words: Math.floor((words * ms) / (turn.endsAtMs - turn.startsAtMs)) };
}

function decide(turns: readonly Turn[], atMs: number, limits: Thresholds): Verdict {
  const last = turns.at(-1);
  if (last === undefined) return atMs > limits.initialSilenceMs ? 'machine' : null;
  const heard = turns.map((turn) => heardOf(turn, atMs));
  const words = heard.reduce((sum, each) => sum + each.words, 0);
  if (heard.some(({ ms }) => ms > limits.greetingMs) || words > limits.words) return 'machine';
  if (atMs - last.endsAtMs > limits.afterGreetingSilenceMs) return 'person';
  // Not sure: a dialer connects the call.
  return atMs > limits.totalMs ? 'person' : null;
}

const timed = (name: string, limits: Thresholds): ListenerKind => ({
  name,
  isOurs: false,
  async create(): Promise<Listener> {
    const mouth = createMouth({ started: () => {}, finished: () => {} });
    const turns: Turn[] = [];
    let verdict: Verdict = null;
    return {
      began(turn) {
        mouth.interrupt(turn.startsAtMs);
        turns.push(turn);
      },
      transcribed: () => {},
      beeped: () => {},
      advance(atMs) {
        mouth.advance(atMs);
        if (verdict !== null) return;
        verdict = decide(turns, atMs, limits);
        if (verdict === 'person') mouth.ask(atMs, GREETING_MS);
      },
      verdict: () => verdict,
      isSpeaking: () => mouth.isSpeaking(),
      isOver: () => false,
      close: () => {},
    };
  },
});

/** The values of Asterisk's sample configuration, `configs/samples/amd.conf.sample`. */
export const TIMING_LISTENER = timed('timing, as in Asterisk', {
  initialSilenceMs: 2_500,
  greetingMs: 1_500,
  afterGreetingSilenceMs: 800,
  totalMs: 5_000,
  words: 2,
});

/** For offices, whose people say more than “hello”: the values with the most right verdicts on the open wordings. */
export const PATIENT_TIMING_LISTENER = timed('timing, tuned to offices', {
  initialSilenceMs: 6_000,
  greetingMs: 4_500,
  afterGreetingSilenceMs: 2_200,
  totalMs: 10_000,
  words: 12,
});
