/**
 * `npm run bench:density`: simultaneous calls over WebRTC in one worker of ours and in the ordinary LiveKit agents
 * worker, with the same livekit-server, phones and OpenAI stand-in, all of which run in other processes.
 * `--calls`, `--ordinary`, `--node`, `--profile`, `--json`. Each row takes a minute or two where all is well.
 * Exits with 1 when a goal was missed. Linux only, for its /proc; nothing leaves this machine.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { errorMessage } from '../../src/domain/error-message.js';
import { buildPhones, compile } from './compile.js';
import { startDensityStage } from './density/density-stage.js';
import { judge } from './density/goals.js';
import { isBusy, measure, type Row } from './density/measure.js';
import { idleShare, machineTime } from './density/process-tree.js';
import { profile } from './density/profile.js';
import { toProfile, toTable } from './density/report.js';
import { ordinary, ours, type Run, type Side } from './density/sides.js';
import { type Figure, machine, toMarkdown } from './figures.js';

const MOST_CALLS = 50;
const MB = 1024 * 1024;
/** The ordinary worker's own, and that of each call; with less the machine would begin to swap. */
const ORDINARY_MB = 600;
const ORDINARY_MB_PER_CALL = 130;

const counts = (text: string): number[] => {
  const numbers = text === '' ? [] : text.split(',').map(Number);
  if (numbers.some((count) => !Number.isInteger(count) || count < 1 || count > MOST_CALLS)) {
    throw new InvalidArgumentError(`It must be whole numbers from 1 to ${MOST_CALLS}, such as 1,5,10.`);
  }
  return numbers;
};

interface Flags {
  readonly calls: readonly number[];
  readonly ordinary: readonly number[];
  readonly node: string;
  readonly profile?: true;
  readonly json?: true;
}

const flags = new Command('npm run bench:density --')
  .description('Measures how many calls one worker holds, and the ordinary LiveKit agents worker beside it.')
  .option('--calls <numbers>', 'so many calls at once in our worker', counts, [1, 5, 10, 20])
  .option('--ordinary <numbers>', "and in the ordinary one; '' leaves it out", counts, [1, 3, 5])
  .option('--node <path>', 'the Node that runs the workers', process.execPath)
  .option('--profile', 'once more with the most calls, and where the time goes')
  .option('--json', 'print JSON')
  .parse()
  .opts<Flags>();

const version = execFileSync(flags.node, ['--version'], { encoding: 'utf8' }).trim();
console.error('Compiling …');
await compile();
console.error('Building the phones, with Go: the first time this takes a few minutes …');
await buildPhones();
const stage = await startDensityStage();
const rows: Row[] = [];
const failures: Figure[] = [];

let practices = 0;

const runOf = (name: string, calls: number): Run => {
  const firstPractice = practices;
  practices += calls;
  const samplesFile = join(stage.folder, `${name}-${calls}.jsonl`);
  return { calls, firstPractice, name: `density-${name}-${calls}`, node: flags.node, samplesFile };
};

/** What could not be held is a goal missed, unless it was the machine that could not. */
const unlessFailed = async <T>(name: string, calls: number, run: () => Promise<T>): Promise<T | null> => {
  console.error(`Measuring: ${name}, ${calls} ${calls === 1 ? 'call' : 'calls'} …`);
  const before = machineTime();
  try {
    return await run();
  } catch (error) {
    const idle = idleShare(before, machineTime());
    failures.push({
      what: `${calls} calls at once, ${name}`,
      goal: 'held',
      measured: `${errorMessage(error)}; machine ${(idle * 100).toFixed(0)} % idle`,
      met: name === 'ordinary' || isBusy(idle) ? null : false,
    });
    return null;
  }
};

const add = async (name: string, start: Side, calls: number): Promise<void> => {
  const row = await unlessFailed(name, calls, () => measure(stage, { name, start }, runOf(name, calls)));
  if (row) rows.push(row);
};

let profiled: Awaited<ReturnType<typeof profile>> | null = null;
try {
  for (const calls of flags.calls) await add('ours', ours, calls);
  for (const calls of flags.ordinary) {
    const isRoom = process.availableMemory() / MB > ORDINARY_MB + calls * ORDINARY_MB_PER_CALL;
    if (isRoom) await add('ordinary', ordinary, calls);
    else console.error(`Left out: ordinary, ${calls} calls: the machine has not the memory.`);
  }
  const most = Math.max(0, ...rows.filter(({ side }) => side === 'ours').map(({ calls }) => calls));
  if (flags.profile && most > 0) {
    profiled = await unlessFailed('profiled', most, () => profile(stage, runOf('profiled', most)));
  }
} finally {
  await stage.close();
}

const [own, other] = ['ours', 'ordinary'].map((name) => rows.filter(({ side }) => side === name));
const figures = [...judge(own ?? [], other ?? [], Number.parseInt(version.slice(1), 10)), ...failures];
if (flags.json) {
  console.log(JSON.stringify({ machine: machine(), worker: version, rows, figures, profiled }, null, 2));
} else {
  console.log(`\n${machine()}; the workers on Node ${version}\n\n${toTable(rows)}\n\n${toMarkdown(figures)}`);
  if (profiled)
    console.log(`\n${profiled.row.calls} calls, profiled\n\n${toProfile(profiled.row, profiled.shares)}`);
}
process.exitCode = figures.some(({ met }) => met === false) ? 1 : 0;
