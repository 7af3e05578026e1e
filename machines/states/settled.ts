/** Nothing is left to do. */
import { callSetup } from '../call.setup.js';

export const settled = callSetup.createStateConfig({ type: 'final' });
