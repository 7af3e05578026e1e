/** Tool `accept_refusal`: the practice stays with its no. It does not hang up: that is the chart's, after the goodbye. */
import { z } from 'zod';
import type { Tool } from '../../machines/call.ports.js';
import { defineTool } from './define-tool.js';

const MAX_REASON_LENGTH = 500;

/** `reason` is what the model understood; the outcome cites the practice's own utterance. */
export const createAcceptRefusalTool = (): Tool =>
  defineTool({
    name: 'accept_refusal',
    description:
      'Call when the practice says no a second time, gives no reason, or gives one that your instructions have no answer to. ' +
      'Do not call before you have asked why not, or while they are still thinking about your answer.',
    args: z.object({
      reason: z
        .string()
        .max(MAX_REASON_LENGTH)
        .optional()
        .describe(
          "Why the practice does not want a meeting, in the practice's own words. Leave out if it gave no reason.",
        ),
    }),
    run: async ({ reason }) => ({
      reply: 'Say goodbye graciously in one short sentence.',
      event: { type: 'practice.declinedFinally', reason: reason?.trim() || null },
    }),
  });
