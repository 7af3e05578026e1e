/** Nobody comes to the phone: the call ends without a word, and how far it got is noted. */
export const givesUp = { target: '#call.wrapUp.hangingUp', actions: 'noteNotPutThrough' } as const;
