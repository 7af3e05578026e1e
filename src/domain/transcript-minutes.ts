/**
 * What was seen and decided in a call besides its words, as lines of the transcript's text: the coach's advice,
 * what the agent said that nothing bore out, and the keys of a phone tree. Used by `transcript-document.ts`. Pure.
 */
import type { CoachRun } from './coaching.js';
import type { Fact } from './grounding.js';
import type { KeyDecision } from './phone-menu/index.js';
import type { Utterance } from './transcript.js';

export interface Minutes {
  /** Each time the coach looked, in order. */
  readonly coach: readonly CoachRun[];
  /** Each key that was asked for in a phone tree, pressed or not. */
  readonly keys: readonly KeyDecision[];
  /** What the agent said that nothing it knew bore out; the ids are those of the live transcript. */
  readonly flagged: readonly { readonly utteranceId: string; readonly facts: readonly Fact[] }[];
}

/** A line with its time, in Unix ms. It may hold any whitespace. */
export interface TimedLine {
  readonly atMs: number;
  readonly text: string;
}

/** A line for each time that the coach had something to say, at the time at which it said it. */
export const coachLines = ({ coach }: Minutes): TimedLine[] =>
  coach.flatMap((run) => {
    const words = wordsOf(run);
    return words === null ? [] : [{ atMs: run.endedAtMs, text: `Coach (${fateOf(run)}): ${words}` }];
  });

/** A line for each flagged utterance, at its end. One that `live` does not have has no time, and no line. */
export const flagLines = ({ flagged }: Minutes, live: readonly Utterance[]): TimedLine[] =>
  flagged.flatMap(({ utteranceId, facts }) => {
    const utterance = live.find(({ id }) => id === utteranceId);
    const words = facts.map((fact) => fact.words).join(', ');
    return utterance ? [{ atMs: utterance.endedAtMs, text: `[not in the prompt: ${words}]` }] : [];
  });

/** A line for each decision in a phone tree, with the menu's words that it rests on. */
export const keyLines = ({ keys }: Minutes): string[] =>
  keys.map((decision) => `${deedOf(decision)}: “${decision.words}” (${decision.why})`);

/** Null: it saw nothing to say, which is most of the time. */
const wordsOf = ({ verdict }: CoachRun): string | null => {
  switch (verdict?.kind) {
    case undefined:
      return 'nothing that could be used';
    case 'none':
      return null;
    case 'advise':
      return verdict.message;
    case 'stepCompleted':
      return `this step is complete, on to ${verdict.next}`;
  }
};

const fateOf = ({ used, why }: CoachRun): string => {
  if (used) return 'used';
  return why === null ? 'not used' : `not used: ${why}`;
};

const deedOf = (decision: KeyDecision): string => {
  switch (decision.kind) {
    case 'press':
      return `Pressed ${decision.key}`;
    case 'say':
      return `Said “${decision.say}”`;
    case 'wait':
      return 'Waited';
    case 'refuse':
      return `Refused ${decision.asked}`;
  }
};
