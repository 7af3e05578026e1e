/**
 * The commands of the MongoDB stand-in that are not about documents: handshake, sessions, collections and indexes.
 * It presents itself as a standalone server of version 7.0, which has no transactions and no change streams.
 */
import type { Index } from './collection.js';
import { type CommandContext, type CommandHandler, select } from './command.js';
import { MongoError } from './mongo-error.js';
import { type Doc, MAX_MESSAGE_BYTES } from './wire.js';

export const adminCommands: Readonly<Record<string, CommandHandler>> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: () => ({ ok: 1 }),
  endSessions: () => ({ ok: 1 }),
  // It has no users, so nobody can be one of them.
  saslStart: () => {
    throw new MongoError('AuthenticationFailed', 'Authentication failed.');
  },
  buildInfo: () => ({ version: '7.0.0', versionArray: [7, 0, 0, 0], ok: 1 }),
  listDatabases: (_command, { databases }) => ({
    databases: databases.names.map((name) => ({ name, sizeOnDisk: 1, empty: false })),
    totalSize: databases.names.length,
    ok: 1,
  }),
  listCollections(command: { filter?: Doc }, { database, databases, cursors }) {
    const collections = databases
      .collections(database)
      .map((name) => ({ name, type: 'collection', options: {}, info: { readOnly: false } }));
    return cursors.open(`${database}.$cmd.listCollections`, select(collections, command.filter));
  },
  create(command: { create: string }, { database, databases }) {
    if (databases.find(database, command.create)) {
      throw new MongoError('NamespaceExists', `Collection ${database}.${command.create} already exists.`);
    }
    databases.open(database, command.create);
    return { ok: 1 };
  },
  drop(command: { drop: string }, { database, databases }) {
    databases.drop(database, command.drop);
    return { ok: 1 };
  },
  dropDatabase(_command, { database, databases }) {
    databases.dropDatabase(database);
    return { ok: 1, dropped: database };
  },
  createIndexes,
  listIndexes(command: { listIndexes: string }, context) {
    const { namespace, indexes } = existing(command.listIndexes, context);
    return context.cursors.open(
      namespace,
      indexes.map((index) => ({ v: 2, ...index })),
    );
  },
  dropIndexes,
};

/** Without a `topologyVersion`, so that the driver polls instead of waiting for changes. */
function hello(): Doc {
  return {
    isWritablePrimary: true,
    ismaster: true,
    helloOk: true,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: 1,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
    ok: 1,
  };
}

function createIndexes(
  command: { createIndexes: string; indexes: Index[] },
  { database, databases }: CommandContext,
): Doc {
  const createdCollectionAutomatically = !databases.find(database, command.createIndexes);
  const collection = databases.open(database, command.createIndexes);
  const numIndexesBefore = collection.indexes.length;
  for (const index of command.indexes) collection.addIndex(index);
  return {
    numIndexesBefore,
    numIndexesAfter: collection.indexes.length,
    createdCollectionAutomatically,
    ok: 1,
  };
}

function dropIndexes(command: { dropIndexes: string; index: unknown }, context: CommandContext): Doc {
  const collection = existing(command.dropIndexes, context);
  const names = collection.indexes.map(({ name }) => name);
  const wanted = command.index === '*' ? names : [command.index].flat().map(String);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new MongoError('IndexNotFound', `index not found with name [${unknown}]`);
  }
  collection.dropIndexes(wanted);
  return { nIndexesWas: names.length, ok: 1 };
}

function existing(name: string, { database, databases }: CommandContext) {
  const collection = databases.find(database, name);
  if (!collection) throw new MongoError('NamespaceNotFound', `ns does not exist: ${database}.${name}`);
  return collection;
}
