/** Every bound of a call, by name. The plan holds those that a user sets; the rest are fixed here. */
import type { CallPlan } from '../src/domain/call-plan.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const bound =
  (name: keyof CallPlan['bounds']) =>
  ({ context }: { context: { readonly plan: CallPlan } }): number =>
    context.plan.bounds[name];

export const DELAYS = {
  /** To open the agent's voice before dialing. */
  voiceLimit: 20 * SECOND,
  /** The line has a ring timer of its own; this one holds when it does not answer us at all. */
  ringLimit: ({ context }: { context: { readonly plan: CallPlan } }) =>
    context.plan.bounds.ringTimeoutMs + 15 * SECOND,
  silence: bound('silenceMs'),
  goodbye: bound('goodbyeMs'),
  callLimit: bound('maxCallMs'),
  /** From the first goodbye on: a farewell that does not end is ended. */
  farewellLimit: 2 * MINUTE,
  hangUpLimit: 10 * SECOND,
  transcribeLimit: 3 * MINUTE,
  archiveLimit: 30 * SECOND,
  /** Longer than the retries inside: the outcome is what must not be lost. */
  settleLimit: 2 * MINUTE,
} as const;
