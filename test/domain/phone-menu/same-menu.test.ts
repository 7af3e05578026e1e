import { describe, expect, test } from 'vitest';
import { isSameMenu } from '../../../src/domain/phone-menu/index.js';

const MAIN = ['For billing, press 2. For prescription refills, press 3. To make an appointment, press 1.'];

describe('a menu that comes again', () => {
  test.each([
    ['word for word', MAIN],
    [
      'in pieces',
      ['for billing press two', 'for prescription refills press three', 'to make an appointment press one'],
    ],
    ['after a greeting', ['Thank you for calling Smith Family Medicine.', ...MAIN]],
    ['twice', [...MAIN, ...MAIN]],
    [
      'with mistakes',
      ['for billing dress two for subscription refills press three to make an appointment press won'],
    ],
  ])('is the same %s', (_, again) => {
    expect(isSameMenu(MAIN, again)).toBe(true);
    expect(isSameMenu(again, MAIN)).toBe(true);
  });

  test('is another when its options are', () => {
    expect(isSameMenu(MAIN, ['For English, press 1. Para español, oprima el 2.'])).toBe(false);
    expect(
      isSameMenu(MAIN, ['If you are a new patient, press 1. If you are an existing patient, press 2.']),
    ).toBe(false);
    expect(isSameMenu(MAIN, [])).toBe(false);
  });
});
