/** What became of one attempt to phone a number, as the line reports it. */
export type DialResult =
  /** A phone was picked up (not merely ringing). `legId` names the leg for everything that follows. */
  | { readonly kind: 'answered'; readonly legId: string; readonly atMs: number }
  | { readonly kind: 'busy' }
  | { readonly kind: 'no-answer' }
  /** The far end rejected the call while it rang. */
  | { readonly kind: 'declined' }
  /** The network knows no such number. */
  | { readonly kind: 'invalid-number'; readonly reason: string }
  /** Nothing rang: the line itself could not place the call, so another attempt harms nobody. */
  | { readonly kind: 'line-unavailable'; readonly reason: string }
  /** Nothing rang: the line has as many calls as it can take. Another attempt, later, harms nobody. */
  | { readonly kind: 'line-overloaded'; readonly reason: string }
  /** Nothing rang, and nothing will until somebody corrects a setting: `reason` says which. */
  | { readonly kind: 'line-misconfigured'; readonly reason: string };

export type Unanswered = Exclude<DialResult, { readonly kind: 'answered' }>;

export interface DialRequest {
  readonly callId: string;
  /** E.164, e.g. `+19148205734`. */
  readonly toE164: string;
  readonly ringTimeoutMs: number;
}
