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
import { type ReadScenario, ScenarioError } from './rehearse/read-scenario.js';
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
  const { json = false, seed, jobs, line, speed = MEMORY_SPEED } = flags;
  // The objects have the standard output to themselves.
  const terminal = createTerminal(json ? process.stderr : process.stdout);
  let playing: Promise<unknown> = Promise.resolve();
  const signal = closeOnInterrupt(terminal, async () => {
    await playing;
  });
  terminal.status('starting …');
  // The system takes seconds to load.
  const { playOnLines } = await import('./rehearse/play-on-lines.js');
  const isWell = playOnLines(scenarios, { line, seed, atATime: jobs, speed, json, terminal, signal });
  playing = isWell.catch(() => undefined);
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
