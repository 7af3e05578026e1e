/**
 * Tells a CRM of settled calls with a signed webhook (https://www.standardwebhooks.com). Used by the call's actors
 * after the call. Never follows a redirect, never repeats what the receiver refused, never names the secret.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import pRetry, { AbortError } from 'p-retry';
import { Webhook } from 'standardwebhooks';
import type { Crm, Settlement } from '../../machines/call.ports.js';
import { errorMessage } from '../domain/error-message.js';
import { timeLimit } from '../libraries/utils/time-limit.js';
import { messageBodyOf, messageIdOf } from './call-settled-message.js';

const SECOND = 1000;
const RETRIES = 2;
const BACKOFF_MS = 500;
/** The longest that a receiver's Retry-After is waited for. */
const MOST_RETRY_AFTER_MS = 10 * SECOND;

export interface WebhookCrmOptions {
  readonly url: string;
  /** Base64, with or without the prefix `whsec_`. */
  readonly secret: string;
  /** For one attempt; there are at most three. */
  readonly timeoutMs: number;
}

/** An attempt that may be repeated. */
class Unavailable extends Error {
  readonly retryAfterMs: number;

  constructor(why: string, retryAfterMs: number, options?: ErrorOptions) {
    super(why, options);
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Throws for a secret that cannot sign. `notify` rejects when the receiver refuses the message, stays unreachable
 * (network, 429, 5xx) through three attempts, or `signal` ends it.
 */
export const createWebhookCrm = ({ url, secret, timeoutMs }: WebhookCrmOptions): Crm => {
  const webhook = signerFor(secret);

  const attempt = async (id: string, body: string, signal: AbortSignal): Promise<void> => {
    const now = new Date();
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / SECOND)),
      'webhook-signature': webhook.sign(id, now, body),
    };
    const deadline = timeLimit(timeoutMs, signal);
    const request = { method: 'POST', headers, body, redirect: 'manual', signal: deadline } as const;
    const response = await fetch(url, request).catch((cause: unknown) => {
      signal.throwIfAborted();
      throw new Unavailable(unreachable(cause, timeoutMs), 0, { cause });
    });
    await response.body?.cancel();
    judge(response);
  };

  const notify = async (settlement: Settlement, signal: AbortSignal): Promise<void> => {
    const id = messageIdOf(settlement);
    const body = messageBodyOf(settlement, new Date());
    try {
      await pRetry(() => attempt(id, body, signal), {
        retries: RETRIES,
        minTimeout: BACKOFF_MS,
        signal,
        onFailedAttempt: async ({ error, retriesLeft }) => {
          if (retriesLeft > 0 && error instanceof Unavailable) {
            await sleep(error.retryAfterMs, undefined, { signal });
          }
        },
      });
    } catch (cause) {
      const why = signal.aborted ? 'there was no time left' : errorMessage(cause);
      throw new Error(`The CRM was not told of the call: ${why}.`, { cause });
    }
  };

  return { notify };
};

const signerFor = (secret: string): Webhook => {
  try {
    return new Webhook(secret);
  } catch {
    // The library's own error may quote the secret.
    throw new Error('The CRM webhook secret must be base64, with or without the prefix whsec_.');
  }
};

/** Throws for anything but 2xx. */
const judge = ({ ok, status, headers }: Response): void => {
  if (ok) return;
  if (status === 429 || status >= 500) {
    throw new Unavailable(`its webhook answered ${status}`, retryAfterMs(headers.get('retry-after')));
  }
  if (status >= 300 && status < 400) {
    throw new AbortError(`its webhook answered ${status}, a redirect; set the URL it leads to`);
  }
  throw new AbortError(`its webhook answered ${status}; check the URL and the secret`);
};

/** RFC 9110: seconds or a date. */
const retryAfterMs = (header: string | null): number => {
  if (header === null) return 0;
  const ms = /^\d+$/.test(header) ? Number(header) * SECOND : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? 0 : Math.max(0, Math.min(ms, MOST_RETRY_AFTER_MS));
};

const unreachable = (cause: unknown, timeoutMs: number): string => {
  if (cause instanceof Error && cause.name === 'TimeoutError') {
    return `its webhook did not answer within ${timeoutMs} ms`;
  }
  const network = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return `its webhook could not be reached (${errorMessage(network)})`;
};
