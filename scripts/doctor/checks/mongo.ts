/**
 * MongoDB: which database it is, whether the worker's collections can be read, and whether their indexes are there.
 * Reads only: no collection and no index is made, as the worker's own connection would.
 */
import mongoose from 'mongoose';
import Batch from '../../../src/mongoose/models/Batch.js';
import Call from '../../../src/mongoose/models/Call.js';
import Campaign from '../../../src/mongoose/models/Campaign.js';
import Contact from '../../../src/mongoose/models/Contact.js';
import Sequence from '../../../src/mongoose/models/Sequence.js';
import { defineCheck } from '../check.js';
import { type Address, networkNote, unknownNote } from '../network.js';
import { fails, type Note, warns, works } from '../note.js';
import { check, whereOf } from '../remedy.js';

const SELECTION_LIMIT_MS = 5_000;
/** Of one query. */
const ANSWER_LIMIT_MS = 5_000;
/** https://www.mongodb.com/docs/manual/reference/error-codes/; 8000 is what Atlas says. */
const AUTHENTICATION_FAILED = [18, 8000];
const UNAUTHORIZED = 13;
const NO_SUCH_COLLECTION = 26;

const MODELS: readonly mongoose.Model<never>[] = [Campaign, Contact, Batch, Sequence, Call].map(
  (model) => model as unknown as mongoose.Model<never>,
);

type Database = NonNullable<mongoose.Connection['db']>;

export const mongo = defineCheck({
  service: 'MongoDB',
  required: true,
  needs: ['MONGODB_URI'],
  async run({ settings: { MONGODB_URI }, signal }) {
    const connection = mongoose.createConnection(MONGODB_URI, {
      autoIndex: false,
      autoCreate: false,
      serverSelectionTimeoutMS: SELECTION_LIMIT_MS,
      socketTimeoutMS: ANSWER_LIMIT_MS,
      connectTimeoutMS: ANSWER_LIMIT_MS,
    });
    const address = { host: hostsOf(MONGODB_URI), setting: 'MONGODB_URI' } as const;
    const close = (): Promise<void> => connection.close(true).catch(() => undefined);
    signal.addEventListener('abort', close, { once: true });
    try {
      const { db } = await connection.asPromise();
      if (db === undefined) throw new Error('The driver gave no database.');
      await db.command({ ping: 1 });
      return [
        works(`database ${db.databaseName} at ${address.host}`),
        ...nameOf(MONGODB_URI),
        ...(await collectionsOf(db)),
        ...(await indexesOf(db)),
      ];
    } catch (error) {
      return [troubleOf(error, address)];
    } finally {
      signal.removeEventListener('abort', close);
      await close();
    }
  },
});

const nameOf = (uri: string): Note[] =>
  /^[^/]+:\/\/[^/]+\/[^?]+/.test(uri)
    ? []
    : [
        warns(
          'MONGODB_URI names no database, so it is “test”',
          `Put the name of the database at its end: ${whereOf('MONGODB_URI')}.`,
        ),
      ];

async function collectionsOf(db: Database): Promise<Note[]> {
  const counts = await Promise.all(
    MODELS.map(async ({ collection: { name } }) => {
      await db.collection(name).findOne({}, { projection: { _id: 1 }, maxTimeMS: ANSWER_LIMIT_MS });
      return `${await db.collection(name).estimatedDocumentCount()} ${name}`;
    }),
  );
  return [works(counts.join(', '))];
}

/** A collection that is not there yet is made by the worker, with its indexes. */
async function indexesOf(db: Database): Promise<Note[]> {
  const missing = await Promise.all(
    MODELS.map(async ({ collection: { name }, schema }) => {
      const wanted = schema.indexes().map(([fields]) => Object.keys(fields).join(', '));
      if (wanted.length === 0) return [];
      const there = await db
        .collection(name)
        .indexes()
        .catch((error: unknown) => {
          if (codeOf(error) === NO_SUCH_COLLECTION) return null;
          throw error;
        });
      if (there === null) return [];
      const keys = there.map(({ key }) => Object.keys(key).join(', '));
      return wanted.filter((fields) => !keys.includes(fields)).map((fields) => `${name} (${fields})`);
    }),
  );
  const named = missing.flat();
  if (named.length === 0) return [];
  return [
    warns(
      `no index on ${named.join(', ')}`,
      'The worker makes it when it starts; one that is unique, only where no two documents share its value.',
    ),
  ];
}

function troubleOf(error: unknown, address: Address): Note {
  const cause = selectionFailure(error) ?? error;
  const code = codeOf(cause);
  if (code !== null && AUTHENTICATION_FAILED.includes(code)) {
    return fails(
      'wrong-key',
      'user or password is not accepted',
      `Correct user and password in MONGODB_URI, percent-encoded: ${whereOf('MONGODB_URI')}.`,
    );
  }
  if (code === UNAUTHORIZED) {
    return fails(
      'no-permission',
      'the user may not read the collections',
      'Give the user readWrite on the database: MongoDB Atlas > Database Access.',
    );
  }
  const note = networkNote(cause, address);
  // Atlas refuses an address that it does not know without a word.
  const hint = 'Atlas admits only the addresses of Network Access.';
  if (note !== null && 'todo' in note) return { ...note, todo: `${note.todo} ${hint}` };
  return error instanceof mongoose.mongo.MongoParseError
    ? fails('not-set', 'MONGODB_URI is not a connection string', check('MONGODB_URI'))
    : unknownNote(cause, address);
}

/** Why no server could be had: the driver keeps it with each of them. */
function selectionFailure(error: unknown): unknown {
  const { reason } = error as { reason?: { servers?: ReadonlyMap<string, { error?: unknown }> } };
  return [...(reason?.servers?.values() ?? [])].find((server) => server.error)?.error ?? null;
}

function codeOf(error: unknown): number | null {
  const { code } = error as { code?: unknown };
  return typeof code === 'number' ? code : null;
}

/** Hosts alone, as they stand in the URI. */
const hostsOf = (uri: string): string => /^[^/]+:\/\/(?:[^@/]*@)?([^/?]+)/.exec(uri)?.[1] ?? 'MongoDB';
