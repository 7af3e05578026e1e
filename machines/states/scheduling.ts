/** When, who and by which email: the reason for the call. */
import { callSetup } from '../call.setup.js';

export const scheduling = callSetup.createStateConfig({
  meta: {
    brief: {
      stage: 'scheduling',
      tools: ['check_availability', 'book_meeting', 'resume_questions', 'end_call'],
    },
  },
  on: {
    'practice.asked': 'objections',
  },
});
