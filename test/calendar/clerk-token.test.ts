import { afterEach, expect, test, vi } from 'vitest';
import { startClerkStandIn } from '../../scripts/rehearsal/stand-ins/clerk.js';
import { createClerkTokens } from '../../src/calendar/clerk-token.js';

const secretKey = 'sk_test_clerk_token';

afterEach(() => {
  vi.restoreAllMocks();
});

test('the token is fetched without a word on the console, and the console is left as it was', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const clerk = await startClerkStandIn({ secretKey, users: { user_1: 'ya29.token' } });
  try {
    const token = createClerkTokens({ secretKey, apiUrl: clerk.url });
    expect(await token('user_1', new AbortController().signal)).toBe('ya29.token');
    expect(warn).not.toHaveBeenCalled();
    const { warn: afterwards } = console;
    expect(afterwards).toBe(warn);
  } finally {
    await clerk.close();
  }
});
