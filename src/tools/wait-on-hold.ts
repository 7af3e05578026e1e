/** Tool `wait_on_hold`: the practice asked to wait, or is transferring the call. It changes nothing outside the call. */
import { z } from 'zod';
import type { Tool } from '../../machines/call.ports.js';
import { defineTool } from './define-tool.js';

/** No reply: whoever was asked to hold says nothing. */
export const createWaitOnHoldTool = (): Tool =>
  defineTool({
    name: 'wait_on_hold',
    description:
      'Call when they put you on hold, fetch somebody, or are transferring your call now. ' +
      'Do not call when they only offer a transfer, or look something up and stay with you: then wait in silence.',
    args: z.object({}),
    run: async () => ({ reply: null, event: { type: 'practice.putOnHold' } }),
  });
