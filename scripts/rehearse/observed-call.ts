/** Takes down what is seen of one call while it is on, with its times. Used by `rehearsal-room.ts`. */
import type { CallObservation } from '../../src/call/observation.js';
import { STAGES } from '../../src/domain/call-plan.js';
import type { CoachRun } from '../../src/domain/coaching.js';
import type { CallTrace } from './call-trace.js';

export type Observed = Pick<CallTrace, 'states' | 'transcript' | 'tools' | 'coach' | 'coached'>;

export interface ObservedCall {
  note(observation: CallObservation): void;
  /** With times in ms of the line since the pick-up. */
  read(speed: number): Observed;
}

/** The states that a scenario may name; what lies deeper is how they work. */
const STATES: readonly string[] = [...STAGES, 'preparing', 'dialing', 'wrapUp', 'settled'];

export function createObservedCall(): ObservedCall {
  const states: { state: string; atMs: number }[] = [];
  const transcript: { speaker: 'agent' | 'practice'; text: string; atMs: number }[] = [];
  const tools: { name: string; atMs: number }[] = [];
  const coach: CoachRun[] = [];
  const coached: { text: string; atMs: number }[] = [];
  let answeredAtMs: number | null = null;

  const noteState = (path: string): void => {
    const parts = path.split('.');
    if (parts[0] === 'connected') answeredAtMs ??= Date.now();
    const state = parts.find((part) => STATES.includes(part));
    if (state !== undefined && state !== states.at(-1)?.state) states.push({ state, atMs: Date.now() });
  };

  const noteCoach = (run: CoachRun): void => {
    coach.push(run);
    const { verdict, used } = run;
    if (!used || verdict === null || verdict.kind === 'none') return;
    const text = verdict.kind === 'advise' ? verdict.message : `on to ${verdict.next}`;
    coached.push({ text, atMs: Date.now() });
  };

  return {
    note(observation) {
      if (observation.kind === 'state') noteState(observation.state);
      if (observation.kind === 'tool') tools.push({ name: observation.name, atMs: Date.now() });
      if (observation.kind === 'coach') noteCoach(observation.run);
      if (observation.kind !== 'event') return;
      const { event } = observation;
      if (event.type !== 'agent.spoke' && event.type !== 'practice.spoke') return;
      const speaker = event.type === 'agent.spoke' ? 'agent' : 'practice';
      const text = event.text?.trim() ?? '';
      if (text !== '') transcript.push({ speaker, text, atMs: event.startedAtMs });
    },
    read(speed) {
      // Where nobody picked up, from the first ring on.
      const startMs = answeredAtMs ?? states.find(({ state }) => state === 'dialing')?.atMs ?? 0;
      const onLine = <T extends { readonly atMs: number }>(timed: readonly T[]): T[] =>
        timed.map((each) => ({ ...each, atMs: Math.round((each.atMs - startMs) * speed) }));
      return {
        states: onLine(states),
        transcript: onLine(transcript).sort((a, b) => a.atMs - b.atMs),
        tools: onLine(tools),
        coach,
        coached: onLine(coached),
      };
    },
  };
}
