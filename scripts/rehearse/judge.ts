/** Whether a call was what its scenario expects. Used by the runner and by the scenarios' test. Pure. */
import type { CallTrace } from './call-trace.js';
import type { Check } from './checks/check.js';
import { meeting } from './checks/meeting.js';
import { campaign, decisionMaker, doNotCall, job, leftovers, outcome } from './checks/outcome.js';
import { rules } from './checks/rules.js';
import { coach, dials, keys, scenes, states, tools } from './checks/way.js';
import { heardByBox, neverSaid, said } from './checks/words.js';
import type { ReadScenario } from './read-scenario.js';

/** One thing that is not as it should be. */
export interface Failure {
  /** Such as `expect.said[2]`; null for a rule that holds for every call. */
  readonly field: string | null;
  /** The field's line in the scenario's file. */
  readonly line: number | null;
  readonly expected: string;
  readonly found: string;
  /** Where in the call, in ms of the line since the pick-up; null where that says nothing. */
  readonly atMs: number | null;
}

const CHECKS: readonly Check[] = [
  outcome,
  campaign,
  meeting,
  decisionMaker,
  doNotCall,
  job,
  leftovers,
  states,
  keys,
  scenes,
  tools,
  coach,
  dials,
  said,
  neverSaid,
  heardByBox,
  rules,
];

export function judge({ scenario, lineOf }: ReadScenario, trace: CallTrace): readonly Failure[] {
  return CHECKS.flatMap((check) => check(scenario.expect, trace)).map(({ path, expected, found, atMs }) => ({
    ...(path.length === 0 ? { field: null, line: null } : placeOf(['expect', ...path], lineOf)),
    expected,
    found,
    atMs: atMs ?? null,
  }));
}

function placeOf(path: readonly PropertyKey[], lineOf: ReadScenario['lineOf']) {
  const [first, ...rest] = path;
  const field = rest.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return { field: `${String(first)}${field}`, line: lineOf(path) };
}
