/** Compiles the worker as it is deployed to `dist/`, and the programs that are measured or used beside it to `dist-bench/`. */
import { spawn } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { resolve } from 'node:path';

const run = (program: string, args: readonly string[], cwd = '.'): Promise<void> =>
  new Promise((done, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? done() : reject(new Error(`${program} ${args.join(' ')} ended with ${code}`)),
    );
  });

export const compile = async (): Promise<void> => {
  await run('npm', ['run', 'build']);
  await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.bench.json']);
  await cp('prompts', 'dist-bench/prompts', { recursive: true });
};

/** The phones of the density benchmark, to `dist-bench/phones`: a few minutes the first time, then about a second. */
export const buildPhones = (): Promise<void> =>
  run('go', ['build', '-o', resolve('dist-bench/phones'), '.'], 'test/bench/density/phones');
