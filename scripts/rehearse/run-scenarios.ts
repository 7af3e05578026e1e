/**
 * Plays scenarios side by side. Those for which a service fails come after the others, one group for each way of
 * failing, since a service fails for every call that is on. Used by `npm run rehearse` and the scenarios' test.
 */
import { errorMessage } from '../../src/domain/error-message.js';
import type { LineName } from '../rehearsal/lines/rehearsal-line.js';
import type { CallTrace } from './call-trace.js';
import { type Failure, judge } from './judge.js';
import type { ReadScenario } from './read-scenario.js';
import { openRoom, type RehearsalRoom } from './rehearsal-room.js';
import { groupOf } from './service-failures.js';

export interface PlayedScenario {
  readonly read: ReadScenario;
  /** None: everything was as expected. */
  readonly failures: readonly Failure[];
  /** Null when it could not be played at all. */
  readonly trace: CallTrace | null;
}

export interface RunOptions {
  readonly seed: number;
  readonly line: LineName;
  /** The line's ms for each real one. */
  readonly speed: number;
  readonly atATime: number;
  readonly onStarted?: (scenario: ReadScenario) => void;
  readonly onPlayed?: (played: PlayedScenario) => void;
  /** No further scenario is begun once it is aborted, and those that are on are ended. */
  readonly signal?: AbortSignal;
}

/** Resolves with what was played, in the order of the scenarios. Rejects where the services cannot be started. */
export async function runScenarios(
  scenarios: readonly ReadScenario[],
  options: RunOptions,
): Promise<PlayedScenario[]> {
  const { atATime, line, speed, signal, onPlayed, onStarted } = options;
  const room = await openRoom({ places: scenarios.length, atATime, line, speed });
  const closeEarly = (): void => void room.close();
  signal?.addEventListener('abort', closeEarly);
  const played = new Map<ReadScenario, PlayedScenario>();
  try {
    for (const [, group = []] of byServices(scenarios)) {
      const waiting = [...group];
      const takeTurns = async (): Promise<void> => {
        for (let next = waiting.shift(); next && !signal?.aborted; next = waiting.shift()) {
          onStarted?.(next);
          const result = await play(room, next, options.seed);
          played.set(next, result);
          onPlayed?.(result);
        }
      };
      if (group[0]) room.fail(group[0].scenario.services);
      await Promise.all(Array.from({ length: atATime }, takeTurns));
    }
  } finally {
    signal?.removeEventListener('abort', closeEarly);
    await room.close();
  }
  return scenarios.flatMap((scenario) => played.get(scenario) ?? []);
}

/** Where every service works comes first. */
function byServices(scenarios: readonly ReadScenario[]): [string, ReadScenario[]][] {
  const groups = new Map<string, ReadScenario[]>();
  for (const read of scenarios) {
    const group = groupOf(read.scenario.services);
    groups.set(group, [...(groups.get(group) ?? []), read]);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
}

async function play(room: RehearsalRoom, read: ReadScenario, seed: number): Promise<PlayedScenario> {
  try {
    const trace = await room.play(read, seed);
    return { read, trace, failures: judge(read, trace) };
  } catch (error) {
    const failure = { field: null, line: null, atMs: null, expected: 'a call', found: errorMessage(error) };
    return { read, trace: null, failures: [failure] };
  }
}
