import Queue from 'bull';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type RedisService, startRedis } from '../../scripts/rehearsal/services/redis.js';
import { deadAddress, examine } from './examined.js';

let redis: RedisService;
let admin: Queue.Queue;

beforeAll(async () => {
  redis = await startRedis();
  admin = new Queue('message-queue', redis.url);
  await admin.isReady();
});
afterEach(async () => {
  await admin.client.call('CONFIG', 'SET', 'requirepass', '');
  await admin.client.call('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
});
afterAll(async () => {
  await admin.close();
  await redis.close();
});

const check = (url = redis.url, options = {}) => examine('Redis', { REDIS_URL: url }, options);
const withUser = (user: string) => redis.url.replace('redis://', `redis://${user}@`);

test('a healthy one is told with its version and the jobs that wait', async () => {
  await admin.add({ campaignId: 'c', step: 0 }, { jobId: 'one' });
  const { result, found } = await check();
  expect(result).toBe('works');
  expect(found).toMatch(/^Redis \d+\.\d+\.\d+ at 127\.0\.0\.1:\d+$/m);
  expect(found).toContain('queue message-queue: 1 waiting, 0 delayed, 0 active, 0 failed');
  expect(await admin.getJobCounts()).toMatchObject({ waiting: 1 });
});

test('a policy that throws keys away is a warning', async () => {
  await admin.client.call('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
  const { result, found, todo } = await check();
  expect(result).toBe('warning');
  expect(found).toContain('maxmemory-policy is allkeys-lru');
  expect(todo).toContain('noeviction');
});

test('a password that is missing or wrong is a wrong key', async () => {
  await admin.client.call('CONFIG', 'SET', 'requirepass', 'the-password');
  for (const url of [redis.url, withUser('default:another-password')]) {
    expect(await check(url)).toMatchObject({
      result: 'does not',
      reasons: ['wrong-key'],
      todo: expect.stringContaining('REDIS_URL'),
    });
  }
  expect(await check(withUser('default:the-password'))).toMatchObject({ result: 'works' });
});

test('a user without the commands of a queue has no permission', async () => {
  await admin.client.call('ACL', 'SETUSER', 'reader', 'on', '>reader-password', '~*', '+ping');
  expect(await check(withUser('reader:reader-password'))).toMatchObject({
    result: 'does not',
    reasons: ['no-permission'],
  });
});

test('a port at which nothing listens is a wrong host, and so is a host that does not exist', async () => {
  const dead = await deadAddress();
  for (const [host, found] of [
    [dead, `nothing answers at ${dead}`],
    ['redis.invalid:6379', 'there is no host redis.invalid:6379'],
  ]) {
    expect(await check(`redis://${host}`)).toMatchObject({
      result: 'does not',
      reasons: ['wrong-host'],
      found,
      todo: expect.stringContaining('REDIS_URL'),
    });
  }
});

test('TLS towards a server without it is told', async () => {
  const { result, todo } = await check(redis.url.replace('redis:', 'rediss:'));
  expect(result).toBe('does not');
  expect(todo).toContain('without TLS it is redis://');
});

test('a malformed address is not replaced by the usual one', async () => {
  const { result, reasons, found } = await check('http://somewhere');
  expect({ result, reasons }).toEqual({ result: 'does not', reasons: ['not-set'] });
  expect(found).toBe('not checked: REDIS_URL cannot be used');
});
