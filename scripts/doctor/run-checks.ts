/**
 * Runs the checks side by side, each within a bound, and says what each came to. Called by `npm run doctor` and its
 * tests. A check that breaks is a finding of its own and ends no other.
 */
import pTimeout, { TimeoutError } from 'p-timeout';
import type { Problem, Settings } from '../../src/read-settings.js';
import type { Check, Given } from './check.js';
import { secretsOf, withoutSecrets } from './mask.js';
import { messageOf } from './network.js';
import { fails, type Note, notSet, type Result, resultOf } from './note.js';
import { check, whereOf } from './remedy.js';

/** A service that takes longer keeps a practice waiting, too. */
const LIMIT_MS = 10_000;

export interface Finding {
  readonly service: string;
  readonly required: boolean;
  readonly result: Result;
  readonly notes: readonly Note[];
  readonly durationMs: number;
}

export interface RunChecksOptions {
  readonly settings: Settings;
  readonly problems: readonly Problem[];
  readonly initiator: string | null;
  readonly nowMs: number;
  /** For each check. Default {@link LIMIT_MS}. */
  readonly limitMs?: number;
  readonly onDone?: (finding: Finding) => void;
}

/** In the order of `checks`. Never rejects. */
export function runChecks(checks: readonly Check[], options: RunChecksOptions): Promise<Finding[]> {
  const secrets = secretsOf(options.settings);
  return Promise.all(
    checks.map(async (each) => {
      const startedAtMs = performance.now();
      const notes = (await notesOf(each, options)).map((note) => withoutSecrets(note, secrets));
      const finding: Finding = {
        service: each.service,
        required: each.required,
        result: resultOf(notes),
        notes,
        durationMs: Math.round(performance.now() - startedAtMs),
      };
      options.onDone?.(finding);
      return finding;
    }),
  );
}

/** Whether the worker can do its work. */
export const allIsWell = (findings: readonly Finding[]): boolean =>
  findings.every(({ required, result }) => !required || result !== 'does not');

async function notesOf(each: Check, options: RunChecksOptions): Promise<readonly Note[]> {
  const unchecked = whyNot(each, options);
  if (unchecked !== null) return [unchecked];
  const { settings, initiator, nowMs, limitMs = LIMIT_MS } = options;
  const ending = new AbortController();
  const given: Given = { settings, initiator, nowMs, signal: ending.signal };
  try {
    return await pTimeout(each.run(given), { milliseconds: limitMs });
  } catch (error) {
    const found = error instanceof TimeoutError ? `no answer within ${limitMs / 1000} s` : messageOf(error);
    return [fails(error instanceof TimeoutError ? 'timeout' : 'service-down', found, todoOf(each))];
  } finally {
    ending.abort();
  }
}

/** Null where the check has what it needs. */
function whyNot({ needs, required }: Check, { settings, problems }: RunChecksOptions): Note | null {
  const wrong = problems.filter(({ name }) => needs.includes(name));
  if (wrong.length > 0) {
    const names = wrong.map(({ name }) => name).join(', ');
    return fails('not-set', `not checked: ${names} cannot be used`, 'See Settings.');
  }
  const absent = needs.filter((name) => settings[name] === undefined);
  if (absent.length === 0) return null;
  const todo = absent.map((name) => `${name}: ${whereOf(name)}`).join('; ');
  return required ? fails('not-set', 'not set', todo) : notSet('not set', todo);
}

const todoOf = ({ needs }: Check): string =>
  `Check that the service is up and that this machine can reach it.${needs.length > 0 ? ` ${check(...needs)}` : ''}`;
