/** Tool `end_call`: the conversation is over. It does not hang up: that is the chart's to do, after the goodbye. */
import { z } from 'zod';
import type { Tool } from '../../machines/call.ports.js';
import { defineTool } from './define-tool.js';

const MAX_REASON_LENGTH = 500;

/** The reply asks for the goodbye. The farewell that follows offers no tools, so it is asked for once. */
export const createEndCallTool = (): Tool =>
  defineTool({
    name: 'end_call',
    description:
      'Call when both sides have said goodbye, or when the practice clearly wants to end the call. ' +
      'Do not call after a first “no”: your instructions say what to ask then. ' +
      'Do not call while the practice waits for an answer.',
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
      reply: 'Say goodbye in one short sentence.',
      event: { type: 'agent.endedCall', reason: reason?.trim() || null },
    }),
  });
