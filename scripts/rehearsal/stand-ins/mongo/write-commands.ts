/**
 * The commands of the MongoDB stand-in that write documents: insert, update, delete, findAndModify.
 */
import { Query } from 'mingo';
import type { Collection } from './collection.js';
import type { CommandContext, CommandHandler } from './command.js';
import { select } from './command.js';
import { asMongoError } from './mongo-error.js';
import { isSame, updated, upserted } from './update.js';
import type { Doc } from './wire.js';

interface UpdateStatement {
  readonly q?: Doc;
  readonly u: Doc | Doc[];
  readonly multi?: boolean;
  readonly upsert?: boolean;
  readonly arrayFilters?: Doc[];
  readonly sort?: Doc;
}

interface UpdateResult {
  readonly matched: number;
  readonly modified: number;
  /** The last document that was touched, before and after. */
  readonly before: Doc | null;
  readonly after: Doc | null;
  /** The document that an upsert inserted. */
  readonly inserted: Doc | null;
}

interface FindAndModify {
  readonly findAndModify: string;
  readonly query?: Doc;
  readonly update?: Doc | Doc[];
  readonly remove?: boolean;
  readonly new?: boolean;
  readonly upsert?: boolean;
  readonly sort?: Doc;
  readonly fields?: Doc;
  readonly arrayFilters?: Doc[];
}

export const writeCommands: Readonly<Record<string, CommandHandler>> = {
  insert,
  update,
  delete: deleteDocuments,
  findAndModify,
};

function insert(
  { insert: name, documents, ordered }: { insert: string; documents: Doc[]; ordered?: boolean },
  { database, databases }: CommandContext,
): Doc {
  const collection = databases.open(database, name);
  return forEachStatement(documents, ordered, (document) => {
    collection.insert(document);
    return 1;
  });
}

function update(
  { update: name, updates, ordered }: { update: string; updates: UpdateStatement[]; ordered?: boolean },
  { database, databases }: CommandContext,
): Doc {
  const collection = databases.open(database, name);
  const inserted: Doc[] = [];
  let nModified = 0;
  const reply = forEachStatement(updates, ordered, (statement, index) => {
    const result = applyUpdate(collection, statement);
    nModified += result.modified;
    if (result.inserted) inserted.push({ index, _id: result.inserted['_id'] });
    return result.matched + (result.inserted ? 1 : 0);
  });
  return { ...reply, nModified, ...(inserted.length > 0 ? { upserted: inserted } : {}) };
}

function deleteDocuments(
  command: { delete: string; deletes: { q?: Doc; limit?: number }[]; ordered?: boolean },
  { database, databases }: CommandContext,
): Doc {
  const collection = databases.open(database, command.delete);
  return forEachStatement(command.deletes, command.ordered, ({ q, limit }) => {
    const matching = select(collection.documents, q);
    const gone = limit ? matching.slice(0, limit) : matching;
    collection.remove(gone);
    return gone.length;
  });
}

function findAndModify(command: FindAndModify, { database, databases }: CommandContext): Doc {
  const collection = databases.open(database, command.findAndModify);
  const { query = {}, update: change, sort, fields } = command;
  const projected = (document: Doc | null) =>
    document && fields ? (new Query({}).find<Doc>([document], fields).all()[0] ?? null) : document;

  if (command.remove || change === undefined) {
    const found = select(collection.documents, query, sort)[0] ?? null;
    if (found) collection.remove([found]);
    return { lastErrorObject: { n: found ? 1 : 0 }, value: projected(found), ok: 1 };
  }

  const { matched, before, after, inserted } = applyUpdate(collection, {
    q: query,
    u: change,
    ...(sort && { sort }),
    ...(command.upsert && { upsert: true }),
    ...(command.arrayFilters && { arrayFilters: command.arrayFilters }),
  });
  const lastErrorObject = {
    n: inserted ? 1 : matched,
    updatedExisting: matched > 0,
    ...(inserted && { upserted: inserted['_id'] }),
  };
  return { lastErrorObject, value: projected(command.new ? after : before), ok: 1 };
}

function applyUpdate(collection: Collection, statement: UpdateStatement): UpdateResult {
  const { q: filter = {}, u: change, arrayFilters, multi, sort, upsert } = statement;
  const matching = select(collection.documents, filter, sort);
  const targets = multi ? matching : matching.slice(0, 1);
  if (targets.length === 0 && upsert) {
    const inserted = collection.insert(upserted({ filter, change, arrayFilters }));
    return { matched: 0, modified: 0, before: null, after: inserted, inserted };
  }

  let modified = 0;
  let before: Doc | null = null;
  let after: Doc | null = null;
  for (const document of targets) {
    before = document;
    after = updated(document, { filter, change, arrayFilters });
    if (isSame(before, after)) continue;
    collection.replace(document, after);
    modified += 1;
  }
  return { matched: targets.length, modified, before, after, inserted: null };
}

/** Runs the statements of a write. One that fails becomes a write error; in an ordered write it is the last. */
function forEachStatement<Statement>(
  statements: readonly Statement[],
  ordered: boolean | undefined,
  run: (statement: Statement, index: number) => number,
): Doc {
  const writeErrors: Doc[] = [];
  let n = 0;
  for (const [index, statement] of statements.entries()) {
    try {
      n += run(statement, index);
    } catch (thrown) {
      const { code, message, details } = asMongoError(thrown);
      writeErrors.push({ index, code, errmsg: message, ...details });
      if (ordered !== false) break;
    }
  }
  return { n, ok: 1, ...(writeErrors.length > 0 ? { writeErrors } : {}) };
}
