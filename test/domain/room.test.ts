import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortageOf, type WorkerLoad } from '../../src/domain/room.js';

const AT_REST: WorkerLoad = {
  memoryMb: 140,
  memoryLimitMb: 500,
  threads: 13,
  roundTripMs: null,
  unseenCalls: 0,
};
const shortOf = (load: Partial<WorkerLoad>, wasShort = false) =>
  shortageOf({ ...AT_REST, ...load }, wasShort)?.of ?? null;

describe('A worker has room for one more call', () => {
  test('at rest', () => {
    expect(shortOf({})).toBeNull();
  });

  test('while its 20 MB fit into nine tenths of the memory', () => {
    expect(shortOf({ memoryMb: 430 })).toBeNull();
    expect(shortOf({ memoryMb: 430.1 })).toBe('memory');
  });

  test('while its 2 threads fit into 256, less 16', () => {
    expect(shortOf({ threads: 238 })).toBeNull();
    expect(shortOf({ threads: 239 })).toBe('threads');
  });

  test('where nobody can tell the threads', () => {
    expect(shortOf({ threads: null })).toBeNull();
  });

  test('while the line answers within 250 ms', () => {
    expect(shortOf({ roundTripMs: 250 })).toBeNull();
    expect(shortOf({ roundTripMs: 250.1 })).toBe('line');
  });

  test('beside those that were admitted and do not show yet', () => {
    expect(shortOf({ memoryMb: 370, unseenCalls: 3 })).toBeNull();
    expect(shortOf({ memoryMb: 370, unseenCalls: 4 })).toBe('memory');
    expect(shortOf({ threads: 232, unseenCalls: 3 })).toBeNull();
    expect(shortOf({ threads: 232, unseenCalls: 4 })).toBe('threads');
  });
});

describe('A worker that was short has room again', () => {
  test('once three calls fit', () => {
    expect(shortOf({ memoryMb: 390 }, true)).toBeNull();
    expect(shortOf({ memoryMb: 390.1 }, true)).toBe('memory');
    expect(shortOf({ threads: 234 }, true)).toBeNull();
    expect(shortOf({ threads: 235 }, true)).toBe('threads');
  });

  test('once the line answers within 125 ms', () => {
    expect(shortOf({ roundTripMs: 125 }, true)).toBeNull();
    expect(shortOf({ roundTripMs: 125.1 }, true)).toBe('line');
  });

  test('only where one that was not short has room too, and with less of a load never less room', () => {
    const load = fc.record({
      memoryMb: fc.integer({ min: 50, max: 600 }),
      memoryLimitMb: fc.constantFrom(512, 1024),
      threads: fc.option(fc.integer({ min: 10, max: 300 })),
      roundTripMs: fc.option(fc.integer({ min: 0, max: 1000 })),
      unseenCalls: fc.nat(10),
    });
    fc.assert(
      fc.property(load, (heavy) => {
        if (shortageOf(heavy, true) !== null) return;
        expect(shortageOf(heavy, false)).toBeNull();
        expect(shortageOf({ ...heavy, unseenCalls: 0, memoryMb: heavy.memoryMb - 1 }, true)).toBeNull();
      }),
    );
  });
});

test('A shortage says how much is taken, and what to do about it', () => {
  expect(shortageOf({ ...AT_REST, memoryMb: 480.4, memoryLimitMb: 512 }, false)?.why).toBe(
    '480 of 512 MB of memory are taken, by the calls that are on or about to be: lower CALL_CONCURRENCY or start another worker',
  );
  expect(shortageOf({ ...AT_REST, threads: 250 }, false)?.why).toContain('250 of 256 threads are taken');
  expect(shortageOf({ ...AT_REST, roundTripMs: 1000 }, false)?.why).toContain(
    'the line answers this process after 1000 ms',
  );
});
