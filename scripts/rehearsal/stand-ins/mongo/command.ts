/**
 * What every command handler of the MongoDB stand-in is given. A handler runs to its end without waiting, so each
 * command is atomic.
 */
import { Query } from 'mingo';
import type { Databases } from './collection.js';
import type { Cursors } from './cursors.js';
import type { Doc } from './wire.js';

export interface CommandContext {
  /** Name of the database that the command is for. */
  readonly database: string;
  readonly databases: Databases;
  readonly cursors: Cursors;
}

/**
 * Answers one command or throws MongoError. Each handler declares the fields that it reads; drivers are trusted to
 * send them well formed.
 */
export type CommandHandler = (command: never, context: CommandContext) => Doc;

/** The documents that match a filter, sorted if asked. */
export function select(documents: readonly Doc[], filter: Doc = {}, sort?: Doc): Doc[] {
  const query = new Query<Doc>(filter);
  const matching = documents.filter((document) => query.test(document));
  return sort ? new Query({}).find<Doc>(matching).sort(sort).all() : matching;
}
