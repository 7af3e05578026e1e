/**
 * The ledger of calls, as the code that runs a call needs it: one owner to a call, and never two dials.
 * `src/mongoose/call-ledger.ts` implements it. Types only.
 *
 * A call goes intent -> dialing -> placed -> settled; each step is a compare-and-set under the owner's token,
 * so an owner that was overtaken learns it before it acts. While the agent's voice is opened a call is an intent: whoever
 * finds it so may dial.
 */
import type { Settlement } from '../../machines/call.ports.js';

export type Claim =
  /** The call is the caller's; `token` proves it. */
  | { readonly kind: 'claimed'; readonly token: string }
  /** It was made and is over. */
  | { readonly kind: 'settled'; readonly settlement: Settlement }
  /** It was dialed, and nobody has said how it ended: it must not be dialed again. */
  | { readonly kind: 'unsettled'; readonly state: 'dialing' | 'placed'; readonly dialedAtMs: number | null };

export interface CallLedger {
  /** Takes the call, unless it was dialed before. An 'intent' of another owner was never dialed: it is taken over under a new token. */
  claim(call: {
    readonly callId: string;
    readonly campaignId: string;
    readonly stepIndex: number;
  }): Promise<Claim>;
  /** Right before the line is asked to dial. Compare-and-set intent -> dialing under the token; false: another owner took the call, so it must not be dialed. */
  dialing(callId: string, token: string, atMs: number): Promise<boolean>;
  /** Compare-and-set dialing -> placed under the token. */
  placed(callId: string, token: string, atMs: number): Promise<boolean>;
  /** Idempotent; a true outcome replaces 'unknown', never the other way. */
  settled(settlement: Settlement): Promise<void>;
  /** Nothing rang (line unavailable): the call may be claimed again. */
  released(callId: string, token: string): Promise<void>;
}
