/** The call is not this worker's to make: nobody was phoned, and nothing is to be noted of it. */
import { callSetup } from '../call.setup.js';

export const dropped = callSetup.createStateConfig({ type: 'final' });
