/**
 * Plays scenarios on one line or on both, one after the other, and shows what came of them: how far it is, then a table
 * and what fell short, or JSON. Called by `npm run rehearse`, which loads it only when there is something to play.
 */
import pc from 'picocolors';
import type { Terminal } from '../demo/terminal.js';
import { LINES, type LineName } from '../rehearsal/lines/rehearsal-line.js';
import { type ComparedScenario, type Difference, differencesOf } from './compare-lines.js';
import type { ReadScenario } from './read-scenario.js';
import { jsonLine, showCompared, showFailed, table } from './report.js';
import { type PlayedScenario, runScenarios } from './run-scenarios.js';

export interface PlayOptions {
  readonly line: LineName | 'both';
  readonly seed: number;
  readonly atATime: number;
  /** The ms of the line `memory` for each real one; `livekit` runs in real time. */
  readonly speed: number;
  /** One object for each scenario goes to the standard output, and no table to the terminal. */
  readonly json: boolean;
  readonly terminal: Terminal;
  /** Ends what is on once it is aborted; nothing more is shown then. */
  readonly signal: AbortSignal;
}

/**
 * Whether every call was as expected, and ended the same on both lines; false where it was aborted.
 * Rejects where the services cannot be started.
 */
export async function playOnLines(
  scenarios: readonly ReadScenario[],
  options: PlayOptions,
): Promise<boolean> {
  const { seed, json, terminal, signal } = options;
  const lines = options.line === 'both' ? LINES : [options.line];
  const total = scenarios.length * lines.length;
  const progress = createProgress(terminal, total);
  const comparison = createComparison();
  for (const line of lines) {
    const played = await runScenarios(scenarios, {
      seed,
      line,
      speed: line === 'livekit' ? 1 : options.speed,
      atATime: Math.min(options.atATime, scenarios.length),
      signal,
      onStarted: ({ name }) => progress.started(name),
      onPlayed(scenario) {
        if (signal.aborted) return;
        const differences = comparison.add(scenario);
        if (json) console.log(jsonLine(scenario, line, differences));
        progress.played(scenario);
      },
    });
    terminal.status(null);
    // Whoever interrupted ends the process: there is nothing more to show.
    if (signal.aborted) return false;
    if (json) continue;
    if (lines.length > 1) terminal.heading(`Line ${line}`);
    showPlayed(terminal, played);
  }

  const { compared } = comparison;
  if (!json) showEnd(terminal, { total, seed, failed: progress.failed, compared });
  return progress.failed === 0 && compared.every(({ differences }) => differences.length === 0);
}

/** Keeps count, and shows it in the terminal's last line. */
function createProgress(terminal: Terminal, total: number) {
  const playing = new Set<string>();
  let done = 0;
  let failed = 0;
  const show = (): void => {
    const fallen = failed === 0 ? '' : `, ${failed} fell short`;
    const names = [...playing].join(', ');
    const width = (process.stdout.columns ?? 80) - 50;
    terminal.status(`${done} of ${total}${fallen}; now ${names.slice(0, Math.max(0, width))}`);
  };
  return {
    get failed() {
      return failed;
    },
    started(name: string): void {
      playing.add(name);
      show();
    },
    played({ read, failures }: PlayedScenario): void {
      playing.delete(read.name);
      done++;
      if (failures.length > 0) failed++;
      show();
    },
  };
}

/** A scenario that is added a second time is compared with the first. */
function createComparison() {
  const first = new Map<ReadScenario, PlayedScenario>();
  const compared: ComparedScenario[] = [];
  return {
    compared: compared as readonly ComparedScenario[],
    /** What differs; null where there is nothing to compare with. */
    add(played: PlayedScenario): readonly Difference[] | null {
      const before = first.get(played.read);
      if (!before) {
        first.set(played.read, played);
        return null;
      }
      const differences = differencesOf(before.trace, played.trace);
      compared.push({ name: played.read.name, differences });
      return differences;
    },
  };
}

function showPlayed(terminal: Terminal, played: readonly PlayedScenario[]): void {
  console.log(table(played));
  for (const scenario of played) if (scenario.failures.length > 0) showFailed(terminal, scenario);
}

interface End {
  readonly total: number;
  readonly seed: number;
  readonly failed: number;
  readonly compared: readonly ComparedScenario[];
}

function showEnd(terminal: Terminal, { total, seed, failed, compared }: End): void {
  terminal.blank();
  const all = `${total} ${total === 1 ? 'call' : 'calls'}, seed ${seed}`;
  terminal.text(failed === 0 ? pc.green(`${all}: as expected.`) : pc.red(`${all}: ${failed} fell short.`));
  if (compared.length > 0) showCompared(terminal, compared);
}
