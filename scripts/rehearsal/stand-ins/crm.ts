/**
 * A CRM that takes webhooks signed after the Standard Webhooks specification. The rehearsal's receiver of what the
 * worker reports; keeps deliveries in memory. Source: https://www.standardwebhooks.com
 */
import { Webhook } from 'standardwebhooks';
import { type HttpReply, type HttpRequest, json, startHttpStandIn } from './http-stand-in.js';
import type { StandIn } from './stand-in.js';

/** A message, kept once however often it was sent. */
export interface CrmDelivery {
  /** The `webhook-id` header. */
  readonly id: string;
  readonly payload: unknown;
  /** How often it arrived with a good signature. */
  readonly attempts: number;
}

/** `rate-limited`: 429 with Retry-After. */
export type CrmFailure = 'rate-limited';

export interface CrmStandIn extends StandIn<CrmFailure> {
  /** By message id, in the order of their first arrival. */
  readonly deliveries: ReadonlyMap<string, CrmDelivery>;
}

/** `secret` is the shared signing secret: base64, with or without the `whsec_` prefix. */
export async function startCrmStandIn({ secret }: { secret: string }): Promise<CrmStandIn> {
  const webhook = new Webhook(secret);
  const deliveries = new Map<string, CrmDelivery>();

  const answer = ({ method, headers, body }: HttpRequest): HttpReply => {
    if (method !== 'POST') return json(405, { error: 'Webhooks are sent with POST.' });
    const signed = {
      'webhook-id': String(headers['webhook-id'] ?? ''),
      'webhook-timestamp': String(headers['webhook-timestamp'] ?? ''),
      'webhook-signature': String(headers['webhook-signature'] ?? ''),
    };
    let payload: unknown;
    try {
      payload = webhook.verify(body.toString(), signed);
    } catch (error) {
      return json(401, { error: error instanceof Error ? error.message : 'The signature does not match.' });
    }
    const id = signed['webhook-id'];
    const first = deliveries.get(id);
    deliveries.set(id, { id, payload: first?.payload ?? payload, attempts: (first?.attempts ?? 0) + 1 });
    return json(200, { received: true });
  };

  const standIn = await startHttpStandIn<CrmFailure>({
    name: 'crm',
    answer,
    failures: {
      error: () => json(500, { error: 'Internal Server Error' }),
      'rate-limited': () => json(429, { error: 'Too Many Requests' }, { 'retry-after': '1' }),
    },
  });
  return { ...standIn, deliveries };
}
