/**
 * The MongoDB of a rehearsal: the one that MONGODB_URI names, else a private mongod, else the stand-in. Called by the
 * rehearsal and by tests. Never reads or writes a database of the user's: it works in one of its own.
 */
import { randomBytes } from 'node:crypto';
import { createConnection } from 'mongoose';
import { startMongoStandIn } from '../stand-ins/mongo/index.js';
import { findOnPath, startChildServer } from './child-server.js';

const SECOND = 1000;

export interface MongoService {
  readonly uri: string;
  readonly kind: 'MONGODB_URI' | 'mongod' | 'stand-in';
  /** Stops what was started; on a server of the user's, drops the rehearsal's database. */
  close(): Promise<void>;
}

/** Rejects when the server that is there cannot be used: it never falls back silently from one that was named. */
export async function startMongo(env: NodeJS.ProcessEnv = process.env): Promise<MongoService> {
  const named = env['MONGODB_URI'];
  if (named) return useNamedServer(named);

  const mongod = findOnPath('mongod', env['PATH']);
  if (mongod) return startMongod(mongod);

  const { uri, close } = await startMongoStandIn();
  return { uri, kind: 'stand-in', close };
}

/**
 * The connection string with another database. Credentials stay tied to the database they were for: without an
 * `authSource` the driver would look them up in the new one. An SRV record brings its own `authSource`.
 * Source: https://www.mongodb.com/docs/manual/reference/connection-string-options/ (authSource)
 */
export function withDatabase(uri: string, database: string): string {
  const parts = /^(mongodb(?:\+srv)?:\/\/)([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/.exec(uri);
  if (!parts) {
    throw new Error('MONGODB_URI is not a connection string such as mongodb://localhost:27017/name.');
  }
  const [, scheme = '', hosts = '', before = '', query = ''] = parts;
  const options = new URLSearchParams(query);
  if (scheme === 'mongodb://' && hosts.includes('@') && !options.has('authSource')) {
    options.set('authSource', before || 'admin');
  }
  const suffix = options.size > 0 ? `?${options}` : '';
  return `${scheme}${hosts}/${database}${suffix}`;
}

async function useNamedServer(named: string): Promise<MongoService> {
  const uri = withDatabase(named, `rehearsal_${randomBytes(6).toString('hex')}`);
  const connection = createConnection(uri, { serverSelectionTimeoutMS: 5 * SECOND });
  try {
    await connection.asPromise();
  } catch (cause) {
    await connection.close();
    throw new Error('The MongoDB of MONGODB_URI does not answer. Start it, or unset MONGODB_URI.', { cause });
  }
  return {
    uri,
    kind: 'MONGODB_URI',
    close: async () => {
      await connection.dropDatabase();
      await connection.close();
    },
  };
}

async function startMongod(program: string): Promise<MongoService> {
  const { port, close } = await startChildServer({
    program,
    args: (freePort, folder) => ['--port', String(freePort), '--bind_ip', '127.0.0.1', '--dbpath', folder],
    ready: /Waiting for connections/,
  });
  return { uri: `mongodb://127.0.0.1:${port}/rehearsal`, kind: 'mongod', close };
}
