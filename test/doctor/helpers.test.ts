/** What is done with a call when it is over: S3, the CRM, Logtail. */
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type CrmStandIn, startCrmStandIn } from '../../scripts/rehearsal/stand-ins/crm.js';
import { type LogtailStandIn, startLogtailStandIn } from '../../scripts/rehearsal/stand-ins/logtail.js';
import { type S3StandIn, startS3StandIn } from '../../scripts/rehearsal/stand-ins/s3.js';
import { listenOnLoopback } from '../../scripts/rehearsal/stand-ins/stand-in.js';
import { deadAddress, examine } from './examined.js';

const BUCKET = 'transcripts';

describe('S3', () => {
  let s3: S3StandIn;
  beforeAll(async () => {
    s3 = await startS3StandIn({ buckets: [BUCKET], accessKeyId: 'AKIADOCTOR' });
  });
  afterEach(() => s3.fail(null));
  afterAll(() => s3.close());

  const check = (env: NodeJS.ProcessEnv = {}, options = {}) =>
    examine(
      'S3',
      {
        S3_BUCKET: BUCKET,
        AWS_REGION: 'us-east-1',
        S3_ENDPOINT: s3.url,
        AWS_ACCESS_KEY_ID: 'AKIADOCTOR',
        AWS_SECRET_ACCESS_KEY: 'the-secret-access-key',
        ...env,
      },
      options,
    );

  test('takes the probe, and nothing of it is left', async () => {
    expect(await check()).toMatchObject({ result: 'works', found: 'the bucket transcripts takes objects' });
    expect([...s3.objects(BUCKET).keys()]).toEqual([]);
  });

  test('keeps the probe where the key may not delete: a warning, for the worker never does', async () => {
    s3.fail('delete-denied');
    expect(await check()).toMatchObject({
      result: 'warning',
      found: expect.stringContaining('calls/doctor/probe.txt stays there'),
    });
  });

  test('does not know the bucket', async () => {
    expect(await check({ S3_BUCKET: 'another' })).toMatchObject({
      result: 'does not',
      reasons: ['not-there'],
      found: 'there is no bucket another',
      todo: expect.stringContaining('S3_BUCKET'),
    });
  });

  test('does not know the access key', async () => {
    expect(await check({ AWS_ACCESS_KEY_ID: 'AKIAANOTHER' })).toMatchObject({
      reasons: ['wrong-key'],
      todo: expect.stringContaining('AWS_ACCESS_KEY_ID'),
    });
  });

  test.each([
    ['wrong-secret', 'wrong-key', 'AWS_SECRET_ACCESS_KEY'],
    ['access-denied', 'no-permission', 's3:PutObject on calls/*'],
    ['wrong-region', 'wrong-host', 'AWS_REGION'],
    ['slow-down', 'service-down', 'later'],
    ['error', 'service-down', 'later'],
    ['refuse', 'wrong-host', 'S3_ENDPOINT'],
    ['hang', 'timeout', 'S3_BUCKET'],
  ] as const)('when it fails with %s: %s', async (mode, reason, todo) => {
    s3.fail(mode);
    expect(await check({}, mode === 'hang' ? { limitMs: 800 } : {})).toMatchObject({
      result: 'does not',
      reasons: [reason],
      todo: expect.stringContaining(todo),
    });
  });

  test('is not at a wrong address', async () => {
    const dead = await deadAddress();
    expect(await check({ S3_ENDPOINT: `http://${dead}` })).toMatchObject({
      reasons: ['wrong-host'],
      found: `nothing answers at ${dead}`,
    });
  });
});

describe('the CRM webhook', () => {
  const SECRET = 'whsec_dGhlLXNlY3JldC1vZi10aGUtZG9jdG9y';
  let crm: CrmStandIn;
  beforeAll(async () => {
    crm = await startCrmStandIn({ secret: SECRET });
  });
  afterAll(() => crm.close());

  const check = (url = `${crm.url}/hooks/secret-path`, options = {}) =>
    examine('CRM webhook', { CRM_WEBHOOK_URL: url, CRM_WEBHOOK_SECRET: SECRET }, options);

  test('is reached without a request', async () => {
    let requests = 0;
    const server = createServer(() => {
      requests++;
    });
    const { port, close } = await listenOnLoopback(server);
    const { result, found } = await check(`http://127.0.0.1:${port}/hooks/secret-path`);
    await close();
    expect(result).toBe('works');
    expect(found).toBe(`127.0.0.1:${port} answers; no message was sent`);
    expect(requests).toBe(0);
    expect(crm.deliveries.size).toBe(0);
  });

  test('may be left out', async () => {
    expect(await examine('CRM webhook', {})).toMatchObject({ result: 'not set' });
  });

  test('with an address and no secret is a setting to correct', async () => {
    expect(await examine('CRM webhook', { CRM_WEBHOOK_URL: crm.url })).toMatchObject({
      result: 'does not',
      reasons: ['not-set'],
      found: 'not checked: CRM_WEBHOOK_SECRET cannot be used',
      todo: 'See Settings.',
    });
  });

  test('is not reached at a wrong address, or with TLS that is none', async () => {
    const dead = await deadAddress();
    for (const url of [`http://${dead}/`, 'https://crm.invalid/hook', crm.url.replace('http:', 'https:')]) {
      expect(await check(url)).toMatchObject({ result: 'does not', reasons: ['wrong-host'] });
    }
  });
});

describe('Logtail', () => {
  const TOKEN = 'the-source-token';
  let logtail: LogtailStandIn;
  beforeAll(async () => {
    logtail = await startLogtailStandIn({ sourceToken: TOKEN });
  });
  afterEach(() => logtail.fail(null));
  afterAll(() => logtail.close());

  const check = (env: NodeJS.ProcessEnv = {}, options = {}) =>
    examine('Logtail', { LOGTAIL_SOURCE_TOKEN: TOKEN, LOGTAIL_ENDPOINT: logtail.url, ...env }, options);

  test('takes a line', async () => {
    expect(await check()).toMatchObject({ result: 'works', found: 'a line was accepted' });
    expect(logtail.entries.map(({ message }) => message)).toEqual([
      'npm run doctor checks that log lines arrive',
    ]);
  });

  test('may be left out', async () => {
    expect(await examine('Logtail', {})).toMatchObject({ result: 'not set' });
  });

  test('does not take a wrong token', async () => {
    expect(await check({ LOGTAIL_SOURCE_TOKEN: 'another-token' })).toMatchObject({
      result: 'does not',
      reasons: ['wrong-key'],
      todo: expect.stringContaining('LOGTAIL_SOURCE_TOKEN'),
    });
  });

  test.each([
    ['error', 'service-down'],
    ['refuse', 'wrong-host'],
    ['hang', 'timeout'],
  ] as const)('when it fails with %s: %s', async (mode, reason) => {
    logtail.fail(mode);
    expect(await check({}, { limitMs: 800 })).toMatchObject({ result: 'does not', reasons: [reason] });
  });

  test('is not at a wrong address', async () => {
    const dead = await deadAddress();
    expect(await check({ LOGTAIL_ENDPOINT: `http://${dead}` })).toMatchObject({
      reasons: ['wrong-host'],
      todo: expect.stringContaining('LOGTAIL_ENDPOINT'),
    });
  });
});
