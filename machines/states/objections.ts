/** Questions and doubts, answered from the prompt alone, until the practice agrees to a meeting or has had enough. */
import { callSetup } from '../call.setup.js';
import { TALKING_TOOLS } from './talking-tools.js';

export const objections = callSetup.createStateConfig({
  meta: { brief: { stage: 'objections', tools: TALKING_TOOLS } },
  entry: { type: 'enterStage', params: { stage: 'objections' } },
});
