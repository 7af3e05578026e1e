/**
 * The process that is measured: compiled code under plain Node, with nothing of the stage inside it.
 * What it measures itself comes as messages (`Report`); its memory is read from outside.
 */
import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** What a measured program says to its parent. Times are {@link monotonicMs}. */
export type Report =
  | { readonly kind: 'ready' }
  /** A transition begins, after which `tool` exists and did not before; `speaking` when the agent was speaking. */
  | {
      readonly kind: 'transition';
      readonly atMs: number;
      readonly tool: string;
      readonly speaking: boolean;
    }
  /** What a load cost: CPU and lag while it was at its height, memory at its peak over the whole run. */
  | {
      readonly kind: 'load';
      readonly peakRssMb: number;
      readonly cpuPercent: number;
      readonly lagP99Ms: number;
    }
  | { readonly kind: 'import'; readonly ms: number; readonly rssMb: number }
  /** A service that the measured program uses, in a process of its own. */
  | { readonly kind: 'serving'; readonly env: Readonly<Record<string, string>> }
  /** A phone heard the agent for the first time, so long after it was picked up. */
  | { readonly kind: 'heard'; readonly afterMs: number }
  /** How many phones are picked up now, and how many of them hear an agent speaking; `Date.now()`. */
  | { readonly kind: 'phones'; readonly atMs: number; readonly active: number; readonly hearing: number }
  /** A V8 CPU profile was written to this file. */
  | { readonly kind: 'profiled'; readonly file: string }
  /** An hour's recording; `growthMb` is its peak of memory over that after five minutes. */
  | {
      readonly kind: 'recording';
      readonly growthMb: number;
      readonly diskMb: number;
      readonly parts: number;
      readonly largestPartMb: number;
      readonly cpuMsPerMinute: number;
      readonly seconds: number;
      readonly troubles: readonly string[];
    }
  | { readonly kind: 'done' };

const KB_PER_MB = 1024;

/** The system's own clock: the same in every process of this machine. */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** In a measured program. */
export const tell = (report: Report): void => {
  process.send?.(report);
};

export interface Child {
  readonly process: ChildProcess;
  readonly reports: readonly Report[];
  /** The next or an earlier report of this kind; rejects when the program ends without one. */
  report<K extends Report['kind']>(kind: K): Promise<Extract<Report, { kind: K }>>;
  stop(): Promise<void>;
}

/** What Node is told where the worker is deployed. */
const deployedOptions = (): string[] => readFileSync('Procfile', 'utf8').match(/--\S+/g) ?? [];

/**
 * Starts a compiled program, with this environment and no other.
 * `execPath`: the Node that runs it; `execArgv`: its options, the deployed worker's unless told otherwise.
 */
export const startChild = (
  program: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  execPath: string = process.execPath,
  execArgv: readonly string[] = deployedOptions(),
): Child => {
  const path = process.env['PATH'] ?? '';
  const child = fork(program, args, {
    env: { PATH: path, ...env },
    execPath,
    execArgv: [...execArgv],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  child.stdout?.resume();
  const ended = once(child, 'exit');
  const reports: Report[] = [];
  child.on('message', (report) => reports.push(report as Report));

  const find = <K extends Report['kind']>(kind: K) =>
    reports.find((report): report is Extract<Report, { kind: K }> => report.kind === kind);

  return {
    process: child,
    reports,
    async report(kind) {
      for (;;) {
        const found = find(kind);
        if (found) return found;
        if (child.exitCode !== null || child.signalCode !== null) {
          throw new Error(
            `${program} ended with ${child.exitCode ?? child.signalCode} before it said '${kind}'`,
          );
        }
        await Promise.race([once(child, 'message'), ended]);
      }
    },
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await ended;
    },
  };
};

/** The memory that a process holds now. */
export const rssMbOf = async (pid: number): Promise<number> => {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / KB_PER_MB;
  } catch {
    // Not Linux.
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
    return Number(stdout) / KB_PER_MB;
  }
};
