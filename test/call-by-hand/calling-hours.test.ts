import { expect, test } from 'vitest';
import { hoursWarning, localTime } from '../../scripts/call/calling-hours.js';
import { practiceClock } from '../../src/domain/practice-clock.js';

/** A Thursday in winter. */
const at = (time: string): number => Date.parse(`2026-12-03T${time}:00Z`);
const SATURDAY = Date.parse('2026-12-05T17:00:00Z');

test.each([
  ['NY', '12:59', /^It is before 8 a\.m\./],
  ['NY', '13:00', null],
  ['NY', '01:59', null],
  ['NY', '02:00', /^It is before 8 a\.m\. or after 9 p\.m\. there/],
  ['CA', '15:30', /^It is before/],
  // Part of Indiana keeps Central time.
  ['IN', '13:30', /^It may be before/],
  ['IN', '14:30', null],
  [null, '14:00', /^It may be before/],
  [null, '18:00', null],
])('%s at %s UTC: %s', (state, time, warning) => {
  const said = hoursWarning(practiceClock(state), at(time));
  if (warning === null) expect(said).toBeNull();
  else expect(said).toMatch(warning);
});

test('a weekend is told', () => {
  expect(hoursWarning(practiceClock('NY'), SATURDAY)).toBe('It is a weekend there: practices are closed.');
});

test('the time there is told, or from when to when it may be', () => {
  expect(localTime(practiceClock('NY'), at('17:05'))).toBe('12:05 PM EST');
  expect(localTime(practiceClock(null), at('17:05'))).toBe('9:05 AM PST to 12:05 PM EST');
});
