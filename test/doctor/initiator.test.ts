/** Clerk, and Google Calendar with the token that Clerk gives. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type ClerkStandIn, startClerkStandIn } from '../../scripts/rehearsal/stand-ins/clerk.js';
import { type GoogleStandIn, startGoogleStandIn } from '../../scripts/rehearsal/stand-ins/google.js';
import { deadAddress, examine } from './examined.js';

const SECRET = 'sk_test_of_the_doctors_test';
const USER = 'user_of_the_batch';

let clerk: ClerkStandIn;
let google: GoogleStandIn;

beforeAll(async () => {
  clerk = await startClerkStandIn({ secretKey: SECRET, users: { [USER]: 'ya29.the-google-token' } });
  google = await startGoogleStandIn({ tokens: ['ya29.the-google-token'] });
});
afterEach(() => {
  clerk.fail(null);
  google.fail(null);
});
afterAll(() => Promise.all([clerk.close(), google.close()]));

const check = (service: string, env: NodeJS.ProcessEnv = {}, options = {}) =>
  examine(
    service,
    { CLERK_SECRET_KEY: SECRET, CLERK_API_URL: clerk.url, GOOGLE_CALENDAR_URL: google.url, ...env },
    { initiator: USER, ...options },
  );

describe('Clerk', () => {
  test('takes the key, and has the token of the user with the calendar', async () => {
    const { result, found } = await check('Clerk');
    expect(result).toBe('works');
    expect(found).toBe(
      `the key is that of a development instance with 1 user\na Google token of ${USER}, with the calendar`,
    );
  });

  test('is asked for the key alone where nobody was named', async () => {
    expect(await check('Clerk', {}, { initiator: null })).toMatchObject({
      result: 'works',
      found: 'the key is that of a development instance with 1 user',
    });
  });

  test('does not take a wrong key', async () => {
    expect(await check('Clerk', { CLERK_SECRET_KEY: 'sk_test_another_one' })).toMatchObject({
      result: 'does not',
      reasons: ['wrong-key'],
      todo: 'Check CLERK_SECRET_KEY: Clerk dashboard > API keys > Secret keys.',
    });
  });

  test('has no token of a user who does not exist, or has not connected Google', async () => {
    const missing = { result: 'does not', reasons: ['not-there'] };
    expect(await check('Clerk', {}, { initiator: 'user_nobody' })).toMatchObject(missing);
    clerk.fail('no-token');
    expect(await check('Clerk')).toMatchObject(missing);
  });

  test('has a token without the calendar', async () => {
    clerk.fail('no-calendar');
    const { result, reasons, found, todo } = await check('Clerk');
    expect({ result, reasons }).toEqual({ result: 'does not', reasons: ['no-permission'] });
    expect(found).toContain('does not allow to see when the calendar is free and to book a meeting');
    expect(todo).toContain('https://www.googleapis.com/auth/calendar');
  });

  test.each([
    ['rate-limited', 'service-down'],
    ['error', 'service-down'],
    ['refuse', 'wrong-host'],
    ['hang', 'timeout'],
  ] as const)('when it fails with %s: %s', async (mode, reason) => {
    clerk.fail(mode);
    expect(await check('Clerk', {}, { limitMs: 1_000 })).toMatchObject({
      result: 'does not',
      reasons: [reason],
    });
  });

  test('is not at a wrong address', async () => {
    const dead = await deadAddress();
    expect(await check('Clerk', { CLERK_API_URL: `http://${dead}` })).toMatchObject({
      reasons: ['wrong-host'],
      found: `nothing answers at ${dead}`,
      todo: expect.stringContaining('CLERK_API_URL'),
    });
  });
});

describe('Google Calendar', () => {
  test('tells when the user is free, and nothing is booked', async () => {
    expect(await check('Google Calendar')).toMatchObject({ result: 'works' });
    expect(google.events).toEqual([]);
  });

  test('is not asked where nobody was named', async () => {
    expect(await check('Google Calendar', {}, { initiator: null })).toMatchObject({
      result: 'not set',
      todo: expect.stringContaining('--initiator'),
    });
  });

  test('cannot be asked without a token', async () => {
    clerk.fail('no-token');
    expect(await check('Google Calendar')).toMatchObject({
      result: 'does not',
      reasons: ['no-permission'],
      todo: 'See Clerk.',
    });
  });

  test.each([
    ['unauthorized', 'no-permission'],
    ['insufficient-scope', 'no-permission'],
    ['rate-limited', 'service-down'],
    ['error', 'service-down'],
    ['refuse', 'wrong-host'],
    ['hang', 'timeout'],
  ] as const)('when it fails with %s: %s', async (mode, reason) => {
    google.fail(mode);
    expect(await check('Google Calendar', {}, mode === 'hang' ? { limitMs: 1_500 } : {})).toMatchObject({
      result: 'does not',
      reasons: [reason],
    });
  });

  test('is not at a wrong address', async () => {
    const dead = await deadAddress();
    expect(await check('Google Calendar', { GOOGLE_CALENDAR_URL: `http://${dead}` })).toMatchObject({
      reasons: ['wrong-host'],
      todo: expect.stringContaining('GOOGLE_CALENDAR_URL'),
    });
  });
});
