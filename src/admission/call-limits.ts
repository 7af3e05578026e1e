/**
 * The limits that all workers share, kept in Redis: how many calls are on a trunk, and how many are started in a
 * second. Asked before a call is admitted and before it is dialed. A call that is on is never ended for a limit.
 */
import pTimeout from 'p-timeout';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { Semaphore } from 'redis-semaphore';
import { logger } from '../libraries/utils/logger.js';

const SECOND = 1_000;
/** A place on the trunk lapses so long after its worker was lost. */
const PLACE_MS = 60 * SECOND;
/** A Redis that is away keeps its commands waiting. */
const REDIS_LIMIT_MS = 2 * SECOND;

/** A connection of ioredis. */
export type RedisClient = ConstructorParameters<typeof Semaphore>[0];

export interface CallLimitsOptions {
  /** The queue's own connection: this opens none. */
  readonly client: RedisClient;
  /** Workers that phone through the same trunk share its limits. */
  readonly trunk: string;
  readonly callsPerTrunk: number;
  readonly startsPerSecond: number;
  /** Default: {@link PLACE_MS}. */
  readonly placeMs?: number;
}

export type Granted =
  /** `leave` gives the place back when the call is over; it never rejects. */
  | { readonly kind: 'granted'; leave(): Promise<void> }
  | { readonly kind: 'refused'; readonly by: 'trunk' | 'starts' | 'redis'; readonly why: string };

export interface CallLimits {
  /** A place on the trunk and a start, or neither. Never rejects. */
  take(): Promise<Granted>;
  /** The ms until the trunk takes the next dial; 0: now, and that start is taken. Rejects when Redis is away. */
  startsInMs(): Promise<number>;
}

export function createCallLimits(options: CallLimitsOptions): CallLimits {
  const { client, trunk, callsPerTrunk, startsPerSecond, placeMs = PLACE_MS } = options;
  const starts = (of: string): RateLimiterRedis =>
    new RateLimiterRedis({
      storeClient: client,
      keyPrefix: `call-starts:${of}`,
      points: startsPerSecond,
      duration: 1,
      // Once a second's starts are taken, Redis is not asked before the next one.
      inMemoryBlockOnConsumed: startsPerSecond,
    });
  const admissions = starts('admitted');
  const dials = starts('dialed');

  const take = async (): Promise<Granted> => {
    const place = await takePlace(client, `calls:${trunk}`, callsPerTrunk, placeMs);
    if (place === null) {
      return {
        kind: 'refused',
        by: 'trunk',
        why: `the trunk has all its ${callsPerTrunk} calls (CALLS_PER_TRUNK)`,
      };
    }
    const waitMs = await waitFor(admissions, trunk).catch(async (error) => {
      await place.leave();
      throw error;
    });
    if (waitMs === 0) return { kind: 'granted', leave: place.leave };
    await place.leave();
    return {
      kind: 'refused',
      by: 'starts',
      why: `${startsPerSecond} calls are started a second already (CALL_STARTS_PER_SECOND)`,
    };
  };

  return {
    take: async () => {
      const taking = take();
      try {
        return await pTimeout(taking, { milliseconds: REDIS_LIMIT_MS });
      } catch {
        // What comes too late is for nobody.
        taking.then(giveBack).catch(() => {});
        return {
          kind: 'refused',
          by: 'redis',
          why: 'Redis does not answer: check REDIS_URL, and that the server is up',
        };
      }
    },
    startsInMs: () => pTimeout(waitFor(dials, trunk), { milliseconds: REDIS_LIMIT_MS }),
  };
}

const giveBack = async (granted: Granted): Promise<void> => {
  if (granted.kind === 'granted') await granted.leave();
};

/** Takes a start and gives 0, or the ms until there is another. */
async function waitFor(starts: RateLimiterRedis, trunk: string): Promise<number> {
  try {
    await starts.consume(trunk);
    return 0;
  } catch (refusal) {
    if (refusal instanceof Error) throw refusal;
    return Math.max(1, (refusal as { msBeforeNext: number }).msBeforeNext);
  }
}

/** A place among the `limit` of `key`, or null. It is renewed until it is left; one that lapsed is taken again if it can be. */
async function takePlace(
  client: RedisClient,
  key: string,
  limit: number,
  placeMs: number,
): Promise<{ leave(): Promise<void> } | null> {
  // The library's own renewal rejects where nobody catches it when Redis is away, which would end the process.
  const once = { lockTimeout: placeMs, acquireAttemptsLimit: 1, refreshInterval: 0 };
  const place = new Semaphore(client, key, limit, once);
  if (!(await place.tryAcquire())) return null;

  const { identifier } = place;
  const isRenewed = (): Promise<boolean> =>
    new Semaphore(client, key, limit, { ...once, identifier, acquiredExternally: true }).tryAcquire();
  let isLost = false;
  const renew = async (): Promise<void> => {
    const isHeld = (await isRenewed()) || (await place.tryAcquire());
    if (!isHeld && !isLost) logger.warn('A call goes on beyond the limit of its trunk', { key });
    isLost = !isHeld;
  };
  let renewing: Promise<void> = Promise.resolve();
  const renewal = setInterval(() => {
    // Redis is away: the next renewal finds out what became of the place.
    renewing = renew().catch(() => {});
  }, placeMs / 4).unref();

  const leave = async (): Promise<void> => {
    clearInterval(renewal);
    await renewing;
    await place.release();
  };
  return {
    leave: () =>
      // Redis is away: the place lapses by itself.
      pTimeout(leave(), { milliseconds: REDIS_LIMIT_MS }).catch(() => {}),
  };
}
