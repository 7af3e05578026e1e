/** Redis and the queue in it: reads what the server says of itself and how many jobs there are. */
import { campaignQueueAt } from '../../../src/campaign-queue.js';
import { defineCheck } from '../check.js';
import { hostOf, messageOf, networkNote, unknownNote } from '../network.js';
import { fails, type Note, warns, works } from '../note.js';
import { whereOf } from '../remedy.js';

/** TLS included: a server without it says nothing to a client that begins with it. */
const CONNECT_LIMIT_MS = 4_000;

export const redis = defineCheck({
  service: 'Redis',
  required: true,
  needs: ['REDIS_URL', 'REDIS_QUEUE_NAME'],
  async run({ settings: { REDIS_URL, REDIS_QUEUE_NAME }, signal }) {
    const queue = campaignQueueAt(REDIS_QUEUE_NAME, REDIS_URL, {
      retryStrategy: () => null,
      connectTimeout: CONNECT_LIMIT_MS,
    });
    // A command fails with no more than that the connection is closed; this says why.
    let first: unknown = null;
    queue.on('error', (error) => {
      first ??= error;
    });
    const disconnect = (): void => queue.client.disconnect();
    signal.addEventListener('abort', disconnect, { once: true });
    try {
      await queue.client.ping();
      const about = fieldsOf(await queue.client.info());
      const { waiting, delayed, active, failed } = await queue.getJobCounts();
      return [
        works(`Redis ${about.get('redis_version') ?? ''} at ${hostOf(REDIS_URL)}`),
        works(
          `queue ${REDIS_QUEUE_NAME}: ${waiting} waiting, ${delayed} delayed, ${active} active, ${failed} failed`,
        ),
        ...evictionOf(about.get('maxmemory_policy')),
      ];
    } catch (error) {
      return [troubleOf(first ?? error, REDIS_URL)];
    } finally {
      signal.removeEventListener('abort', disconnect);
      disconnect();
    }
  },
});

/** Bull's keys must stay whatever the memory: https://github.com/OptimalBits/bull, “Important notes”. */
function evictionOf(policy: string | undefined): Note[] {
  if (policy === undefined || policy === 'noeviction') return [];
  return [
    warns(
      `maxmemory-policy is ${policy}: when its memory is full, Redis throws jobs away`,
      'Set maxmemory-policy to noeviction: Redis Cloud > database > Configuration > Data eviction policy.',
    ),
  ];
}

function troubleOf(error: unknown, url: string): Note {
  const message = error instanceof Error ? error.message : '';
  if (/^(WRONGPASS|NOAUTH)|invalid password|invalid username-password/.test(message)) {
    return fails(
      'wrong-key',
      'user or password is not accepted',
      `Correct user and password in REDIS_URL: ${whereOf('REDIS_URL')}.`,
    );
  }
  if (/^NOPERM/.test(message)) {
    return fails(
      'no-permission',
      `the user may not do what a queue needs (${messageOf(error)})`,
      'Give the user all commands on the keys bull:*, or use the default user.',
    );
  }
  const address = { host: hostOf(url), setting: 'REDIS_URL' } as const;
  const note = networkNote(error, address);
  if (note === null) return unknownNote(error, address);
  return 'todo' in note ? { ...note, todo: `${note.todo} ${tlsHint(url)}` } : note;
}

const tlsHint = (url: string): string =>
  url.startsWith('rediss:')
    ? 'rediss:// is for a server with TLS; without TLS it is redis://.'
    : 'A server with TLS is rediss://.';

/** `name:value`, a line each. */
const fieldsOf = (info: string): ReadonlyMap<string, string> =>
  new Map(
    info.split(/\r?\n/).flatMap((line) => {
      const colon = line.indexOf(':');
      return colon > 0 ? [[line.slice(0, colon), line.slice(colon + 1)] as const] : [];
    }),
  );
