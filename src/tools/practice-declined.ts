/** Tool `practice_declined`: a first no to the meeting. It ends nothing: the agent asks why, once. */
import { z } from 'zod';
import type { Tool } from '../../machines/call.ports.js';
import { defineTool } from './define-tool.js';

export const createPracticeDeclinedTool = (): Tool =>
  defineTool({
    name: 'practice_declined',
    description:
      'Call when the practice says that it is not interested, or does not want a meeting. ' +
      'Do not call for a question, a doubt or an objection that your instructions answer, or when they ask not to be called again.',
    args: z.object({}),
    run: async () => ({
      reply:
        'Ask once why not, in the words of your instructions. If they have just said why, answer that once instead. ' +
        'If you have asked before on this call, call accept_refusal.',
      event: { type: 'practice.declined' },
    }),
  });
