/** What a process and all that it started take of the machine, as Linux tells in /proc. Used by measure.ts. */
import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { cpus } from 'node:os';

export interface TreeSize {
  /** Memory, with each shared page divided among those that share it. */
  readonly pssMb: number;
  readonly processes: number;
  readonly threads: number;
}

/** CPU time so far, in seconds. */
export interface CpuTime {
  readonly seconds: number;
  /** By the names of the threads; that of the process's own thread is `node`. */
  readonly byThread: ReadonlyMap<string, number>;
}

const KB_PER_MB = 1024;
const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** A process may end while it is looked at. */
const read = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');
const list = (path: string): Promise<string[]> => readdir(path).catch(() => []);

/** The fields of a `stat` file after the name, which may hold anything. Source: proc_pid_stat(5). */
const fieldsOf = (stat: string): string[] => stat.slice(stat.lastIndexOf(')') + 2).split(' ');
const PARENT = 1;
const USER_TICKS = 11;
const SYSTEM_TICKS = 12;

/** The process and its descendants. */
export const treeOf = async (root: number): Promise<number[]> => {
  const pids = (await list('/proc')).map(Number).filter(Number.isInteger);
  const parents = await Promise.all(
    pids.map(async (pid) => ({ pid, parent: Number(fieldsOf(await read(`/proc/${pid}/stat`))[PARENT]) })),
  );
  const tree = [root];
  for (const above of tree)
    tree.push(...parents.filter(({ parent }) => parent === above).map(({ pid }) => pid));
  return tree;
};

export const sizeOf = async (root: number): Promise<TreeSize> => {
  const pids = await treeOf(root);
  const sizes = await Promise.all(
    pids.map(async (pid) => ({
      pssKb: Number(/^Pss:\s+(\d+)/m.exec(await read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
      threads: (await list(`/proc/${pid}/task`)).length,
    })),
  );
  return {
    pssMb: sizes.reduce((sum, { pssKb }) => sum + pssKb, 0) / KB_PER_MB,
    threads: sizes.reduce((sum, { threads }) => sum + threads, 0),
    processes: sizes.filter(({ threads }) => threads > 0).length,
  };
};

/** Of those who are there: the time of threads that have ended is not in it. */
export const cpuOf = async (root: number): Promise<CpuTime> => {
  const byThread = new Map<string, number>();
  let seconds = 0;
  for (const pid of await treeOf(root)) {
    for (const thread of await list(`/proc/${pid}/task`)) {
      const stat = await read(`/proc/${pid}/task/${thread}/stat`);
      if (stat === '') continue;
      const fields = fieldsOf(stat);
      const used = (Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS])) / TICKS_PER_SECOND;
      const name = thread === String(pid) ? 'node' : stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      byThread.set(name, (byThread.get(name) ?? 0) + used);
      seconds += used;
    }
  }
  return { seconds, byThread };
};

export interface MachineTime {
  readonly idle: number;
  readonly all: number;
}

/** Of all cores together since the machine was started, in seconds. */
export const machineTime = (): MachineTime => {
  const times = cpus().map((cpu) => cpu.times);
  return {
    idle: times.reduce((sum, { idle }) => sum + idle, 0) / 1000,
    all: times.reduce((sum, time) => sum + Object.values(time).reduce((a, b) => a + b, 0), 0) / 1000,
  };
};

export const idleShare = (begin: MachineTime, end: MachineTime): number =>
  (end.idle - begin.idle) / (end.all - begin.all);
