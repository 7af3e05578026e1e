/**
 * Plays an opening to a listener, as a line would: sound, words that come later and not quite as they were said, a
 * person who answers, speaks into a silence, and hangs up.
 */
import type { Dice } from '../shared/dice.js';
import { transcribed } from '../shared/noise.js';
import type { Listener, ListenerKind, Verdict } from './listener.js';
import { hasWords, type Opening, speakingMs, type Turn } from './opening.js';

const STEP_MS = 100;
/** From the end of a sound to its words: the server notices the end, then transcribes. */
const WORDS_AFTER_MS = { from: 600, to: 1_300 } as const;
/** How soon a person answers whoever has stopped speaking. */
const REACTION_MS = 600;
/** A person who was answered is listened to for so long. */
const AFTERWARDS_MS = 4_000;

export interface Change {
  readonly verdict: Verdict;
  readonly atMs: number;
  /** How many turns with words the listener had heard by then. */
  readonly heard: number;
}

export interface Played {
  /** When the listener began to speak, and for whom it took the far end. */
  readonly spoken: readonly Change[];
  readonly opening: Opening;
  readonly changes: readonly Change[];
  /** When the words of each turn that had any arrived. */
  readonly heardAtMs: readonly number[];
  /** The end of the first sound that had words in it, ms after the answer; null: there was none. */
  readonly firstWordsAtMs: number | null;
  /** When the person of the opening first spoke; null: there is none. */
  readonly personAtMs: number | null;
  readonly endedAtMs: number;
  readonly transcript: readonly string[];
}

interface Coming {
  readonly turn: Turn;
  readonly wordsAtMs: number;
  readonly heardAs: string;
}

export async function play(
  opening: Opening,
  kind: ListenerKind,
  { noise, wer }: { readonly noise: Dice; readonly wer: number },
): Promise<Played> {
  const listener = await kind.create();
  try {
    return playTo(listener, opening, noise, wer);
  } finally {
    listener.close();
  }
}

function playTo(listener: Listener, opening: Opening, noise: Dice, wer: number): Played {
  const { person } = opening;
  const changes: Change[] = [];
  const transcript: string[] = [];
  const say = (turn: Turn): Coming => ({
    turn,
    wordsAtMs: turn.endsAtMs + noise.int(WORDS_AFTER_MS.from, WORDS_AFTER_MS.to),
    heardAs: hasWords(turn) ? transcribed(noise, turn.text, wer) : turn.text,
  });
  const coming = opening.turns.map(say);
  const lines: Coming[] = [];
  const spoken: Change[] = [];
  let isSpeaking = false;
  let beepAtMs = opening.beepAtMs;
  const heardAtMs: number[] = [];
  let firstWordsAtMs: number | null = null;
  let quietSinceMs = opening.turns.at(-1)?.endsAtMs ?? 0;
  let wasSpokenTo = false;
  let endsAtMs = person ? Number.POSITIVE_INFINITY : opening.closesAtMs;
  let prods = 0;
  let atMs = 0;

  const look = (): void => {
    const verdict = listener.verdict();
    if (listener.isSpeaking() && !isSpeaking) spoken.push({ verdict, atMs, heard: heardAtMs.length });
    isSpeaking = listener.isSpeaking();
    if (verdict === (changes.at(-1)?.verdict ?? null)) return;
    changes.push({ verdict, atMs, heard: heardAtMs.length });
    transcript.push(`${atMs} ms  = ${verdict ?? 'not decided'}`);
  };

  const takeDue = (queue: Coming[], when: (one: Coming) => number): Coming[] => {
    const count = queue.findIndex((one) => when(one) > atMs);
    return queue.splice(0, count < 0 ? queue.length : count);
  };

  /** What the person does who has said their piece. */
  const react = (): void => {
    if (!person || coming.length > 0 || lines.some(({ turn }) => turn.endsAtMs > atMs)) return;
    if (listener.isSpeaking()) {
      wasSpokenTo = true;
      quietSinceMs = atMs;
      return;
    }
    const speak = (text: string): void => {
      const endMs = atMs + speakingMs(text, person.wordsPerSecond);
      coming.push(say({ text, startsAtMs: atMs, endsAtMs: endMs }));
      quietSinceMs = endMs;
    };
    if (wasSpokenTo && atMs - quietSinceMs >= REACTION_MS) {
      if (endsAtMs !== Number.POSITIVE_INFINITY) return;
      speak(person.answer);
      endsAtMs = quietSinceMs + AFTERWARDS_MS;
    } else if (atMs - quietSinceMs >= person.patienceMs) {
      const prod = person.prods[prods];
      prods += 1;
      if (prod === undefined) endsAtMs = Math.min(endsAtMs, atMs);
      else speak(prod);
    }
  };

  while (atMs < endsAtMs && !listener.isOver()) {
    react();
    for (const next of takeDue(coming, ({ turn }) => turn.startsAtMs)) {
      lines.push(next);
      listener.began(next.turn);
      look();
    }
    for (const { turn, heardAs } of takeDue(lines, ({ wordsAtMs }) => wordsAtMs)) {
      if (hasWords(turn)) {
        heardAtMs.push(atMs);
        firstWordsAtMs ??= turn.endsAtMs;
      }
      transcript.push(`${turn.startsAtMs}–${turn.endsAtMs} ms  “${heardAs}”`);
      listener.transcribed(heardAs, turn);
      look();
    }
    if (beepAtMs !== null && beepAtMs <= atMs) {
      transcript.push(`${beepAtMs} ms  (beep)`);
      listener.beeped(beepAtMs);
      beepAtMs = null;
      look();
    }
    atMs += STEP_MS;
    listener.advance(atMs);
    look();
  }
  const personTurn = person ? opening.turns[person.fromTurn] : undefined;
  return {
    opening,
    changes,
    spoken,
    heardAtMs,
    firstWordsAtMs,
    personAtMs: person ? (personTurn?.startsAtMs ?? 0) : null,
    endedAtMs: atMs,
    transcript,
  };
}
