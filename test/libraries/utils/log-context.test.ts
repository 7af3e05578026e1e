import * as fc from 'fast-check';
import mongoose from 'mongoose';
import { describe, expect, test } from 'vitest';
import { errorFields, toLogContext, toLogText } from '../../../src/libraries/utils/log-context.js';

describe('what is logged', () => {
  test('keeps plain data as it is', () => {
    const context = { jobId: 'a-1', step: 0, finalStep: false, none: null, list: [1, 'two'], deep: { a: 1 } };
    expect(toLogContext(context)).toEqual(context);
  });

  test('shows every kind of value in words', () => {
    const id = new mongoose.Types.ObjectId();
    expect(
      toLogContext({
        id,
        at: new Date(0),
        never: new Date(Number.NaN),
        big: 12n,
        infinite: Number.POSITIVE_INFINITY,
        symbol: Symbol('s'),
        run: () => 1,
        map: new Map<unknown, unknown>([
          ['a', 1],
          [id, 2],
        ]),
        set: new Set([1, 2]),
        buffer: Buffer.from('secret'),
        pcm: new Int16Array(4),
        absent: undefined,
      }),
    ).toEqual({
      id: id.toString(),
      at: '1970-01-01T00:00:00.000Z',
      never: 'Invalid Date',
      big: '12',
      infinite: 'Infinity',
      symbol: 'Symbol(s)',
      run: '[Function]',
      map: { a: 1, '[ObjectId]': 2 },
      set: [1, 2],
      buffer: '[Buffer: 6 bytes]',
      pcm: '[Int16Array: 8 bytes]',
    });
  });

  test('shows errors inside errors and inside objects, with what they carry', () => {
    const cause = new TypeError('no route');
    const error = Object.assign(new Error('call +19148205734 failed', { cause }), { code: 'E_CALL' });
    expect(toLogContext({ outer: { error } })).toMatchObject({
      outer: {
        error: {
          name: 'Error',
          message: 'call ***34 failed',
          stack: expect.stringContaining('log-context.test'),
          code: 'E_CALL',
          cause: { name: 'TypeError', message: 'no route' },
        },
      },
    });
    expect(toLogContext(new AggregateError([cause], 'all failed'))).toMatchObject({
      error_name: 'AggregateError',
      error_message: 'all failed',
      error_details: { errors: [{ message: 'no route' }] },
    });
  });

  test('takes anything that was thrown', () => {
    expect(errorFields('amy@smithpractice.com is wrong')).toEqual({
      error_message: '***@smithpractice.com is wrong',
    });
    expect(errorFields(undefined)).toEqual({ error_message: 'undefined' });
    expect(errorFields(Object.create(null))).toHaveProperty('error_message');
  });

  test('marks a cycle, and shows twice what merely stands twice', () => {
    const shared = { a: 1 };
    const loop: Record<string, unknown> = { one: shared, two: shared };
    loop['self'] = loop;
    expect(toLogContext(loop)).toEqual({ one: { a: 1 }, two: { a: 1 }, self: '[Circular]' });
    const error = new Error('e');
    error.cause = error;
    expect(toLogContext({ error })).toMatchObject({ error: { cause: '[Circular]' } });
  });

  test('survives getters, proxies and toJSON that throw', () => {
    const throwing = (): never => {
      throw new Error('no entry for amy@smithpractice.com');
    };
    const context = {
      kept: 1,
      get broken() {
        return throwing();
      },
      proxy: new Proxy({}, { ownKeys: throwing }),
      shy: { toJSON: throwing },
    };
    const marker = '[Unreadable: no entry for ***@smithpractice.com]';
    expect(toLogContext(context)).toEqual({ kept: 1, broken: marker, proxy: marker, shy: marker });
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    expect(() => toLogContext({ revoked: revoked.proxy })).not.toThrow();
    expect(() => toLogContext(revoked.proxy)).not.toThrow();
    expect(() => errorFields(revoked.proxy)).not.toThrow();
  });

  test('is bounded in depth, breadth, length and number', () => {
    let deep: Record<string, unknown> = {};
    for (let level = 0; level < 10_000; level += 1) deep = { deep };
    const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`key${n}`, n]));
    const tree = Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => wide));
    const logged = JSON.stringify(toLogContext({ deep, wide, tree, text: 'x'.repeat(1_000_000) }));
    expect(logged.length).toBeLessThan(100_000);
    expect(logged).toContain('[Too deep]');
    expect(logged).toContain('more]');
  });

  test('hides under telling keys, in keys, and in text that is cut', () => {
    expect(
      toLogContext({
        headers: { authorization: 'Bearer abcdefgh', cookie: 'x=1' },
        contact: { phone: '9148205734', email: 'amy@smithpractice.com' },
        '+19148205734': 1,
        campaignId: '65f0c0ffee0000000000dead',
      }),
    ).toEqual({
      headers: { authorization: '[redacted]', cookie: '[redacted]' },
      contact: { phone: '***34', email: '***@smithpractice.com' },
      '***34': 1,
      campaignId: '65f0c0ffee0000000000dead',
    });
    expect(toLogText(`${'x'.repeat(4_090)} sk_live_abcdefghijklmnop`)).not.toContain('sk_live');
  });

  test('is plain JSON of whatever it is given, and leaves it unchanged', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withMap: true, withSet: true, withDate: true }),
        (value) => {
          const logged = toLogContext(value);
          expect(JSON.parse(JSON.stringify(logged))).toEqual(logged);
        },
      ),
    );
    const frozen = Object.freeze({ phone: '9148205734', nested: Object.freeze({ a: 1 }) });
    toLogContext(frozen);
    expect(frozen).toEqual({ phone: '9148205734', nested: { a: 1 } });
  });
});
