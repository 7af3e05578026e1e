/**
 * The CRM's webhook: whether its host can be reached, with TLS where the address says so. Sends no request, for some
 * receivers take any for a message.
 */
import { connect, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { timeLimit } from '../../../src/libraries/utils/time-limit.js';
import { defineCheck } from '../check.js';
import { unknownNote } from '../network.js';
import { works } from '../note.js';

const LIMIT_MS = 8_000;

export const crm = defineCheck({
  service: 'CRM webhook',
  required: false,
  needs: ['CRM_WEBHOOK_URL', 'CRM_WEBHOOK_SECRET'],
  async run({ settings: { CRM_WEBHOOK_URL }, signal }) {
    const url = new URL(CRM_WEBHOOK_URL);
    try {
      await reach(url, timeLimit(LIMIT_MS, signal));
      return [works(`${url.host} answers; no message was sent`)];
    } catch (error) {
      return [unknownNote(error, { host: url.host, setting: 'CRM_WEBHOOK_URL' })];
    }
  },
});

function reach({ protocol, hostname, port }: URL, signal: AbortSignal): Promise<void> {
  const isTls = protocol === 'https:';
  // A URL has an IPv6 address in brackets.
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const address = { host, port: Number(port) || (isTls ? 443 : 80) };
    const socket = isTls
      ? connectTls({ ...address, ...(isIP(host) ? {} : { servername: host }) }, resolve)
      : connect(address, resolve);
    socket.once('error', reject);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    const end = (): void => void socket.destroy();
    socket.once(isTls ? 'secureConnect' : 'connect', end);
    signal.addEventListener('abort', end, { once: true });
  });
}
