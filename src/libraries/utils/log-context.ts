/**
 * Turns whatever is given to the logger into plain JSON of bounded size without personal data. Called by
 * `logger.ts` for every line. Never throws and never changes its argument, whatever it holds: cycles,
 * getters and proxies that throw, errors inside errors, buffers, huge lists.
 */
import { redactByKey, redactText } from './redact.js';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const MAX_DEPTH = 6;
const MAX_ITEMS = 50;
const MAX_VALUES = 1_000;
const MAX_TEXT = 4_096;
/** Read beyond the limit before redacting, so that what is cut through is still recognised. */
const TEXT_MARGIN = 256;

/** One walk through a context: what is above the present value, and how many values may follow. */
interface Walk {
  readonly above: Set<object>;
  left: number;
}

/** The fields of a log line. An Error gives `error_name`, `error_message`, `error_stack` and what it carries. */
export function toLogContext(context: unknown): Record<string, Json> {
  if (context === null || context === undefined) return {};
  if (isError(context)) return errorFields(context);
  const value = toJson(context, { above: new Set(), left: MAX_VALUES }, 0);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : { context: value };
}

/** An error, or anything else that was thrown, as fields that can stand beside others. */
export function errorFields(thrown: unknown): Record<string, Json> {
  if (!isError(thrown)) return { error_message: toLogText(describe(thrown)) };
  const { name, message, stack, ...rest } = asRecord(
    toJson(thrown, { above: new Set(), left: MAX_VALUES }, 0),
  );
  return {
    error_name: name ?? null,
    error_message: message ?? null,
    error_stack: stack ?? null,
    ...(Object.keys(rest).length > 0 ? { error_details: rest } : {}),
  };
}

/** `text`, redacted and cut to a bounded length. */
export function toLogText(text: string): string {
  const safe = redactText(text.slice(0, MAX_TEXT + TEXT_MARGIN));
  return text.length > MAX_TEXT
    ? `${safe.slice(0, MAX_TEXT)}[${text.length - MAX_TEXT} more characters]`
    : safe;
}

function toJson(value: unknown, walk: Walk, depth: number): Json {
  walk.left -= 1;
  switch (typeof value) {
    case 'string':
      return toLogText(value);
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'boolean':
      return value;
    case 'object':
      return value === null ? null : guarded(value, walk, depth);
    case 'function':
      return '[Function]';
    default:
      return describe(value);
  }
}

function guarded(value: object, walk: Walk, depth: number): Json {
  if (walk.above.has(value)) return '[Circular]';
  if (depth >= MAX_DEPTH) return '[Too deep]';
  walk.above.add(value);
  try {
    return objectToJson(value, walk, depth);
  } catch (error) {
    return toLogText(`[Unreadable: ${describe(error)}]`);
  } finally {
    walk.above.delete(value);
  }
}

function objectToJson(value: object, walk: Walk, depth: number): Json {
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  }
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer)
    return `[${kind(value)}: ${value.byteLength} bytes]`;
  if (Array.isArray(value)) return listToJson(value, value.length, walk, depth);
  if (value instanceof Set) return listToJson(value, value.size, walk, depth);
  if (value instanceof Map) {
    return entriesToJson(
      [...value].map(([key, item]) => [describe(key), () => item] as const),
      walk,
      depth,
    );
  }
  if (value instanceof Error) return errorToJson(value, walk, depth);
  if ('toJSON' in value && typeof value.toJSON === 'function') return toJson(value.toJSON(), walk, depth + 1);
  return entriesToJson(ownEntries(value), walk, depth);
}

/** An entry's value is read late, because reading it may throw. */
type LazyEntry = readonly [key: string, read: () => unknown];

function ownEntries(value: object): LazyEntry[] {
  return Object.keys(value).map((key) => [key, () => Reflect.get(value, key)] as const);
}

function errorToJson(error: Error, walk: Walk, depth: number): Json {
  const standard: LazyEntry[] = [
    ['name', () => error.name],
    ['message', () => error.message],
    ['stack', () => error.stack],
  ];
  if (error.cause !== undefined) standard.push(['cause', () => error.cause]);
  if (error instanceof AggregateError) standard.push(['errors', () => error.errors]);
  const taken = new Set(standard.map(([key]) => key));
  return entriesToJson([...standard, ...ownEntries(error).filter(([key]) => !taken.has(key))], walk, depth);
}

function listToJson(items: Iterable<unknown>, length: number, walk: Walk, depth: number): Json[] {
  const list: Json[] = [];
  for (const item of items) {
    if (list.length >= MAX_ITEMS || walk.left <= 0) break;
    list.push(toJson(item, walk, depth + 1));
  }
  if (length > list.length) list.push(`[${length - list.length} more]`);
  return list;
}

function entriesToJson(entries: readonly LazyEntry[], walk: Walk, depth: number): Record<string, Json> {
  const fields: [string, Json][] = [];
  for (const [key, read] of entries) {
    if (fields.length >= MAX_ITEMS || walk.left <= 0) {
      fields.push(['…', `[${entries.length - fields.length} more]`]);
      break;
    }
    const value = readSafely(read);
    if (value === undefined) continue;
    fields.push([toLogText(key), redactByKey(key, value) ?? toJson(value, walk, depth + 1)]);
  }
  return Object.fromEntries(fields);
}

function readSafely(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return `[Unreadable: ${describe(error)}]`;
  }
}

/** Asking what a revoked proxy is throws. */
function isError(value: unknown): value is Error {
  try {
    return value instanceof Error;
  } catch {
    return false;
  }
}

/** A short text for anything; objects only by their kind. */
function describe(value: unknown): string {
  try {
    if (value instanceof Error) return value.message;
    return typeof value === 'object' && value !== null ? `[${kind(value)}]` : String(value);
  } catch {
    return '[Unreadable]';
  }
}

function kind(value: object): string {
  return value.constructor?.name ?? 'Object';
}

function asRecord(value: Json): Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
