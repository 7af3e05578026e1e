import { Logtail } from '@logtail/node';
import { encode } from '@msgpack/msgpack';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LogtailStandIn, startLogtailStandIn } from '../../scripts/rehearsal/stand-ins/logtail.js';

let drain: LogtailStandIn;

beforeEach(async () => {
  drain = await startLogtailStandIn({ sourceToken: 'source-token' });
});

afterEach(() => drain.close());

function createLogtail(token = 'source-token') {
  return new Logtail(token, { endpoint: drain.url, retryCount: 0, timeout: 200, throwExceptions: true });
}

async function logAndFlush(logtail = createLogtail()) {
  await Promise.all([logtail.info('call placed', { callId: 'call-1' }), logtail.flush()]);
}

describe('entries', () => {
  test('what is logged arrives with level and context', async () => {
    await logAndFlush();
    expect(drain.entries).toMatchObject([{ message: 'call placed', level: 'info', callId: 'call-1' }]);
  });

  test('one request may carry many entries, and need not be compressed', async () => {
    const { status } = await fetch(drain.url, {
      method: 'POST',
      headers: { authorization: 'Bearer source-token', 'content-type': 'application/msgpack' },
      body: encode([
        { message: 'one', level: 'info' },
        { message: 'two', level: 'warn' },
      ]),
    });
    expect(status).toBe(202);
    expect(drain.entries.map(({ message }) => message)).toEqual(['one', 'two']);
  });

  test('a wrong token is refused and nothing is kept', async () => {
    await expect(logAndFlush(createLogtail('other-token'))).rejects.toThrow('Forbidden');
    expect(drain.entries).toEqual([]);
  });

  test('content that is no msgpack is refused', async () => {
    const headers = { authorization: 'Bearer source-token', 'content-encoding': 'gzip' };
    const { status } = await fetch(drain.url, { method: 'POST', headers, body: 'plain text' });
    expect(status).toBe(400);
  });
});

describe('failures', () => {
  test('an error is a 503, until it is taken back', async () => {
    drain.fail('error');
    await expect(logAndFlush()).rejects.toThrow('Service Unavailable');
    drain.fail(null);
    await logAndFlush();
    expect(drain.entries).toHaveLength(1);
  });

  test.each(['refuse', 'hang'] as const)('%s loses the entry and tells the client', async (mode) => {
    drain.fail(mode);
    await expect(logAndFlush()).rejects.toThrow();
    expect(drain.entries).toEqual([]);
  });
});
