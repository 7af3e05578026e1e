/**
 * Builds livekit-server with Go, once for each user and version. Called by livekit-server.ts where the program is not
 * on the PATH. What is half built is never taken for the program: it is built aside and moved into place when it is
 * whole, so that processes which build at the same time do not meet either.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findOnPath } from './child-server.js';

const VERSION = 'v1.9.12';
const MODULE = `github.com/livekit/livekit-server/cmd/server@${VERSION}`;
/** How often it is told that the build goes on. */
const PROGRESS_MS = 10_000;
/** How many lines of a failed build the error quotes. */
const QUOTED_LINES = 20;

/** The full path of the program. Rejects with what to install, or with what Go said. */
export async function buildLiveKitServer(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const folder = join(cacheFolder(env), 'livekit-server', VERSION);
  const built = findOnPath('livekit-server', folder);
  if (built !== null) return built;
  const go = findOnPath('go', env['PATH']);
  if (go === null) throw new Error(missingGo());

  await mkdir(folder, { recursive: true });
  const aside = await mkdtemp(join(folder, 'building-'));
  try {
    process.stderr.write(
      `livekit-server is not on the PATH; building ${VERSION} once, for about two minutes ...\n`,
    );
    await install(go, { ...env, GOBIN: aside });
    const program = join(folder, 'livekit-server');
    await rename(join(aside, 'server'), program);
    process.stderr.write(`livekit-server is built: ${program}\n`);
    return program;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** Source: https://specifications.freedesktop.org/basedir-spec/latest/ (XDG_CACHE_HOME) */
function cacheFolder(env: NodeJS.ProcessEnv): string {
  return join(env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache'), 'practice-caller');
}

function missingGo(): string {
  const command =
    process.platform === 'darwin'
      ? 'brew install livekit'
      : 'sudo apt-get install golang-go, or put a release of https://github.com/livekit/livekit/releases on the PATH';
  return `livekit-server is not on the PATH, and without Go it cannot be built. Install it, then try again: ${command}`;
}

/** Go names each package as it compiles it. */
async function install(go: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(go, ['install', '-v', MODULE], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
  const progress = setInterval(
    () => process.stderr.write(`livekit-server: ${lines.length} packages done ...\n`),
    PROGRESS_MS,
  );
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0) {
      throw new Error(
        `livekit-server could not be built. Go said:\n${lines.slice(-QUOTED_LINES).join('\n')}`,
      );
    }
  } finally {
    clearInterval(progress);
  }
}
