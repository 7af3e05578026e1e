/**
 * Cursors of the MongoDB stand-in: a result is handed out in batches. Called by the read commands.
 */
import { Long } from 'bson';
import { MongoError } from './mongo-error.js';
import type { Doc } from './wire.js';

export interface Cursors {
  /** The reply with the first batch of a result. */
  open(namespace: string, result: readonly Doc[], batchSize?: number): Doc;
  /** The reply with the next batch. Throws CursorNotFound. */
  more(id: unknown, batchSize?: number): Doc;
  kill(ids: readonly unknown[]): void;
}

/** The server's default size of a first batch. */
const FIRST_BATCH = 101;

export function createCursors(): Cursors {
  const waiting = new Map<string, { namespace: string; rest: readonly Doc[] }>();
  let lastId = 0;

  return {
    open(namespace, result, batchSize = FIRST_BATCH) {
      const rest = result.slice(batchSize);
      let id = 0;
      if (rest.length > 0) {
        lastId += 1;
        id = lastId;
        waiting.set(String(id), { namespace, rest });
      }
      const firstBatch = result.slice(0, batchSize);
      return { cursor: { id: Long.fromNumber(id), ns: namespace, firstBatch }, ok: 1 };
    },
    more(rawId, batchSize) {
      const id = String(rawId);
      const cursor = waiting.get(id);
      if (!cursor) throw new MongoError('CursorNotFound', `cursor id ${id} not found`);

      const { namespace, rest } = cursor;
      const size = batchSize || rest.length;
      if (size < rest.length) waiting.set(id, { namespace, rest: rest.slice(size) });
      else waiting.delete(id);
      const nextId = waiting.has(id) ? Long.fromString(id) : Long.ZERO;
      return { cursor: { id: nextId, ns: namespace, nextBatch: rest.slice(0, size) }, ok: 1 };
    },
    kill(ids) {
      for (const id of ids) waiting.delete(String(id));
    },
  };
}
