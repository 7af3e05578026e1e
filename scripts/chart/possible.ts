/**
 * Which of a frame's transitions a box in it can really take. Called by `ways.ts`.
 * Three things rule one out: the box answers the event itself, the event is raised by a tool that the box does not
 * offer, or it is a completed step that `nextOf` does not allow there.
 */
import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';
import type { CallEvent } from '../../machines/call.events.js';
import { nextOf } from '../../machines/call.guards.js';
import type { ToolName } from '../../machines/call.ports.js';
import type { Stage } from '../../src/domain/call-plan.js';
import { briefOf } from './boxes.js';
import { guardValues } from './triggers.js';

/** The tools that move the chart, each with its event, as `call.events.ts` documents them. */
export const TOOL_EVENTS: Readonly<Partial<Record<ToolName, CallEvent['type']>>> = {
  begin_scheduling: 'practice.agreed',
  resume_questions: 'practice.asked',
  book_meeting: 'meeting.booked',
  choose_menu_option: 'agent.choseOption',
  wait_on_hold: 'practice.putOnHold',
  note_decision_maker: 'practice.namedDecisionMaker',
  practice_declined: 'practice.declined',
  accept_refusal: 'practice.declinedFinally',
  do_not_call: 'practice.forbadeCalls',
  end_call: 'agent.endedCall',
};

export const canTake = (box: AnyStateNode, transition: AnyTransitionDefinition): boolean =>
  !answersItself(box, transition.eventType) &&
  offersToolFor(box, transition.eventType) &&
  mayBeNext(box, transition);

const answersItself = (box: AnyStateNode, eventType: string): boolean =>
  box.transitions.get(eventType)?.some(({ guard }) => guard === undefined) ?? false;

const offersToolFor = (box: AnyStateNode, eventType: string): boolean => {
  const tool = Object.entries(TOOL_EVENTS).find(([, event]) => event === eventType)?.[0];
  return tool === undefined || (briefOf(box)?.tools.includes(tool) ?? false);
};

const mayBeNext = (box: AnyStateNode, transition: AnyTransitionDefinition): boolean =>
  transition.eventType !== 'coach.stepCompleted' ||
  guardValues(transition).some((next) => nextOf(box.key as Stage).includes(next as Stage));
