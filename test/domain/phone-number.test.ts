import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePhoneNumber } from '../../src/domain/phone-number.js';

const reasonFor = (raw: string | null | undefined, country?: string) => {
  const parsed = parsePhoneNumber(raw, country);
  return parsed.ok ? `accepted as ${parsed.e164}` : parsed.reason;
};

describe('a number that may be phoned', () => {
  test.each([
    '(914) 820-5734',
    '914.820.5734',
    ' 914 820 5734 ',
    '+1 914-820-5734',
    '1 (914) 820-5734',
    '914-820-5734 x12',
    '(914) 820-5734 ext. 1234',
    '914-820-5734 extension 7',
    '914-820-5734 #12',
    '+19148205734;ext=5',
  ])('%s is read as E.164, without its extension', (raw) => {
    expect(parsePhoneNumber(raw)).toEqual({ ok: true, e164: '+19148205734' });
  });

  test('a toll-free number is a practice’s number, too', () => {
    expect(parsePhoneNumber('800-555-1234')).toEqual({ ok: true, e164: '+18005551234' });
  });

  test('a number abroad is read with its country code or with its default country', () => {
    expect(parsePhoneNumber('011 44 20 7946 0958')).toEqual({ ok: true, e164: '+442079460958' });
    expect(parsePhoneNumber('020 7946 0958', 'GB')).toEqual({ ok: true, e164: '+442079460958' });
  });
});

describe('a number that is refused', () => {
  test.each([null, undefined, '', '   ', 'x12'])('%j: there is none', (raw) => {
    expect(reasonFor(raw)).toBe('The contact has no phone number.');
  });

  test.each(['820-5734', '914820573', '91', 'call me'])('%s is too short', (raw) => {
    expect(reasonFor(raw)).toMatch(/too short/);
  });

  test('more than 15 digits are too long, unless the first are the prefix for abroad', () => {
    expect(reasonFor('9148205734 9148205735')).toMatch(/too long: it has 20 digits/);
    expect(reasonFor('011 44 20 7946 0958 123456')).toMatch(/too long/);
  });

  test.each(['999-820-5734', '123-456-7890', '555-555-5555', '914-120-5734', '0000000000', '876543210987'])(
    '%s does not exist',
    (raw) => {
      expect(reasonFor(raw)).toMatch(/does not exist/);
    },
  );

  test.each([
    '911',
    '9-1-1',
    '988',
    '112',
    '911-555-1234',
    '411 555 1212',
    '914-911-5734',
    '(914) 611-5734',
    '+1 311 555 1234',
  ])('%s is a service number', (raw) => {
    expect(reasonFor(raw)).toMatch(/emergency or service number/);
  });

  test.each(['900-555-1234', '+1 (900) 555-1234', '914-976-1234', '+44 909 879 0000'])(
    '%s is premium-rate',
    (raw) => {
      expect(reasonFor(raw)).toMatch(/premium-rate/);
    },
  );

  test('two numbers in one field are none that can be phoned', () => {
    expect(reasonFor('914 820 5734/7')).toMatch(/cannot be read|does not exist/);
  });

  test('a default country that does not exist is named', () => {
    expect(reasonFor('914 820 5734', 'USA')).toMatch(/“USA” is not a country code/);
  });
});

describe('any text at all', () => {
  test('gives E.164 or a reason that does not repeat the digits', () => {
    const numberLike = fc.stringMatching(/^[-+0-9 ().x#]{0,24}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), numberLike), (raw) => {
        const parsed = parsePhoneNumber(raw);
        if (parsed.ok) {
          expect(parsed.e164).toMatch(/^\+[1-9]\d{9,14}$/);
          expect(parsed.e164).not.toMatch(/^\+1(?:\d{3})?[2-9]11\d{4}/);
        } else {
          expect(parsed.reason).toMatch(/\.$/);
          expect(parsed.reason).not.toMatch(/\d{4}/);
        }
      }),
    );
  });

  test('what was accepted is accepted again, as the same number', () => {
    const digits = fc.integer({ min: 2_000_000_000, max: 9_999_999_999 }).map(String);
    fc.assert(
      fc.property(digits, (raw) => {
        const first = parsePhoneNumber(raw);
        if (first.ok) expect(parsePhoneNumber(first.e164)).toEqual(first);
      }),
    );
  });
});
