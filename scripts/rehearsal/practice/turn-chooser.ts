/**
 * Decides what the practice does about what it heard. It knows nothing of sound or time.
 */
import type { Person, PracticeTurn } from './practice-script.js';

/** What the practice does: says something, then hangs up or goes to another scene; each may be absent. */
export type Reaction = Pick<PracticeTurn, 'says' | 'hangsUp' | 'goesTo'>;

export interface TurnChooser {
  /** The turn that breaks in on the agent at these words; null: none. */
  interruption(text: string): Reaction | null;
  /** The turn that answers them once the agent has fallen silent; null: the practice has no answer. */
  answer(text: string): Reaction | null;
}

/** A person does not ask for a repetition more often than this. */
const MAX_OTHERWISE_IN_A_ROW = 2;

export function createTurnChooser(person: Person): TurnChooser {
  const taken = new Set<PracticeTurn>();
  let otherwiseInARow = 0;

  function take(text: string, isCandidate: (turn: PracticeTurn) => boolean): Reaction | null {
    const turn = person.turns.find(
      (candidate) => isCandidate(candidate) && !taken.has(candidate) && matches(candidate.hears, text),
    );
    if (turn === undefined) {
      return null;
    }
    if (turn.once ?? true) {
      taken.add(turn);
    }
    otherwiseInARow = 0;
    return turn;
  }

  return {
    interruption: (text) => take(text, (turn) => turn.interrupts ?? false),
    answer(text) {
      const turn = take(text, () => true);
      if (turn !== null || person.otherwise === undefined || otherwiseInARow === MAX_OTHERWISE_IN_A_ROW) {
        return turn;
      }
      otherwiseInARow++;
      return { says: person.otherwise };
    },
  };
}

/** Unlike `test`, `search` has no memory in a pattern with the flag `g`. */
function matches(pattern: RegExp, text: string): boolean {
  return text.search(pattern) >= 0;
}
