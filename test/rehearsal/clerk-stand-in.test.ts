import { createClerkClient } from '@clerk/clerk-sdk-node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ClerkStandIn, startClerkStandIn } from '../../scripts/rehearsal/stand-ins/clerk.js';

const SECRET_KEY = 'sk_test_rehearsal';

let clerk: ClerkStandIn;

beforeEach(async () => {
  clerk = await startClerkStandIn({ secretKey: SECRET_KEY, users: { user_1: 'google-token' } });
});

afterEach(() => clerk.close());

function fetchTokens(user = 'user_1', secretKey = SECRET_KEY) {
  return createClerkClient({ secretKey, apiUrl: clerk.url }).users.getUserOauthAccessToken(user, 'google');
}

describe('tokens', () => {
  test('a user has the token that was given', async () => {
    const { data, totalCount } = await fetchTokens();
    expect(totalCount).toBe(1);
    expect(data[0]).toMatchObject({ token: 'google-token', provider: 'oauth_google' });
  });

  test('the older provider name gives the same token', async () => {
    const client = createClerkClient({ secretKey: SECRET_KEY, apiUrl: clerk.url });
    const { data } = await client.users.getUserOauthAccessToken('user_1', 'oauth_google');
    expect(data[0]?.token).toBe('google-token');
  });

  test('a user who does not exist is a 404 with the code of Clerk', async () => {
    await expect(fetchTokens('user_2')).rejects.toMatchObject({
      status: 404,
      errors: [{ code: 'resource_not_found' }],
    });
  });

  test('a wrong secret key is a 401', async () => {
    await expect(fetchTokens('user_1', 'sk_test_other')).rejects.toMatchObject({ status: 401 });
  });
});

describe('failures', () => {
  test('a user who has not connected Google has no tokens', async () => {
    clerk.fail('no-token');
    expect(await fetchTokens()).toEqual({ data: [], totalCount: 0 });
    await expect(fetchTokens('user_2')).rejects.toMatchObject({ status: 404 });
  });

  test('a rate limit says when to try again', async () => {
    clerk.fail('rate-limited');
    await expect(fetchTokens()).rejects.toMatchObject({ status: 429, retryAfter: 1 });
  });

  test('an internal error is a 500, until it is taken back', async () => {
    clerk.fail('error');
    await expect(fetchTokens()).rejects.toMatchObject({ status: 500 });
    clerk.fail(null);
    await expect(fetchTokens()).resolves.toBeDefined();
  });

  test('refuse breaks the connection off', async () => {
    clerk.fail('refuse');
    await expect(fetchTokens()).rejects.toMatchObject({ errors: [{ code: 'unexpected_error' }] });
  });

  test('hang never answers, and close ends the request', async () => {
    clerk.fail('hang');
    const request = fetchTokens().then(
      () => 'answered',
      () => 'failed',
    );
    const waited = new Promise((resolve) => setTimeout(() => resolve('waiting'), 100));
    expect(await Promise.race([request, waited])).toBe('waiting');
    await clerk.close();
    expect(await request).toBe('failed');
  });
});
