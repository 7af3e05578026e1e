/**
 * Lays what is said on the line's time: how fast it is spoken, where it pauses, what a speech-to-text writes.
 * Used by `generate-opening.ts`.
 */
import type { Dice } from '../shared/dice.js';
import { speakingMs, type Turn } from './opening.js';
import type { Wordings } from './wordings.js';

export interface Tape {
  /** How fast a person speaks here. */
  readonly wordsPerSecond: number;
  /** A person says a template, mostly in one breath. */
  says(template: string): void;
  /** A recording plays a template, with the pauses of that recording. */
  plays(template: string): void;
  /** What was played last comes once more, in the same turns. */
  again(): void;
  /** A sound without words, as a transcriber writes it. */
  sounds(text: string, lastsMs: number): void;
  pauses(ms: number): void;
  turns(): readonly Turn[];
  endMs(): number;
}

/** A shorter pause ends no turn: the server's turn detection waits about so long. */
const SHORTEST_PAUSE_MS = 700;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function createTape(dice: Dice, wordings: Wordings): Tape {
  const values: Readonly<Record<string, string>> = {
    practice: dice.pick(wordings.practices),
    doctor: dice.pick(wordings.doctors),
    name: dice.pick(wordings.names),
    surname: dice.pick(wordings.surnames),
    town: dice.pick(wordings.towns),
    number: dice.pick(wordings.numbers),
    full: `${dice.pick(wordings.names)} ${dice.pick(wordings.surnames)}`,
  };
  const isPunctuated = dice.chance(0.85);
  const wordsPerSecond = dice.int(26, 38) / 10;
  const recordedWordsPerSecond = dice.int(21, 29) / 10;
  /** How likely this recording pauses at the end of a sentence. */
  const pausesAtStops = dice.pick([0, 0.3, 0.7, 1]);
  const isTorn = dice.chance(0.15);

  const turns: Turn[] = [];
  let atMs = dice.weighed([
    [dice.int(200, 1_200), 6],
    [dice.int(1_200, 2_500), 3],
    [dice.int(2_500, 4_000), 1],
  ]);
  let last: readonly { readonly text: string; readonly afterMs: number }[] = [];

  const written = (text: string): string =>
    isPunctuated ? text : text.toLowerCase().replace(/[.,?!¿]/g, '');
  const fill = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  const pauseMs = (): number =>
    dice.chance(0.9) ? dice.int(SHORTEST_PAUSE_MS, 1_800) : dice.int(1_800, 3_500);

  const add = (text: string, rate: number): void => {
    const endsAtMs = atMs + speakingMs(text, rate);
    turns.push({ text: written(text), startsAtMs: atMs, endsAtMs });
    atMs = endsAtMs;
  };

  /** Cuts a text at `|`, and at the ends of sentences as often as `share` says. */
  const inTurns = (template: string, share: number): string[] =>
    fill(template)
      .split('|')
      .flatMap((part) => {
        const cut: string[] = [];
        for (const sentence of part.match(/(?:(?:Dr|Mr|Mrs|[ap])\.|[^.?!])+[.?!]*/g) ?? []) {
          const text = capital(sentence.trim());
          if (text === '') continue;
          const open = cut.length > 0 && !dice.chance(share) ? cut.pop() : undefined;
          cut.push(open === undefined ? text : `${open} ${text}`);
        }
        return cut;
      });

  return {
    wordsPerSecond,
    says(template) {
      inTurns(template, 0.1).forEach((text, index) => {
        if (index > 0) atMs += dice.int(SHORTEST_PAUSE_MS, 1_200);
        add(text, wordsPerSecond);
      });
    },
    plays(template) {
      const texts = inTurns(template, pausesAtStops);
      const torn = isTorn ? dice.int(0, texts.length - 1) : -1;
      last = texts
        .flatMap((text, index) => {
          const words = text.split(' ');
          if (index !== torn || words.length < 4) return [text];
          const at = dice.int(2, words.length - 2);
          return [words.slice(0, at).join(' '), words.slice(at).join(' ')];
        })
        .map((text, index) => ({ text, afterMs: index === 0 ? 0 : pauseMs() }));
      this.again();
    },
    again() {
      for (const { text, afterMs } of last) {
        atMs += afterMs;
        add(text, recordedWordsPerSecond);
      }
    },
    sounds(text, lastsMs) {
      turns.push({ text, startsAtMs: atMs, endsAtMs: atMs + lastsMs });
      atMs += lastsMs + SHORTEST_PAUSE_MS;
    },
    pauses(ms) {
      atMs += ms;
    },
    turns: () => turns,
    endMs: () => atMs,
  };
}
