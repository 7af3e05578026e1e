/**
 * The commands of the MongoDB stand-in that read documents: find, getMore, aggregate, count, distinct.
 */
import { EJSON } from 'bson';
import { Aggregator, ProcessingMode, Query } from 'mingo';
import { type CommandContext, type CommandHandler, select } from './command.js';
import { MongoError } from './mongo-error.js';
import type { Doc } from './wire.js';

interface Find {
  readonly find: string;
  readonly filter?: Doc;
  readonly projection?: Doc;
  readonly sort?: Doc;
  readonly skip?: number;
  readonly limit?: number;
  readonly batchSize?: number;
  readonly singleBatch?: boolean;
}

interface Aggregate {
  /** The collection's name, or 1 for a pipeline that has none. */
  readonly aggregate: string | number;
  readonly pipeline: Doc[];
  readonly cursor?: { readonly batchSize?: number };
}

/** Stages that the stand-in does not have, or that would write. */
const REFUSED_STAGES = ['$changeStream', '$out', '$merge'];

export const readCommands: Readonly<Record<string, CommandHandler>> = {
  find,
  getMore: (command: { getMore: unknown; batchSize?: number }, { cursors }) =>
    cursors.more(command.getMore, command.batchSize),
  killCursors(command: { cursors: unknown[] }, { cursors }) {
    cursors.kill(command.cursors);
    return { cursorsKilled: command.cursors, ok: 1 };
  },
  aggregate,
  count: (command: { count: string; query?: Doc }, context) => ({
    n: select(stored(command.count, context), command.query).length,
    ok: 1,
  }),
  distinct,
};

function find(command: Find, context: CommandContext): Doc {
  const { filter = {}, projection, sort, skip, limit } = command;
  let cursor = new Query(filter).find<Doc>(stored(command.find, context), hasFields(projection));
  if (hasFields(sort)) cursor = cursor.sort(sort ?? {});
  if (skip) cursor = cursor.skip(skip);
  if (limit) cursor = cursor.limit(Math.abs(limit));
  const result = cursor.all();
  const batchSize = command.singleBatch ? result.length : command.batchSize;
  return context.cursors.open(`${context.database}.${command.find}`, result, batchSize);
}

function aggregate(command: Aggregate, context: CommandContext): Doc {
  const refused = command.pipeline.flatMap(Object.keys).find((stage) => REFUSED_STAGES.includes(stage));
  if (refused)
    throw new MongoError('CommandNotSupported', `The stand-in has no ${refused}; use a real MongoDB.`);

  const name = typeof command.aggregate === 'string' ? command.aggregate : null;
  const result = new Aggregator(command.pipeline, {
    processingMode: ProcessingMode.CLONE_INPUT,
    collectionResolver: (other) => [...stored(other, context)],
  }).run<Doc>(name === null ? [] : [...stored(name, context)]);
  return context.cursors.open(
    `${context.database}.${name ?? '$cmd.aggregate'}`,
    result,
    command.cursor?.batchSize,
  );
}

function distinct(command: { distinct: string; key: string; query?: Doc }, context: CommandContext): Doc {
  const documents = select(stored(command.distinct, context), command.query);
  const values = new Aggregator([{ $project: { _id: 0, value: `$${command.key}` } }, { $unwind: '$value' }])
    .run<{ value: unknown }>(documents)
    .map(({ value }) => [EJSON.stringify({ value }), value] as const);
  return { values: [...new Map(values).values()], ok: 1 };
}

/** The documents of a collection; none when it does not exist. */
function stored(name: string, { database, databases }: CommandContext): Doc[] {
  return [...(databases.find(database, name)?.documents ?? [])];
}

function hasFields(document: Doc | undefined): Doc | undefined {
  return document && Object.keys(document).length > 0 ? document : undefined;
}
