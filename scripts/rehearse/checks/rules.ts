/** What holds for every call, whatever its scenario expects. */
import type { ProvenField } from '../../../src/domain/call-outcome.js';
import type { CallTrace } from '../call-trace.js';
import { type Check, type Shortcoming, unless } from './check.js';

/** Scenes of a name that begins so are behind an emergency line. */
const EMERGENCY = /^emergency/i;
/** The names of tools hold an underscore; no spoken word does. */
const TOOL_NAME = /\b[a-z]+_[a-z_]+\b/;

export const rules: Check = (_, trace) => {
  const leak = trace.transcript.find(({ speaker, text }) => speaker === 'agent' && TOOL_NAME.test(text));
  const rule = (isKept: boolean, expected: string, found: string, atMs?: number) =>
    unless(isKept, { path: [], expected, found, ...(atMs === undefined ? {} : { atMs }) });
  return [
    ...rule(trace.dials <= 1, 'the practice is phoned once at most', `${trace.dials} dials`),
    ...rule(
      trace.talkedOverMs === 0,
      'the practice is never talked over',
      `${trace.talkedOverMs} ms of its speech were`,
    ),
    ...rule(
      !trace.scenes.some((scene) => EMERGENCY.test(scene)),
      'the emergency line is never reached',
      trace.scenes.join(' > '),
      trace.keys.at(-1)?.atMs,
    ),
    ...rule(leak === undefined, 'the agent names no tool', `"${leak?.text}"`, leak?.atMs),
    ...unproven(trace),
  ];
};

/** Rule 5 of the design: a field of the outcome without evidence stays empty. */
function unproven({ outcome: { evidence, ...outcome } }: CallTrace): readonly Shortcoming[] {
  const stated: readonly ProvenField[] = [
    ...(outcome.meeting === null ? [] : (['meeting'] as const)),
    ...(outcome.decisionMaker === null ? [] : (['decisionMaker'] as const)),
    ...(outcome.doNotCall ? (['doNotCall'] as const) : []),
    ...(outcome.ending === 'declined' && outcome.reason !== null ? (['reason'] as const) : []),
  ];
  return stated
    .filter((field) => evidence?.[field] === undefined)
    .map((field) => ({ path: [], expected: `evidence for the outcome's ${field}`, found: 'none' }));
}
