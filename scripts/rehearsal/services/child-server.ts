/**
 * Runs a real server program for the rehearsal: private free port, temporary folder, gone afterwards. Called by the
 * other files of this folder. Never uses a server that runs already, and installs no signal handlers.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { listenOnLoopback } from '../stand-ins/stand-in.js';

export interface ServerProgram {
  /** Full path of the program. */
  readonly program: string;
  /** Its arguments, for the port and the folder it is given. */
  readonly args: (port: number, folder: string) => string[];
  /** Matches the program's output once it takes connections. */
  readonly ready: RegExp;
  /** `KILL` for a program that may take its time, and has nothing to save. Default `TERM`. */
  readonly endedBy?: 'TERM' | 'KILL';
}

export interface ChildServer {
  readonly port: number;
  /** Stops the program and removes its folder. Safe to repeat. */
  close(): Promise<void>;
}

/** A free port can be taken by another process before the program listens on it. */
const ATTEMPTS = 3;
const SECOND = 1000;
/** A program that takes longer to get ready is given up. */
const READY_TIMEOUT = 30 * SECOND;
/** How much of a failed program's output the error quotes, in characters. */
const QUOTED_OUTPUT = 2000;

/**
 * The shell that holds the program. It ends the program and removes its folder as soon as its own standard input
 * closes, which the system does when this process ends, however it ends: a signal runs no 'exit' listener. It writes
 * nothing itself, since nobody may be left to read it.
 */
const KEEPER = `
  trap '' INT
  folder=$1 signal=$2; shift 2
  exec 3<&0
  "$@" 3<&- &
  server=$!
  exec >/dev/null 2>&1
  { cat <&3; kill -s "$signal" "$server"; } &
  exec 3<&-
  wait "$server"
  status=$?
  rm -rf "$folder"
  exit "$status"
`;

/** Starts the program; resolves when it takes connections. Rejects with its output when it never does. */
export async function startChildServer(server: ServerProgram): Promise<ChildServer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(server);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/** The full path of a program on a PATH, or null. */
export function findOnPath(program: string, path: string | undefined): string | null {
  for (const folder of (path ?? '').split(delimiter)) {
    if (folder === '') continue;
    const file = join(folder, program);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {}
  }
  return null;
}

async function startOnce({ program, args, ready, endedBy = 'TERM' }: ServerProgram): Promise<ChildServer> {
  const port = await findFreePort();
  const folder = await mkdtemp(join(tmpdir(), 'rehearsal-'));
  const command = [folder, endedBy, program, ...args(port, folder)];
  const child = spawn('/bin/sh', ['-c', KEEPER, 'keeper', ...command], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // A process group of its own: Ctrl-C in a terminal reaches this process, which may still need the server to stop.
    detached: true,
  });
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  // The keeper may be gone when its input is closed.
  child.stdin.on('error', () => {});

  const stop = () => child.stdin.end();
  const timer = setTimeout(stop, READY_TIMEOUT);
  await new Promise<void>((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (ready.test(output)) resolve();
      output = output.slice(-QUOTED_OUTPUT);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    void exited.then(() => reject(new Error(`${program} ended before it was ready. It said:\n${output}`)));
  }).finally(() => clearTimeout(timer));

  return {
    port,
    close: () => {
      stop();
      return exited;
    },
  };
}

async function findFreePort(): Promise<number> {
  const { port, close } = await listenOnLoopback(createServer());
  await close();
  return port;
}
