/** The ids that the service gives to events, items, calls and responses: unique, and at most 32 characters. */
import { randomUUID } from 'node:crypto';

/** For example `item_3f2c9a…`. */
export function newRealtimeId(prefix: 'event' | 'item' | 'call' | 'resp' | 'sess'): string {
  return `${prefix}_${randomUUID().replaceAll('-', '').slice(0, 20)}`;
}
