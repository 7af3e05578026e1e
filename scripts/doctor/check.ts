/** What a check is. Each file in `checks/` defines one or two; `run-checks.ts` runs them. */
import type { VariableName } from '../../src/config-variables.js';
import type { Settings } from '../../src/read-settings.js';
import type { Note } from './note.js';

export interface Given<Needed extends VariableName = never> {
  /** Those that `needs` names are there; the others may be. */
  readonly settings: Settings & { readonly [Name in Needed]-?: NonNullable<Settings[Name]> };
  /** The Clerk user whose Google access is asked about; null where nobody was named. */
  readonly initiator: string | null;
  /** Unix time in ms. */
  readonly nowMs: number;
  /** Aborted when the check's time is up. */
  readonly signal: AbortSignal;
}

export interface Check {
  readonly service: string;
  /** Without it the worker phones nobody, or loses what a call came to. */
  readonly required: boolean;
  /** Without these settings there is nothing to check. */
  readonly needs: readonly VariableName[];
  /** Asks the service, phoning nobody. What goes wrong is a note; a rejection is shown as it is. */
  run(given: Given): Promise<readonly Note[]>;
}

interface Definition<Needed extends VariableName> extends Omit<Check, 'needs' | 'run'> {
  readonly needs: readonly Needed[];
  run(given: Given<Needed>): Promise<readonly Note[]>;
}

/** Whoever runs a check has seen to what it needs. */
export const defineCheck = <Needed extends VariableName>(definition: Definition<Needed>): Check =>
  definition as unknown as Check;
