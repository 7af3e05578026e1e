import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type GoogleStandIn, startGoogleStandIn } from '../scripts/rehearsal/stand-ins/google.js';
import type { CampaignModelPopulated } from '../src/mongoose/models/Campaign.js';
import { createCheckForResponses, normalizeEmail } from '../src/responses.js';

process.env['LOG_LEVEL'] = 'silent';

const TOKEN = 'ya29.test';
let google: GoogleStandIn;

beforeAll(async () => {
  google = await startGoogleStandIn({ tokens: [TOKEN] });
});
afterEach(() => google.fail(null));
afterAll(() => google.close());

const campaignWith = (fields: { threadId?: string; email?: string }): CampaignModelPopulated =>
  ({
    _id: '65f0c0ffee0000000000dead',
    threadId: fields.threadId ?? '',
    contact: { email: fields.email ?? 'john@smithfamily.com' },
    batch: { initiator: 'user_1' },
  }) as unknown as CampaignModelPopulated;

const check = (campaign: CampaignModelPopulated, googleToken = async () => TOKEN) =>
  createCheckForResponses({ googleToken, rootUrl: google.url })(campaign);

const addThread = (id: string, ...senders: string[]): void =>
  google.addThread({ id, messages: senders.map((from, index) => ({ id: `${id}-${index}`, from })) });

describe('normalizeEmail', () => {
  test.each([
    ['john.smith@gmail.com', 'johnsmith@gmail.com'],
    ['John.Smith+news@Gmail.com', 'johnsmith@gmail.com'],
    ['johnsmith@gmail.com', 'johnsmith@gmail.com'],
    ['AMY@smith-family.co.uk', 'amy@smith-family.co.uk'],
  ])('reads %s as %s', (email, same) => {
    expect(normalizeEmail(email)).toBe(same);
  });

  test.each(['', 'nobody', '@gmail.com', 'amy@'])('leaves “%s”, which is no address, as it is', (email) => {
    expect(normalizeEmail(email)).toBe(email);
  });
});

describe('createCheckForResponses', () => {
  test('finds an answer of the contact, however the mailbox is written', async () => {
    addThread('t1', 'Sales <sales@docshield.com>', '"Smith, John" <j.ohn+work@SmithFamily.com>');
    expect(await check(campaignWith({ threadId: 't1' }))).toBe(true);
  });

  test('finds it among later messages too', async () => {
    addThread('t2', 'sales@docshield.com', 'bot@docshield.com', 'john@smithfamily.com');
    expect(await check(campaignWith({ threadId: 't2' }))).toBe(true);
  });

  test('does not count the first message, which is the sequence’s own', async () => {
    addThread('t3', 'john@smithfamily.com');
    expect(await check(campaignWith({ threadId: 't3' }))).toBe(false);
  });

  test('does not count a message of somebody else, or of a like-named one elsewhere', async () => {
    addThread('t4', 'sales@docshield.com', 'amy@smithfamily.com', 'john@other.com');
    expect(await check(campaignWith({ threadId: 't4' }))).toBe(false);
  });

  test('asks nobody for a campaign without a thread', async () => {
    const neverAsked = async (): Promise<string> => expect.unreachable('Clerk was asked');
    expect(await check(campaignWith({}), neverAsked)).toBe(false);
  });

  test('counts a look that fails as no answer', async () => {
    addThread('t5', 'sales@docshield.com', 'john@smithfamily.com');
    const campaign = campaignWith({ threadId: 't5' });
    for (const failure of ['error', 'unauthorized', 'refuse'] as const) {
      google.fail(failure);
      expect(await check(campaign)).toBe(false);
    }
    google.fail(null);
    expect(await check(campaignWith({ threadId: 'gone' }))).toBe(false);
    expect(await check(campaign, () => Promise.reject(new Error('no token')))).toBe(false);
    expect(await check(campaign)).toBe(true);
  });
});
