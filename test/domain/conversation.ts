/** A conversation as utterances, for tests: `A:` is the agent, `P:` the practice; the ids are u0, u1, … */
import type { Utterance } from '../../src/domain/transcript.js';

const TURN_MS = 1000;

export const conversation = (...turns: readonly `${'A' | 'P'}:${string}`[]): Utterance[] =>
  turns.map((turn, index) => ({
    id: `u${index}`,
    speaker: turn.startsWith('A:') ? 'agent' : 'practice',
    text: turn.slice(2),
    startedAtMs: index * TURN_MS,
    endedAtMs: (index + 1) * TURN_MS,
    interrupted: false,
  }));
