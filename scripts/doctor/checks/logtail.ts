/** Logtail: sends one line, with the library that the log's drain uses, which is told to say what came of it. */
import { defineCheck } from '../check.js';
import { type Address, hostOf, messageOf, networkNote, unknownNote } from '../network.js';
import { fails, type Note, works } from '../note.js';
import { check } from '../remedy.js';

const LIMIT_MS = 8_000;

export const logtail = defineCheck({
  service: 'Logtail',
  required: false,
  needs: ['LOGTAIL_SOURCE_TOKEN'],
  async run({ settings: { LOGTAIL_SOURCE_TOKEN, LOGTAIL_ENDPOINT: endpoint } }) {
    const { Logtail } = await import('@logtail/node');
    const client = new Logtail(LOGTAIL_SOURCE_TOKEN, {
      ...(endpoint === undefined ? {} : { endpoint }),
      timeout: LIMIT_MS,
      batchSize: 1,
      retryCount: 0,
      throwExceptions: true,
      captureStackContext: false,
    });
    try {
      await client.info('npm run doctor checks that log lines arrive');
      return [works('a line was accepted')];
    } catch (error) {
      const address: Address = {
        host: endpoint ? hostOf(endpoint) : DEFAULT_HOST,
        setting: endpoint ? 'LOGTAIL_ENDPOINT' : null,
      };
      return [refusalOf(error, address) ?? unknownNote(error, address)];
    }
  },
});

const DEFAULT_HOST = 'in.logs.betterstack.com';

/** The library keeps no more of an answer than its status line's words. */
function refusalOf(error: unknown, address: Address): Note | null {
  const message = messageOf(error);
  if (/^(Unauthorized|Forbidden)$/i.test(message)) {
    return fails(
      'wrong-key',
      'the source token is not accepted',
      check('LOGTAIL_SOURCE_TOKEN', 'LOGTAIL_ENDPOINT'),
    );
  }
  if (/timeout/i.test(message)) {
    return fails('timeout', `${address.host} did not answer in time`, check('LOGTAIL_ENDPOINT'));
  }
  if (/^Not Found$|^Method Not Allowed$/i.test(message)) {
    return fails('wrong-host', `something else answers at ${address.host}`, check('LOGTAIL_ENDPOINT'));
  }
  return networkNote(error, address);
}
