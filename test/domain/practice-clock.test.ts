import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import {
  isUsState,
  practiceClock,
  spokenZone,
  zoneFromSentence,
  zoneFromWords,
} from '../../src/domain/practice-clock.js';
import { NAMED_ZONES, STATES } from '../../src/domain/us-time-zones.js';

describe('the clock of a practice', () => {
  test.each([
    ['NY', ['America/New_York']],
    ['new york', ['America/New_York']],
    [' Calif. ', ['America/New_York', 'America/Chicago', 'America/Los_Angeles', 'America/Denver']],
    ['D.C.', ['America/New_York']],
    ['Washington, DC', ['America/New_York']],
    ['Washington', ['America/Los_Angeles']],
    ['pr', ['America/Puerto_Rico']],
    ['GU', ['Pacific/Guam']],
    ['U.S. Virgin Islands', ['America/Puerto_Rico']],
    ['AZ', ['America/Phoenix']],
    ['Hawaii', ['Pacific/Honolulu']],
  ])('of state %s', (state, candidates) => {
    expect(practiceClock(state)).toEqual({ candidates });
  });

  test.each(['FL', 'TN', 'KY', 'IN', 'MI', 'TX', 'ND', 'SD', 'NE', 'KS', 'ID', 'OR', 'AK'])(
    'of %s has more than one candidate',
    (state) => {
      expect(practiceClock(state).candidates.length).toBeGreaterThan(1);
    },
  );

  test('of a divided state begins with the zone in which most people live', () => {
    expect(practiceClock('Tennessee').candidates[0]).toBe('America/Chicago');
    expect(practiceClock('Kentucky').candidates[0]).toBe('America/New_York');
  });

  test.each([null, undefined, '', 'Ontario', 'constructor'])('of %s may be any on the mainland', (state) => {
    expect(practiceClock(state).candidates).toHaveLength(4);
  });

  test('is a zone that exists, and that has a name, for all 50 states, DC and the five territories', () => {
    expect(STATES).toHaveLength(56);
    for (const [usps] of STATES) {
      for (const zone of practiceClock(usps).candidates) {
        expect(DateTime.fromMillis(0, { zone }).isValid, zone).toBe(true);
        expect(spokenZone(zone)).not.toBe('local time');
      }
    }
  });
});

describe('a US state', () => {
  test.each(['NY', 'texas', 'Washington, D.C.', 'U.S. Virgin Islands', 'gu'])('is %s', (state) => {
    expect(isUsState(state)).toBe(true);
  });

  test.each(['', 'Ontario', 'Calif.', 'constructor'])('is not “%s”', (state) => {
    expect(isUsState(state)).toBe(false);
  });
});

describe('the zone that the words name', () => {
  const texas = practiceClock('TX');

  test.each([
    ['Central', 'America/Chicago'],
    ["we're on Mountain time", 'America/Denver'],
    ['CST', 'America/Chicago'],
    ['mdt', 'America/Denver'],
    ['next Tuesday at eleven Central', 'America/Chicago'],
  ])('“%s”', (words, zone) => {
    expect(zoneFromWords(words, texas)).toBe(zone);
  });

  test.each(['', 'our time', 'local time', 'the rest of it', 'Central or Mountain'])(
    '“%s” names none',
    (words) => {
      expect(zoneFromWords(words, texas)).toBeNull();
    },
  );

  test('is believed even where the contact’s state says otherwise', () => {
    expect(zoneFromWords('Eastern', texas)).toBe('America/New_York');
  });

  test('in Arizona, Mountain means Arizona’s own clock', () => {
    expect(zoneFromWords('Mountain standard time', practiceClock('AZ'))).toBe('America/Phoenix');
  });

  test('is found again from the way it is spoken', () => {
    for (const { zone, spoken } of NAMED_ZONES) expect(zoneFromWords(spoken, texas)).toBe(zone);
  });
});

describe('the zone named in a sentence about a time', () => {
  const texas = practiceClock('TX');

  test.each([
    ['next Tuesday at eleven Central', 'America/Chicago'],
    ['Tuesday at 2, Mountain', 'America/Denver'],
    ['Tuesday at 2 p.m. EST', 'America/New_York'],
    ['the 3rd at ten thirty central', 'America/Chicago'],
    ["two o'clock Pacific on Friday", 'America/Los_Angeles'],
    ['Friday at noon Eastern', 'America/New_York'],
    ['Friday at 10 in the morning Central', 'America/Chicago'],
    ["we're on Mountain time, so Tuesday at 2", 'America/Denver'],
    ['eastern standard, Tuesday at 2', 'America/New_York'],
    ['Mountain View Clinic, Tuesday at 2 Central', 'America/Chicago'],
  ])('“%s”', (sentence, zone) => {
    expect(zoneFromSentence(sentence, texas)).toBe(zone);
  });

  test.each([
    'Mountain View Clinic Tuesday at 2',
    'we are on central park, Tuesday',
    '400 Central Avenue, Tuesday at 2',
    'Tuesday at 2 Central or Mountain',
    'Central or Mountain time, Tuesday at 2',
    'Tuesday at 2 our time',
  ])('“%s” names none', (sentence) => {
    expect(zoneFromSentence(sentence, texas)).toBeNull();
  });
});
