/** Who is at the far end of a call through the gateway, and what the network makes of it. Used by sip-call.ts. */
import { DEFAULT_RING_MS, type PracticeScript } from '../../practice/practice-script.js';
import type { SipStatus } from './sip-status.js';

/** A practice, or the network instead of it; that one refuses after as long a ring. */
export type Callee = PracticeScript | { readonly status: SipStatus; readonly ringMs?: number };

export interface Pickup {
  /** The practice that picks up; it stays silent where nobody does. */
  readonly script: PracticeScript;
  /** Why nobody picks up; null where somebody does. */
  readonly status: SipStatus | null;
  readonly ringMs: number;
}

const STATUS_OF = {
  answers: null,
  'rings-out': null,
  busy: 486,
  declines: 603,
  'no-such-number': 404,
  'line-down': 503,
} satisfies Record<PracticeScript['pickup'], SipStatus | null>;

export function pickupOf(callee: Callee): Pickup {
  const { ringMs = DEFAULT_RING_MS } = callee;
  if ('status' in callee) return { script: { pickup: 'answers', turns: [] }, status: callee.status, ringMs };
  const status = STATUS_OF[callee.pickup];
  return {
    script: callee,
    status,
    ringMs: callee.pickup === 'rings-out' ? Number.POSITIVE_INFINITY : ringMs,
  };
}

/** Whether the far end rings before: the network says of a number that does not exist, or when it is down, at once. */
export const rings = ({ status }: Pickup): boolean => status !== 404 && status !== 503;
