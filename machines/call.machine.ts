/**
 * The call as a statechart. Events in (`call.events.ts`), states with the brief that is in force (`states/`),
 * actors and commands out (`call.setup.ts`). It knows no clock, no network and no vendor.
 */
import { initialContext } from './call.context.js';
import { callSetup } from './call.setup.js';
import { settlementOf } from './settlement.js';
import { connected } from './states/connected.js';
import { dialing } from './states/dialing.js';
import { dropped } from './states/dropped.js';
import { preparing } from './states/preparing.js';
import { settled } from './states/settled.js';
import { wrapUp } from './states/wrap-up.js';

export const callMachine = callSetup.createMachine({
  id: 'call',
  context: ({ input }) => initialContext(input),
  initial: 'preparing',
  states: { preparing, dialing, connected, wrapUp, settled, dropped },
  output: ({ context }) => ({
    settlement: settlementOf(context),
    stored: context.stored,
    dropped: context.dropped,
  }),
});
