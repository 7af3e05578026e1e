import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CrmStandIn, startCrmStandIn } from '../../scripts/rehearsal/stand-ins/crm.js';
import { noCrm } from '../../src/crm/no-crm.js';
import { createWebhookCrm } from '../../src/crm/webhook-crm.js';
import { timeLimit } from '../../src/libraries/utils/time-limit.js';
import { withReceiver } from '../fixtures/receiver.js';
import { outcome, plan, settlement } from '../fixtures/settled-call.js';

const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes....').toString('base64')}`;
const ID = 'call-settled-66f0c0ffee-2-meeting_booked';
const never = new AbortController().signal;

let crm: CrmStandIn;
beforeEach(async () => {
  crm = await startCrmStandIn({ secret: SECRET });
});
afterEach(() => crm.close());

const webhookTo = (url: string, secret = SECRET) => createWebhookCrm({ url, secret, timeoutMs: 2_000 });

describe('a settled call', () => {
  test('is told with a signature that the receiver accepts', async () => {
    await webhookTo(crm.url).notify(settlement, never);
    expect([...crm.deliveries.values()]).toEqual([
      {
        id: ID,
        attempts: 1,
        payload: {
          type: 'call.settled',
          timestamp: '2026-12-01T15:05:12.400Z',
          data: {
            callId: plan.callId,
            campaignId: plan.campaignId,
            stepIndex: 2,
            practiceName: 'Smith Family Medicine',
            ...outcome,
            transcript: settlement.transcript,
            notDone: settlement.notDone,
          },
        },
      },
    ]);
  });

  test('tells who decides and who must not be called, with what proves it', async () => {
    const decisionMaker = { name: 'Amy Jones', email: '' };
    const evidence = { doNotCall: { utteranceIds: ['u7'], source: null } };
    const refused = { ...outcome, ending: 'hung_up', meeting: null, doNotCall: true } as const;
    const told = { ...settlement, outcome: { ...refused, decisionMaker, evidence } };
    await webhookTo(crm.url).notify(told, never);
    const [delivery] = crm.deliveries.values();
    expect(delivery?.payload).toMatchObject({
      data: { ending: 'hung_up', doNotCall: true, decisionMaker, evidence },
    });
  });

  test('told twice carries the same message id', async () => {
    const webhook = webhookTo(crm.url);
    await webhook.notify(settlement, never);
    await webhook.notify(settlement, never);
    expect([...crm.deliveries.keys()]).toEqual([ID]);
    expect(crm.deliveries.get(ID)?.attempts).toBe(2);
  });

  test('that turns out to have ended otherwise is told under another message id', async () => {
    const webhook = webhookTo(crm.url);
    const before = { ...outcome, ending: 'line_unavailable', meeting: null } as const;
    await webhook.notify({ ...settlement, outcome: before }, never);
    await webhook.notify(settlement, never);
    expect([...crm.deliveries.keys()]).toEqual(['call-settled-66f0c0ffee-2-line_unavailable', ID]);
  });

  test('without a CRM is told to nobody', async () => {
    await expect(noCrm.notify(settlement, never)).resolves.toBeUndefined();
  });
});

describe('a receiver in trouble', () => {
  test.each([429, 500, 503])('answering %d once is told again', async (status) => {
    await withReceiver([{ status }, { status: 204 }], async (url, requests) => {
      await webhookTo(url).notify(settlement, never);
      expect(requests).toHaveLength(2);
    });
  });

  test('is given up after three attempts, with its status', async () => {
    await withReceiver([{ status: 503 }], async (url, requests) => {
      const told = webhookTo(url).notify(settlement, never);
      await expect(told).rejects.toThrow('The CRM was not told of the call: its webhook answered 503.');
      expect(requests).toHaveLength(3);
    });
  });

  test('that asks to wait is not told again before', async () => {
    await withReceiver([{ status: 429, headers: { 'retry-after': '1' } }, { status: 200 }], async (url) => {
      const before = performance.now();
      await webhookTo(url).notify(settlement, never);
      expect(performance.now() - before).toBeGreaterThan(990);
    });
  });

  test('that asks to wait longer than there is time ends with the time', async () => {
    await withReceiver([{ status: 429, headers: { 'retry-after': '3600' } }], async (url, requests) => {
      const told = webhookTo(url).notify(settlement, timeLimit(100));
      await expect(told).rejects.toThrow('there was no time left');
      expect(requests).toHaveLength(1);
    });
  });

  test('that breaks off the connection is told again', async () => {
    await withReceiver(['break-off', { status: 200 }], async (url, requests) => {
      await webhookTo(url).notify(settlement, never);
      expect(requests).toHaveLength(2);
      expect(requests.map((headers) => headers['webhook-id'])).toEqual([ID, ID]);
    });
  });

  test('that hangs is given up after the time for an attempt', async () => {
    crm.fail('hang');
    const webhook = createWebhookCrm({ url: crm.url, secret: SECRET, timeoutMs: 30 });
    await expect(webhook.notify(settlement, never)).rejects.toThrow('did not answer within 30 ms');
  });

  test('that hangs is given up at once when there is no time left', async () => {
    crm.fail('hang');
    const told = webhookTo(crm.url).notify(settlement, timeLimit(30));
    await expect(told).rejects.toThrow('there was no time left');
  });
});

describe('a receiver that refuses', () => {
  test.each([400, 404, 410])('with %d is not told again', async (status) => {
    await withReceiver([{ status }], async (url, requests) => {
      const told = webhookTo(url).notify(settlement, never);
      await expect(told).rejects.toThrow(`answered ${status}; check the URL and the secret`);
      expect(requests).toHaveLength(1);
    });
  });

  test('the signature is named by its status, without the secret', async () => {
    const other = Buffer.from('another secret of some length...').toString('base64');
    const error = await webhookTo(crm.url, other)
      .notify(settlement, never)
      .catch((thrown: unknown) => thrown);
    expect(String(error)).toContain('answered 401');
    expect(String(error)).not.toContain(other);
    expect(crm.deliveries.size).toBe(0);
  });

  test('with a redirect is not followed', async () => {
    await withReceiver(
      [{ status: 302, headers: { location: '/elsewhere' } }, { status: 200 }],
      async (url, requests) => {
        await expect(webhookTo(url).notify(settlement, never)).rejects.toThrow('answered 302, a redirect');
        expect(requests).toHaveLength(1);
      },
    );
  });
});

test('a secret that cannot sign is refused at once and not repeated', () => {
  const secret = 'whsec_not base64!';
  const create = () => createWebhookCrm({ url: 'http://127.0.0.1:1', secret, timeoutMs: 100 });
  expect(create).toThrow('must be base64');
  expect(create).not.toThrow('not base64!');
});
