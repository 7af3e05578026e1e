import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { localInstant } from '../../src/domain/local-instant.js';

const at = (iso: string, hour: number, minute: number, zone = 'America/New_York') =>
  localInstant(DateTime.fromISO(iso, { zone: 'utc' }), { hour, minute }, zone)
    ?.toUTC()
    .toISO() ?? null;

describe('a time on a wall clock', () => {
  test('is an instant in the zone of that clock', () => {
    expect(at('2026-12-01', 11, 0)).toBe('2026-12-01T16:00:00.000Z');
    expect(at('2026-12-01', 11, 0, 'America/Los_Angeles')).toBe('2026-12-01T19:00:00.000Z');
  });

  test('that is skipped when daylight saving begins is none', () => {
    expect(at('2027-03-14', 2, 30)).toBeNull();
    expect(at('2027-03-14', 2, 30, 'America/Phoenix')).toBe('2027-03-14T09:30:00.000Z');
  });

  test('that comes twice when daylight saving ends is the earlier one', () => {
    expect(at('2026-11-01', 1, 30)).toBe('2026-11-01T05:30:00.000Z');
  });

  test('in a zone that does not exist is an error that names it', () => {
    expect(() => at('2026-12-01', 11, 0, 'Mars/Olympus')).toThrow(/Mars\/Olympus/);
  });
});
