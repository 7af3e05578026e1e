/** Questions and doubts, answered from the prompt alone, until the practice agrees to a meeting or has had enough. */
import { callSetup } from '../call.setup.js';

export const objections = callSetup.createStateConfig({
  meta: { brief: { stage: 'objections', tools: ['begin_scheduling', 'end_call'] } },
});
