/**
 * An in-memory MongoDB for the rehearsal, spoken to by the real driver over the wire protocol. Started where no real
 * MongoDB is at hand. Writes nothing to disk. It has no transactions, change streams, authentication or collation.
 */
import { createServer, type Socket } from 'node:net';
import { type Failure, listenOnLoopback, type StandIn } from '../stand-in.js';
import { adminCommands } from './admin-commands.js';
import { createDatabases } from './collection.js';
import type { CommandHandler } from './command.js';
import { createCursors } from './cursors.js';
import { asMongoError, errorReply, MongoError } from './mongo-error.js';
import { readCommands } from './read-commands.js';
import { type Doc, decodeMessage, encodeReply, splitMessages } from './wire.js';
import { writeCommands } from './write-commands.js';

/**
 * `not-primary`: the server has stepped down, as it does in a failover. `unauthorized`: the user may do nothing with
 * the database.
 */
export type MongoFailure = 'not-primary' | 'unauthorized';

export interface MongoStandIn extends StandIn<MongoFailure> {
  /** The same as `url`: a connection string, with the database `rehearsal`. */
  readonly uri: string;
}

const HANDLERS = new Map<string, CommandHandler>(
  Object.entries({ ...adminCommands, ...readCommands, ...writeCommands }),
);
/** A server in trouble still answers these, so the driver stays connected. */
const HANDSHAKES = ['hello', 'isMaster', 'ismaster', 'ping'];

export async function startMongoStandIn(): Promise<MongoStandIn> {
  const databases = createDatabases();
  const cursors = createCursors();
  let failure: Failure | MongoFailure | null = null;

  const answer = (command: Doc): Doc => {
    const name = Object.keys(command)[0] ?? '';
    try {
      if (!HANDSHAKES.includes(name)) assertHealthy(failure);
      const handler = HANDLERS.get(name);
      if (!handler) throw new MongoError('CommandNotFound', `no such command: '${name}'`);
      return handler(command as never, { database: String(command['$db']), databases, cursors });
    } catch (thrown) {
      return errorReply(asMongoError(thrown));
    }
  };

  const receive = (socket: Socket, bytes: Buffer): Buffer => {
    const { messages, rest } = splitMessages(bytes);
    for (const message of messages.map(decodeMessage)) {
      if (failure === 'hang') continue;
      const reply = answer(message.command);
      if (message.wantsReply) socket.write(encodeReply(message, reply));
    }
    return rest;
  };

  const server = createServer((socket) => {
    if (failure === 'refuse') socket.destroy();
    socket.setNoDelay(true);
    let unread: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      try {
        unread = receive(socket, Buffer.concat([unread, chunk]));
      } catch {
        // A client that does not speak the protocol is disconnected, as the server does.
        socket.destroy();
      }
    });
  });

  const listener = await listenOnLoopback(server);
  const uri = `mongodb://127.0.0.1:${listener.port}/rehearsal`;
  return {
    name: 'mongo',
    url: uri,
    uri,
    close: listener.close,
    fail(mode) {
      failure = mode;
      if (mode === 'refuse') listener.dropConnections();
    },
  };
}

function assertHealthy(failure: Failure | MongoFailure | null): void {
  if (failure === 'error') throw new MongoError('InternalError', 'The server failed.');
  if (failure === 'not-primary') throw new MongoError('NotWritablePrimary', 'not primary');
  if (failure === 'unauthorized') throw new MongoError('Unauthorized', 'not authorized to execute command');
}
