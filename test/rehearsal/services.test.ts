import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Queue from 'bull';
import mongoose from 'mongoose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startChildServer } from '../../scripts/rehearsal/services/child-server.js';
import { startMongo, withDatabase } from '../../scripts/rehearsal/services/mongo.js';
import { startRedis } from '../../scripts/rehearsal/services/redis.js';
import { startMongoStandIn } from '../../scripts/rehearsal/stand-ins/mongo/index.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'services-test-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function writeProgram(name: string, lines: string[]): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, lines.join('\n'));
  await chmod(file, 0o755);
  return file;
}

/** A server program that takes its port and its folder, notes the folder, and listens. */
const LISTENER = [
  `#!${process.execPath}`,
  "const { writeFileSync } = require('node:fs');",
  'const [port, folder] = process.argv.slice(2);',
  "writeFileSync(folder + '/data', 'x');",
  "require('node:net').createServer().listen(port, '127.0.0.1', () => console.log('ready'));",
];

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('a child server', () => {
  test('listens until it is closed, and its folder goes with it', async () => {
    let data = '';
    const server = await startChildServer({
      program: await writeProgram('listener', LISTENER),
      args: (port, own) => {
        data = own;
        return [String(port), own];
      },
      ready: /ready/,
    });
    expect(await isListening(server.port)).toBe(true);
    expect(existsSync(data)).toBe(true);

    await server.close();
    expect(await isListening(server.port)).toBe(false);
    expect(existsSync(data)).toBe(false);
    await server.close();
  });

  test('is started again, on another port, when it ends before it is ready', async () => {
    const ports: number[] = [];
    const program = await writeProgram('flaky', [
      '#!/bin/sh',
      `[ -e ${folder}/tried ] || { touch ${folder}/tried; echo "port $1 is taken"; exit 1; }`,
      `exec ${await writeProgram('listener', LISTENER)} "$@"`,
    ]);
    const server = await startChildServer({
      program,
      args: (port, own) => {
        ports.push(port);
        return [String(port), own];
      },
      ready: /ready/,
    });
    expect(ports).toHaveLength(2);
    expect(server.port).toBe(ports[1]);
    await server.close();
  });

  test('that never gets ready is reported with what it said', async () => {
    const program = await writeProgram('broken', ['#!/bin/sh', 'echo "cannot open the log"', 'exit 1']);
    const started = startChildServer({ program, args: () => [], ready: /ready/ });
    await expect(started).rejects.toThrow(/ended before it was ready.*\s+cannot open the log/);
  });

  test('is gone soon after the process that started it was killed', async () => {
    const program = await writeProgram('listener', LISTENER);
    const module = new URL('../../scripts/rehearsal/services/child-server.ts', import.meta.url).href;
    const script = await writeProgram('start.mts', [
      `import { startChildServer } from ${JSON.stringify(module)};`,
      'let folder = "";',
      'const args = (port, own) => [String(port), (folder = own)];',
      `const { port } = await startChildServer({ program: ${JSON.stringify(program)}, args, ready: /ready/ });`,
      'console.log(JSON.stringify({ port, folder }));',
    ]);
    const parent = spawn(process.execPath, ['--import', 'tsx', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(parent.stdout, 'data');
    const { port, folder: data } = JSON.parse(String(line)) as { port: number; folder: string };
    expect(await isListening(port)).toBe(true);

    parent.kill('SIGKILL');
    await until(async () => !existsSync(data));
    expect(await isListening(port)).toBe(false);
  });
});

describe('redis', () => {
  test('runs a delayed Bull job', async () => {
    const redis = await startRedis();
    const queue = new Queue<{ step: number }>('rehearsal', redis.url);
    const done = once(queue, 'global:completed');
    void queue.process(async ({ data }) => data.step + 1);
    await queue.add({ step: 1 }, { delay: 20 });
    expect((await done)[1]).toBe('2');
    await queue.close();
    await redis.close();
  });

  test('two instances share nothing', async () => {
    const [one, other] = await Promise.all([startRedis(), startRedis()]);
    const queues = [one, other].map(({ url }) => new Queue('rehearsal', url));
    await queues[0]?.add({});
    expect(await Promise.all(queues.map((queue) => queue.getWaitingCount()))).toEqual([1, 0]);
    await Promise.all(queues.map((queue) => queue.close()));
    await Promise.all([one.close(), other.close()]);
  });

  test('that is missing and cannot be installed is reported with the command to run', async () => {
    await expect(startRedis({ PATH: folder })).rejects.toThrow(
      /Install it.*: (sudo apt-get|brew) install redis/,
    );
  });

  test.runIf(process.getuid?.() === 0)('that is missing is installed with apt-get, for root', async () => {
    const log = join(folder, 'log');
    await writeProgram('apt-get', [
      '#!/bin/sh',
      `echo "$1 RUNLEVEL=$RUNLEVEL" >> ${log}`,
      // As on a machine without package lists: the first installation fails.
      `[ "$1" = update ] && /bin/touch ${folder}/updated && exit 0`,
      `[ -e ${folder}/updated ] || exit 100`,
      `/bin/ln -s "$(command -v redis-server || PATH=/usr/bin:/usr/local/bin command -v redis-server)" ${folder}/`,
    ]);
    const redis = await startRedis({ PATH: folder });
    await redis.close();
    expect((await readFile(log, 'utf8')).trim().split('\n')).toEqual(
      ['install', 'update', 'install'].map((command) => `${command} RUNLEVEL=1`),
    );
  });
});

describe('mongo', () => {
  test('without a server at hand it is the stand-in', async () => {
    const mongo = await startMongo({ PATH: folder });
    expect(mongo.kind).toBe('stand-in');
    await mongo.close();
  });

  test('mongod is used where it is on the PATH, on a port and in a folder of its own', async () => {
    await writeProgram('mongod', [
      `#!${process.execPath}`,
      'const [, , , port, , host, , folder] = process.argv;',
      "require('node:fs').writeFileSync(folder + '/WiredTiger', '');",
      "const ready = () => console.log('Waiting for connections');",
      "require('node:net').createServer().listen(port, host, ready);",
    ]);
    const mongo = await startMongo({ PATH: folder });
    expect(mongo.kind).toBe('mongod');
    const port = Number(new URL(mongo.uri).port);
    expect(await isListening(port)).toBe(true);
    await mongo.close();
    expect(await isListening(port)).toBe(false);
  });

  test('a named server is used in a database of its own, which is dropped', async () => {
    const server = await startMongoStandIn();
    const users = await mongoose.createConnection(server.uri).asPromise();
    await users.collection('calls').insertOne({ theirs: true });

    const mongo = await startMongo({ MONGODB_URI: server.uri });
    expect(mongo.kind).toBe('MONGODB_URI');
    const rehearsal = await mongoose.createConnection(mongo.uri).asPromise();
    expect(await rehearsal.collection('calls').countDocuments()).toBe(0);
    await rehearsal.collection('calls').insertOne({ theirs: false });
    await rehearsal.close();
    await mongo.close();

    expect((await users.listDatabases()).databases.map(({ name }) => name)).toEqual(['rehearsal']);
    expect(await users.collection('calls').countDocuments()).toBe(1);
    await users.close();
    await server.close();
  });

  test('a named server that does not answer is an error, not a reason to use another', async () => {
    const server = await startMongoStandIn();
    await server.close();
    const started = startMongo({ MONGODB_URI: server.uri });
    await expect(started).rejects.toThrow('The MongoDB of MONGODB_URI does not answer.');
  });

  test.each([
    ['mongodb://localhost', 'mongodb://localhost/x'],
    ['mongodb://localhost:27017/', 'mongodb://localhost:27017/x'],
    ['mongodb://a:1,b:2/users?replicaSet=rs0', 'mongodb://a:1,b:2/x?replicaSet=rs0'],
    ['mongodb://me:pw@host/users', 'mongodb://me:pw@host/x?authSource=users'],
    ['mongodb://me:pw@host', 'mongodb://me:pw@host/x?authSource=admin'],
    ['mongodb://me:pw@host/users?authSource=own', 'mongodb://me:pw@host/x?authSource=own'],
    ['mongodb+srv://me:pw@host/users?w=majority', 'mongodb+srv://me:pw@host/x?w=majority'],
  ])('%s with another database is %s', (uri, expected) => {
    expect(withDatabase(uri, 'x')).toBe(expected);
  });

  test('what is no connection string is refused', () => {
    expect(() => withDatabase('localhost:27017', 'x')).toThrow('MONGODB_URI is not a connection string');
  });
});
