/** Tool `resume_questions`: from finding a time back to answering. It changes nothing outside the call. */
import { z } from 'zod';
import type { Tool } from '../../machines/call.ports.js';
import { defineTool } from './define-tool.js';

export const createResumeQuestionsTool = (): Tool =>
  defineTool({
    name: 'resume_questions',
    description:
      'Call when the practice wants something answered, or has an objection, before it goes on scheduling. ' +
      'Do not call when your instructions already hold the answer, or when the practice talks about the day, the time or the invitation.',
    args: z.object({}),
    run: async () => ({
      reply:
        'You are answering questions now. Answer the last one from your instructions, then come back to the meeting.',
      event: { type: 'practice.asked' },
    }),
  });
