/** Compiles the worker as it is deployed to `dist/`, and the programs that are measured beside it to `dist-bench/`. */
import { spawn } from 'node:child_process';
import { cp } from 'node:fs/promises';

const run = (program: string, args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} ${args.join(' ')} ended with ${code}`)),
    );
  });

export const compile = async (): Promise<void> => {
  await run('npm', ['run', 'build']);
  await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.bench.json']);
  await cp('prompts', 'dist-bench/prompts', { recursive: true });
};
