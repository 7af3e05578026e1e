/**
 * `npm run rehearse`: plays calls that are written down as data, several at a time, and says which fell short.
 * No account is needed. Exits with 0 when every call was as expected, 1 when one was not, 2 when nothing could be
 * played, 130 when it was interrupted.
 */
import { Command, InvalidArgumentError, Option } from 'commander';
import pc from 'picocolors';
import { closeOnInterrupt } from './demo/interrupt.js';
import { createTerminal } from './demo/terminal.js';
import { LINES, type LineName } from './rehearsal/lines/rehearsal-line.js';
import type { ComparedScenario } from './rehearse/compare-lines.js';
import { type ReadScenario, ScenarioError } from './rehearse/read-scenario.js';
import type { PlayedScenario } from './rehearse/run-scenarios.js';
import { filesNamed, readScenarios, scenarioFiles } from './rehearse/scenario-files.js';

interface Flags {
  readonly all?: true;
  readonly file: readonly string[];
  readonly json?: true;
  readonly seed: number;
  readonly jobs: number;
  readonly line: LineName | 'both';
  readonly speed?: number;
}

const MEMORY_SPEED = 6;
/** A call that fell short is code 1. */
const UNUSABLE = 2;
const LIVEKIT_SPEED = 'The line livekit runs in real time: leave --speed out, or take --line memory.';

const wholeNumber =
  (from: number, to: number) =>
  (given: string): number => {
    const number = Number(given);
    if (Number.isInteger(number) && number >= from && number <= to) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${from} to ${to}.`);
  };

const program = new Command('npm run rehearse --')
  .description(
    'Plays calls that are written down as data, and says which were not as they should be.\n' +
      'The scenarios lie in test/scenarios; its README.md tells how to add one.',
  )
  .argument('[name...]', 'scenarios, or the beginnings of their names up to a dash: tree, tree-one-level')
  .option('--all', 'every scenario')
  .option(
    '--file <path>',
    'a scenario of your own; may be repeated',
    (path: string, paths: string[]) => [...paths, path],
    [],
  )
  .option('--json', 'print one JSON object for each scenario, each on a line of its own')
  .option('--seed <number>', 'chooses what the scenarios leave open', wholeNumber(0, 2 ** 31 - 1), 1)
  .option('--jobs <number>', 'calls at a time', wholeNumber(1, 20), 4)
  .addOption(
    new Option('--line <name>', 'what carries the calls; both: one after the other, and compared')
      .choices([...LINES, 'both'])
      .default('memory'),
  )
  .option(
    '--speed <number>',
    `the line's seconds for each real one (default: ${MEMORY_SPEED}; on livekit always 1)`,
    wholeNumber(1, 12),
  )
  .addHelpText('after', '\nWithout a name, the scenarios are listed.');

async function list(): Promise<void> {
  const scenarios = await readScenarios(await scenarioFiles());
  const width = Math.max(...scenarios.map(({ name }) => name.length));
  for (const { name, scenario } of scenarios) console.log(`${name.padEnd(width)}  ${pc.dim(scenario.title)}`);
  console.log(
    `\n${scenarios.length} scenarios. Play them with npm run rehearse -- --all, or with their names.`,
  );
}

async function rehearse(scenarios: readonly ReadScenario[], flags: Flags): Promise<boolean> {
  const { json = false, seed, jobs } = flags;
  const lines = flags.line === 'both' ? LINES : [flags.line];
  // The objects have the standard output to themselves.
  const terminal = createTerminal(json ? process.stderr : process.stdout);
  const ending = new AbortController();
  let closed: Promise<unknown> = Promise.resolve();
  closeOnInterrupt(terminal, async () => {
    ending.abort();
    await closed;
  });
  terminal.status('starting …');
  // The system takes seconds to load.
  const [{ runScenarios }, { differencesOf }, report] = await Promise.all([
    import('./rehearse/run-scenarios.js'),
    import('./rehearse/compare-lines.js'),
    import('./rehearse/report.js'),
  ]);

  const total = scenarios.length * lines.length;
  const playing = new Set<string>();
  let done = 0;
  let failed = 0;
  const showProgress = (): void => {
    const fallen = failed === 0 ? '' : `, ${failed} fell short`;
    const names = [...playing].join(', ');
    const width = (process.stdout.columns ?? 80) - 50;
    terminal.status(`${done} of ${total}${fallen}; now ${names.slice(0, Math.max(0, width))}`);
  };
  /** As the first line played it. */
  const before = new Map<string, PlayedScenario>();
  const compared: ComparedScenario[] = [];
  for (const line of lines) {
    const running = runScenarios(scenarios, {
      seed,
      line,
      speed: line === 'livekit' ? 1 : (flags.speed ?? MEMORY_SPEED),
      atATime: Math.min(jobs, scenarios.length),
      signal: ending.signal,
      onStarted({ name }) {
        playing.add(name);
        showProgress();
      },
      onPlayed(played) {
        if (ending.signal.aborted) return;
        playing.delete(played.read.name);
        done++;
        if (played.failures.length > 0) failed++;
        const first = before.get(played.read.name);
        const differences = first ? differencesOf(first.trace, played.trace) : null;
        if (differences) compared.push({ name: played.read.name, differences });
        before.set(played.read.name, played);
        if (json) console.log(report.jsonLine(played, line, differences));
        showProgress();
      },
    });
    closed = running.catch(() => undefined);
    const played = await running;
    terminal.status(null);
    // Whoever interrupted ends the process: there is nothing more to show.
    if (ending.signal.aborted) return false;
    if (json) continue;

    if (lines.length > 1) terminal.heading(`Line ${line}`);
    console.log(report.table(played));
    for (const each of played.filter(({ failures }) => failures.length > 0))
      report.showFailed(terminal, each);
  }
  const isWell = failed === 0 && compared.every(({ differences }) => differences.length === 0);
  if (json) return isWell;

  terminal.blank();
  const all = `${total} ${total === 1 ? 'call' : 'calls'}, seed ${seed}`;
  terminal.text(failed === 0 ? pc.green(`${all}: as expected.`) : pc.red(`${all}: ${failed} fell short.`));
  if (compared.length > 0) report.showCompared(terminal, compared);
  return isWell;
}

async function main(): Promise<number> {
  const flags = program.parse().opts<Flags>();
  if (flags.line === 'livekit' && (flags.speed ?? 1) !== 1) {
    program.error(LIVEKIT_SPEED, { exitCode: UNUSABLE });
  }
  try {
    const known = await scenarioFiles();
    const files = [...(flags.all ? known : filesNamed(program.args, known)), ...flags.file];
    if (files.length === 0) {
      await list();
      return 0;
    }
    return (await rehearse(await readScenarios(files), flags)) ? 0 : 1;
  } catch (error) {
    const problems =
      error instanceof ScenarioError
        ? error.problems
        : [`Nothing could be played: ${error instanceof Error ? error.message : String(error)}`];
    for (const problem of problems) console.error(pc.red(problem));
    return UNUSABLE;
  }
}

process.exitCode = await main();
