import type { CallEvents } from '../call.events.js';

/** Nobody comes to the phone: the call ends without a word, and how far it got is noted. */
export const givesUp = { target: '#call.wrapUp.hangingUp', actions: 'noteNotPutThrough' } as const;

/** What put nobody through hangs up. */
export const isHungUpOn = {
  target: givesUp.target,
  actions: [
    givesUp.actions,
    { type: 'noteHungUp', params: ({ event }: { event: CallEvents['practice.hungUp'] }) => event },
  ],
} as const;
