/**
 * Better Stack's log drain: POST / with msgpack, gzipped or not, answered with 202. Reached by @logtail/node through
 * `endpoint`. Keeps what it takes in memory, for a rehearsal to read.
 */
import { gunzipSync } from 'node:zlib';
import { decode } from '@msgpack/msgpack';
import { bearerToken, type HttpRequest, startHttpStandIn } from './http-stand-in.js';
import type { StandIn } from './stand-in.js';

/** One line of the log, with whatever context it was written with. */
export interface LogEntry {
  readonly message: string;
  readonly level: string;
  readonly [field: string]: unknown;
}

export interface LogtailStandIn extends StandIn {
  readonly entries: readonly LogEntry[];
}

/** Accepts only the given source token; any other is a 403, as at the real drain. */
export async function startLogtailStandIn({ sourceToken }: { sourceToken: string }): Promise<LogtailStandIn> {
  const entries: LogEntry[] = [];
  const standIn = await startHttpStandIn({
    name: 'logtail',
    answer(request) {
      if (request.method !== 'POST') return { status: 405 };
      if (bearerToken(request.headers) !== sourceToken) return { status: 403, body: 'Unauthorized' };
      try {
        entries.push(...readEntries(request));
      } catch {
        return { status: 400, body: 'Invalid msgpack' };
      }
      return { status: 202 };
    },
    failures: { error: () => ({ status: 503, body: 'Service Unavailable' }) },
  });
  return { ...standIn, entries };
}

function readEntries({ headers, body }: HttpRequest): LogEntry[] {
  const packed = headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
  return [decode(packed)].flat() as LogEntry[];
}
