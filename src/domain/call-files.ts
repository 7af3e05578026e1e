/** Where a call's files lie in the bucket: names that derive from the call, so that storing again overwrites. */
import type { CallPlan } from './call-plan.js';
import type { Speaker } from './transcript.js';

type Call = Pick<CallPlan, 'campaignId' | 'stepIndex'>;

const folderOf = ({ campaignId, stepIndex }: Call): string => `calls/${campaignId}/${stepIndex}`;

export const transcriptKeys = (call: Call): { readonly text: string; readonly json: string } => ({
  text: `${folderOf(call)}/transcript.txt`,
  json: `${folderOf(call)}/transcript.json`,
});

/** One side's sound, where LiveKit records the call. */
export const soundKey = (call: Call, side: Speaker): string => `${folderOf(call)}/${side}.ogg`;
