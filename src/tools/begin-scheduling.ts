/** Tool `begin_scheduling`: from the conversation to finding a time. It changes nothing outside the call. */
import { z } from 'zod';
import type { Tool } from '../../machines/call.ports.js';
import { defineTool } from './define-tool.js';

export const createBeginSchedulingTool = (): Tool =>
  defineTool({
    name: 'begin_scheduling',
    description:
      'Call when the practice agrees to a meeting, asks when the meeting could be, or names a day or a time. ' +
      'Do not call when the practice only asks a question or has an objection.',
    args: z.object({}),
    run: async () => ({
      reply:
        'You are scheduling now. Check the time if the practice has named one, otherwise ask when it is free. Never offer dates.',
      event: { type: 'practice.agreed' },
    }),
  });
