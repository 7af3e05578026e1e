/**
 * The MongoDB stand-in's documents, in memory: databases, collections, and the unique indexes that guard every
 * write. Called by the commands. A stored document is replaced, never changed, so whoever holds one has a snapshot.
 */
import { EJSON, ObjectId } from 'bson';
import { Query } from 'mingo';
import { MongoError } from './mongo-error.js';
import type { Doc } from './wire.js';

/** An index as `createIndexes` describes it. Only unique ones have an effect. */
export interface Index {
  readonly name: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly unique?: boolean;
  readonly sparse?: boolean;
  readonly partialFilterExpression?: Doc;
}

export interface Collection {
  /** `database.collection` */
  readonly namespace: string;
  readonly documents: readonly Doc[];
  readonly indexes: readonly Index[];
  /** Stores a document, with an `_id` if it has none, and returns it. Throws DuplicateKey. */
  insert(document: Doc): Doc;
  /** Puts a document in the place of a stored one. Throws DuplicateKey. */
  replace(stored: Doc, document: Doc): void;
  remove(stored: readonly Doc[]): void;
  /** Adds an index; false if the same one is there. Throws DuplicateKey when stored documents break it. */
  addIndex(index: Index): boolean;
  dropIndexes(names: readonly string[]): void;
}

export interface Databases {
  readonly names: readonly string[];
  collections(database: string): readonly string[];
  /** The collection, or undefined when nothing created it yet. */
  find(database: string, name: string): Collection | undefined;
  /** The collection, created if need be. */
  open(database: string, name: string): Collection;
  drop(database: string, name: string): boolean;
  dropDatabase(database: string): void;
}

export function createDatabases(): Databases {
  const databases = new Map<string, Map<string, Collection>>();
  const find = (database: string, name: string) => databases.get(database)?.get(name);
  return {
    get names() {
      return [...databases.keys()];
    },
    collections: (database) => [...(databases.get(database)?.keys() ?? [])],
    find,
    open(database, name) {
      const collection = find(database, name) ?? createCollection(`${database}.${name}`);
      const collections = databases.get(database) ?? new Map<string, Collection>();
      databases.set(database, collections.set(name, collection));
      return collection;
    },
    drop: (database, name) => databases.get(database)?.delete(name) ?? false,
    dropDatabase: (database) => void databases.delete(database),
  };
}

function createCollection(namespace: string): Collection {
  let documents: Doc[] = [];
  let indexes: Index[] = [{ name: '_id_', key: { _id: 1 }, unique: true }];

  const assertUnique = (document: Doc, others: readonly Doc[], guards: readonly Index[] = indexes) => {
    for (const index of guards) {
      if (
        index.unique &&
        covers(index, document) &&
        others.some((other) => collides(index, document, other))
      ) {
        throw duplicateKey(namespace, index, document);
      }
    }
  };

  return {
    namespace,
    get documents() {
      return documents;
    },
    get indexes() {
      return indexes;
    },
    insert(document) {
      const stored = document['_id'] === undefined ? { ...document, _id: new ObjectId() } : document;
      assertUnique(stored, documents);
      documents = [...documents, stored];
      return stored;
    },
    replace(stored, document) {
      assertUnique(
        document,
        documents.filter((other) => other !== stored),
      );
      documents = documents.map((other) => (other === stored ? document : other));
    },
    remove(stored) {
      const gone = new Set(stored);
      documents = documents.filter((document) => !gone.has(document));
    },
    addIndex(index) {
      if (indexes.some((existing) => isSameIndex(existing, index))) return false;
      documents.forEach((document, at) => {
        assertUnique(document, documents.slice(at + 1), [index]);
      });
      indexes = [...indexes, index];
      return true;
    },
    dropIndexes(names) {
      indexes = indexes.filter(({ name }) => name === '_id_' || !names.includes(name));
    },
  };
}

/** Throws when an index of this name or key exists with other options, as the server does. */
function isSameIndex(existing: Index, wanted: Index): boolean {
  const sameKey = canonical(existing.key) === canonical(wanted.key);
  const sameOptions =
    Boolean(existing.unique) === Boolean(wanted.unique) &&
    Boolean(existing.sparse) === Boolean(wanted.sparse) &&
    canonical(existing.partialFilterExpression) === canonical(wanted.partialFilterExpression);
  if (existing.name === wanted.name) {
    if (sameKey && sameOptions) return true;
    throw new MongoError(
      'IndexKeySpecsConflict',
      `An existing index has the same name as the requested index: ${wanted.name}`,
    );
  }
  if (sameKey && canonical(existing.partialFilterExpression) === canonical(wanted.partialFilterExpression)) {
    throw new MongoError(
      'IndexOptionsConflict',
      `Index already exists with a different name: ${existing.name}`,
    );
  }
  return false;
}

/** A partial index holds only the documents that match it, a sparse one only those that have one of its fields. */
function covers(index: Index, document: Doc): boolean {
  if (index.partialFilterExpression) return new Query(index.partialFilterExpression).test(document);
  if (index.sparse) return Object.keys(index.key).some((path) => readPath(document, path) !== undefined);
  return true;
}

function collides(index: Index, document: Doc, other: Doc): boolean {
  if (!covers(index, other)) return false;
  return Object.keys(index.key).every((path) => {
    const taken = indexKeys(other, path);
    return indexKeys(document, path).some((key) => taken.includes(key));
  });
}

/** An array has one key for each of its elements; a missing field has the same key as null. */
function indexKeys(document: Doc, path: string): string[] {
  const value = readPath(document, path);
  return Array.isArray(value) && value.length > 0 ? value.map(canonical) : [canonical(value)];
}

function readPath(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((parent, field) => {
    if (Array.isArray(parent) && !/^\d+$/.test(field))
      return parent.map((element) => readPath(element, field));
    if (typeof parent !== 'object' || parent === null) return undefined;
    return (parent as Doc)[field];
  }, value);
}

/** Text that is the same for values that MongoDB takes for equal. */
function canonical(value: unknown): string {
  return EJSON.stringify({ value: value ?? null }, { relaxed: true });
}

function duplicateKey(namespace: string, index: Index, document: Doc): MongoError {
  const paths = Object.keys(index.key);
  const keyValue = Object.fromEntries(paths.map((path) => [path, readPath(document, path) ?? null]));
  const shown = paths.map((path) => `${path}: ${showKey(keyValue[path])}`).join(', ');
  return new MongoError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: { ${shown} }`,
    { keyPattern: index.key, keyValue },
  );
}

function showKey(value: unknown): string {
  return value instanceof ObjectId ? `ObjectId('${value.toHexString()}')` : JSON.stringify(value);
}
