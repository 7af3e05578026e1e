/** The tools of the states in which the offer is talked about. */
import type { ToolName } from '../call.ports.js';

export const TALKING_TOOLS: readonly ToolName[] = [
  'begin_scheduling',
  'note_decision_maker',
  'wait_on_hold',
  'practice_declined',
  'do_not_call',
  'end_call',
];
