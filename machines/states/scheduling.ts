/** When, who and by which email: the reason for the call. */
import { callSetup } from '../call.setup.js';

export const scheduling = callSetup.createStateConfig({
  meta: {
    brief: {
      stage: 'scheduling',
      tools: [
        'check_availability',
        'book_meeting',
        'resume_questions',
        'note_decision_maker',
        'wait_on_hold',
        'practice_declined',
        'do_not_call',
        'end_call',
      ],
    },
  },
  entry: { type: 'enterStage', params: { stage: 'scheduling' } },
  on: {
    'practice.asked': 'objections',
  },
});
