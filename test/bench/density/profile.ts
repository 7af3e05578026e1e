/** Where our worker's time goes, from a V8 CPU profile of its own thread: by package, each with its busiest functions. */
import { readFile } from 'node:fs/promises';
import type { Profiler, Runtime } from 'node:inspector';
import { join } from 'node:path';
import type { DensityStage } from './density-stage.js';
import { measure, type Row } from './measure.js';
import { ours, type Run } from './sides.js';

export interface Share {
  /** A package, a folder of ours such as `src/voice`, or one of V8's own names such as `(garbage collector)`. */
  readonly where: string;
  /** Percent of one core. */
  readonly percent: number;
  /** The busiest first. */
  readonly functions: readonly { readonly name: string; readonly percent: number }[];
}

const FUNCTIONS = 4;
/** Nothing is to be done, or the profile itself is. */
const NOT_WORK = ['(idle)', 'dispatch'];

/** The profile has its own cost, so the row is not one for the table. */
export const profile = async (
  stage: DensityStage,
  run: Run,
): Promise<{ readonly row: Row; readonly shares: readonly Share[] }> => {
  const file = join(stage.folder, 'worker.cpuprofile');
  const row = await measure(stage, { name: 'profiled', start: ours }, run, async (worker, edge) => {
    worker.process.send({ profile: edge === 'begin' ? 'begin' : file });
    if (edge === 'end') await worker.report('profiled');
  });
  return { row, shares: await summarise(file) };
};

/** The busiest first. */
const summarise = async (file: string): Promise<Share[]> => {
  const { nodes, samples = [], timeDeltas = [] }: Profiler.Profile = JSON.parse(await readFile(file, 'utf8'));
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const places = new Map<string, Map<string, number>>();
  let allUs = 0;
  samples.forEach((id, index) => {
    const us = Math.max(0, timeDeltas[index] ?? 0);
    allUs += us;
    const frame = frames.get(id);
    if (!frame || NOT_WORK.includes(frame.functionName)) return;
    const where = placeOf(frame);
    const functions = places.get(where) ?? new Map<string, number>();
    const name = frame.functionName || '(anonymous)';
    functions.set(name, (functions.get(name) ?? 0) + us);
    places.set(where, functions);
  });
  const percentOf = (us: number): number => (us / allUs) * 100;
  return [...places]
    .map(([where, functions]) => ({
      where,
      percent: percentOf([...functions.values()].reduce((sum, us) => sum + us, 0)),
      functions: [...functions]
        .map(([name, us]) => ({ name, percent: percentOf(us) }))
        .sort((a, b) => b.percent - a.percent)
        .slice(0, FUNCTIONS),
    }))
    .sort((a, b) => b.percent - a.percent);
};

/** Of nested packages, the innermost. */
const placeOf = ({ url, functionName }: Runtime.CallFrame): string => {
  if (url.startsWith('node:')) return 'node';
  const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (inPackage) return inPackage;
  const own = /\/dist-bench\/((?:src|machines|test)(?:\/[^/.]+)?)\//.exec(url)?.[1];
  return own ?? (functionName.startsWith('(') ? functionName : 'native code');
};
