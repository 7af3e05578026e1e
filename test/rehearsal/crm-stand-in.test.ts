import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CrmStandIn, startCrmStandIn } from '../../scripts/rehearsal/stand-ins/crm.js';
import { timeLimit } from '../../src/libraries/utils/time-limit.js';

const SECRET = `whsec_${Buffer.from('a secret of the rehearsal').toString('base64')}`;

let crm: CrmStandIn;

beforeEach(async () => {
  crm = await startCrmStandIn({ secret: SECRET });
});

afterEach(() => crm.close());

interface Sent {
  id?: string;
  secret?: string;
  sentAt?: Date;
  body?: string;
  signal?: AbortSignal;
}

function send({
  id = 'msg_1',
  secret = SECRET,
  sentAt = new Date(),
  body = '{"outcome":"booked"}',
  ...rest
}: Sent = {}) {
  return fetch(crm.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, sentAt, '{"outcome":"booked"}'),
    },
    body,
    ...rest,
  });
}

describe('deliveries', () => {
  test('a signed message is kept', async () => {
    expect((await send()).status).toBe(200);
    expect([...crm.deliveries.values()]).toEqual([
      { id: 'msg_1', payload: { outcome: 'booked' }, attempts: 1 },
    ]);
  });

  test('a message that is sent again is kept once and counted', async () => {
    await send();
    await send();
    await send({ id: 'msg_2' });
    expect([...crm.deliveries.values()].map(({ id, attempts }) => [id, attempts])).toEqual([
      ['msg_1', 2],
      ['msg_2', 1],
    ]);
  });

  test.each([
    ['another secret', { secret: `whsec_${Buffer.from('another').toString('base64')}` }],
    ['a changed body', { body: '{"outcome":"declined"}' }],
    ['an old timestamp', { sentAt: new Date(Date.now() - 3_600_000) }],
  ])('%s is a 401 and nothing is kept', async (_, sent) => {
    expect((await send(sent)).status).toBe(401);
    expect(crm.deliveries.size).toBe(0);
  });

  test('a message without a signature is a 401', async () => {
    expect((await fetch(crm.url, { method: 'POST', body: '{}' })).status).toBe(401);
  });
});

describe('failures', () => {
  test.each([
    ['error', 500],
    ['rate-limited', 429],
  ] as const)('%s is a %d and nothing is kept, until it is taken back', async (mode, status) => {
    crm.fail(mode);
    expect((await send()).status).toBe(status);
    expect(crm.deliveries.size).toBe(0);
    crm.fail(null);
    expect((await send()).status).toBe(200);
  });

  test('refuse breaks the connection off', async () => {
    crm.fail('refuse');
    await expect(send()).rejects.toMatchObject({
      cause: { code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/) },
    });
  });

  test('hang never answers', async () => {
    crm.fail('hang');
    await expect(send({ signal: timeLimit(100) })).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
