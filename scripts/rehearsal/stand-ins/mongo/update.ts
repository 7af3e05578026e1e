/**
 * What an update makes of one document: replacement, update operators or an aggregation pipeline. Called by the write
 * commands of the MongoDB stand-in. Works on copies and stores nothing.
 * The query library is laxer than the server in the cases that `assertApplicable` refuses.
 */
import { deserialize, serialize } from 'bson';
import { Aggregator, update as applyOperators, Query } from 'mingo';
import { MongoError } from './mongo-error.js';
import type { Doc } from './wire.js';

export interface Update {
  readonly filter: Doc;
  /** A document of operators, a replacement, or a pipeline. */
  readonly change: Doc | Doc[];
  readonly arrayFilters?: Doc[] | undefined;
}

/** `updated` guards the id itself: the library refuses to write one even where the server takes it. */
const OPERATOR_OPTIONS = { cloneMode: 'deep', queryOptions: { idKey: '$unguarded' } } as const;

/** The document after the update; the given one is not touched. */
export function updated(document: Doc, { filter, change, arrayFilters = [] }: Update): Doc {
  const next = changed(document, change, (copy, operators) => {
    const { $setOnInsert: _, ...always } = operators;
    applyOperators(
      copy,
      positioned(withoutEmpty(always), copy, filter),
      arrayFilters,
      filter,
      OPERATOR_OPTIONS,
    );
  });
  if (!isSame({ _id: next['_id'] }, { _id: document['_id'] })) {
    throw new MongoError(
      'ImmutableField',
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  }
  return next;
}

/** The document that an upsert inserts: the filter's equalities, then the change with its `$setOnInsert`. */
export function upserted({ filter, change, arrayFilters = [] }: Update): Doc {
  const seed: Doc = {};
  for (const [path, value] of equalities(filter)) writePath(seed, path, value);
  return changed(seed, change, (copy, operators) => {
    const { $setOnInsert, ...always } = operators;
    const $set = { ...asDoc(always['$set']), ...asDoc($setOnInsert) };
    applyOperators(copy, withoutEmpty({ ...always, $set }), arrayFilters, {}, OPERATOR_OPTIONS);
  });
}

export function isSame(one: Doc, other: Doc): boolean {
  return Buffer.compare(serialize(one), serialize(other)) === 0;
}

function changed(document: Doc, change: Doc | Doc[], operate: (copy: Doc, operators: Doc) => void): Doc {
  const copy = clone(document);
  if (Array.isArray(change)) return new Aggregator(change).run<Doc>([copy])[0] ?? copy;
  if (!Object.keys(change).some((field) => field.startsWith('$'))) {
    return '_id' in document ? { _id: document['_id'], ...change } : change;
  }
  assertApplicable(copy, change);
  operate(copy, clone(change));
  return copy;
}

/** Refuses what the server refuses: two operators on one path, arithmetic on text, a push to what is no array. */
function assertApplicable(document: Doc, operators: Doc): void {
  const paths: string[] = [];
  for (const [operator, fields] of Object.entries(operators)) {
    for (const path of Object.keys(asDoc(fields))) {
      const rival = paths.find(
        (other) => `${other}.`.startsWith(`${path}.`) || `${path}.`.startsWith(`${other}.`),
      );
      if (rival !== undefined) {
        throw new MongoError(
          'ConflictingUpdateOperators',
          `Updating the path '${path}' would create a conflict at '${rival}'`,
        );
      }
      paths.push(path);
      assertType(operator, path, document[path]);
    }
  }
}

function assertType(operator: string, path: string, value: unknown): void {
  if (value === undefined) return;
  if ((operator === '$inc' || operator === '$mul') && !isNumeric(value)) {
    throw new MongoError(
      'TypeMismatch',
      `Cannot apply ${operator} to a value of non-numeric type. The field '${path}' is of type ${typeof value}`,
    );
  }
  if ((operator === '$push' || operator === '$addToSet') && !Array.isArray(value)) {
    throw new MongoError(
      'BadValue',
      `The field '${path}' must be an array but is of type ${typeof value} in the document`,
    );
  }
}

/** The paths that a filter fixes to one value, which an upsert therefore writes. */
function equalities(filter: Doc): [string, unknown][] {
  return Object.entries(filter).flatMap(([path, condition]): [string, unknown][] => {
    if (path === '$and') return (condition as Doc[]).flatMap(equalities);
    if (path.startsWith('$') || condition instanceof RegExp) return [];
    if (!isOperators(condition)) return [[path, condition]];
    return '$eq' in condition ? [[path, condition['$eq']]] : [];
  });
}

function isOperators(condition: unknown): condition is Doc {
  return (
    typeof condition === 'object' &&
    condition !== null &&
    !('_bsontype' in condition) &&
    Object.keys(condition).some((field) => field.startsWith('$'))
  );
}

function isNumeric(value: unknown): boolean {
  if (typeof value === 'number' || typeof value === 'bigint') return true;
  const type = typeof value === 'object' && value !== null && '_bsontype' in value ? value._bsontype : null;
  return type === 'Long' || type === 'Decimal128' || type === 'Double' || type === 'Int32';
}

/** `list.$.field` as `list.2.field`: the query library takes only one path with `$` for each list. */
function positioned(operators: Doc, document: Doc, filter: Doc): Doc {
  const place = (path: string): string => {
    const [list, rest] = path.split('.$', 2);
    if (list === undefined || rest === undefined || (rest !== '' && !rest.startsWith('.'))) return path;
    const conditions = Object.entries(filter).filter(
      ([field]) => field === list || field.startsWith(`${list}.`),
    );
    const query = new Query(Object.fromEntries(conditions));
    const elements = document[list];
    const index = Array.isArray(elements)
      ? elements.findIndex((element) => query.test({ [list]: [element] }))
      : -1;
    return index === -1 ? path : `${list}.${index}${rest}`;
  };
  return Object.fromEntries(
    Object.entries(operators).map(([operator, fields]) => [
      operator,
      Object.fromEntries(Object.entries(asDoc(fields)).map(([path, value]) => [place(path), value])),
    ]),
  );
}

function withoutEmpty(operators: Doc): Doc {
  return Object.fromEntries(
    Object.entries(operators).filter(([, fields]) => Object.keys(asDoc(fields)).length > 0),
  );
}

function writePath(document: Doc, path: string, value: unknown): void {
  const [field = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    document[field] = value;
    return;
  }
  const child = asDoc(document[field]);
  document[field] = child;
  writePath(child, rest.join('.'), value);
}

function asDoc(value: unknown): Doc {
  return typeof value === 'object' && value !== null ? (value as Doc) : {};
}

function clone(document: Doc): Doc {
  return deserialize(serialize(document));
}
