/**
 * A real redis-server for the rehearsal, private and empty. Called by the rehearsal and by tests that need Bull.
 * Never touches a Redis that is there already. No stand-in: Bull's scripts need the real one.
 */
import { spawn } from 'node:child_process';
import { findOnPath, startChildServer } from './child-server.js';

export interface RedisService {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts redis-server on a free port; resolves when it takes connections. Where the program is missing it is
 * installed, as root on a machine with apt-get; elsewhere this rejects with the command to run.
 */
export async function startRedis(env: NodeJS.ProcessEnv = process.env): Promise<RedisService> {
  const program = findOnPath('redis-server', env['PATH']) ?? (await installRedis(env));
  const { port, close } = await startChildServer({
    program,
    args: (port, folder) => [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
      ...['--save', '', '--appendonly', 'no'],
    ],
    ready: /Ready to accept/,
  });
  return { url: `redis://127.0.0.1:${port}`, close };
}

async function installRedis(env: NodeJS.ProcessEnv): Promise<string> {
  const aptGet = findOnPath('apt-get', env['PATH']);
  if (aptGet === null || process.getuid?.() !== 0) throw new Error(missingRedis());

  process.stderr.write('redis-server is not installed; installing it with apt-get ...\n');
  const install = [
    'install',
    '-y',
    '--no-install-recommends',
    '-o',
    'DPkg::Lock::Timeout=300',
    'redis-server',
  ];
  // The package lists of a fresh machine are often missing or old: fetch them only if the first try fails.
  const installed =
    (await succeeds(aptGet, install, env)) ||
    ((await succeeds(aptGet, ['update'], env)) && (await succeeds(aptGet, install, env)));
  const program = installed ? findOnPath('redis-server', env['PATH']) : null;
  if (program === null) throw new Error(missingRedis());
  process.stderr.write(`redis-server is installed: ${program}\n`);
  return program;
}

function missingRedis(): string {
  const command = process.platform === 'darwin' ? 'brew install redis' : 'sudo apt-get install redis-server';
  return `redis-server is not on the PATH and could not be installed. Install it, then try again: ${command}`;
}

/** RUNLEVEL=1 keeps the package from starting its system service. */
function succeeds(program: string, args: string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  const child = spawn(program, args, {
    env: { ...env, RUNLEVEL: '1', DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}
