/** Tool `do_not_call`: the practice does not want to be called again. The call's settlement marks the contact. */
import { z } from 'zod';
import type { Tool } from '../../machines/call.ports.js';
import { defineTool } from './define-tool.js';

export const createDoNotCallTool = (): Tool =>
  defineTool({
    name: 'do_not_call',
    description:
      'Call when the practice asks not to be called again, or to be taken off the list. ' +
      'Do not call when it is only not interested, or asks to be called at another time.',
    args: z.object({}),
    run: async () => ({
      reply: 'Say that they will not be called again, and goodbye, in one short sentence.',
      event: { type: 'practice.forbadeCalls' },
    }),
  });
