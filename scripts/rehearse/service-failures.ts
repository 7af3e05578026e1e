/** How the stage's services fail, as scenarios ask for it. It holds for every call that is on, so calls are grouped by it. */
import type { Stage } from '../rehearsal/stage.js';
import type { ScenarioServices } from './scenario-schema.js';

/** What the scenarios of a group have in common. */
export type ServiceFailures = Omit<ScenarioServices, 'taken'>;

/** Everything that is not named works. */
export function setFailures(
  { google, clerk, openai, s3, crm, logtail }: Stage,
  failures: ServiceFailures,
): void {
  google.fail(failures.calendar ?? null);
  clerk.fail(failures.clerk ?? null);
  openai.fail(failures.coach ?? null, 'chat');
  openai.fail(failures.transcription ?? null, 'transcriptions');
  s3.fail(failures.s3 ?? null);
  crm.fail(failures.crm ?? null);
  logtail.fail(failures.logtail ?? null);
}

/** Equal for the same failures; empty where everything works. */
export function groupOf({ taken: _, ...failures }: ScenarioServices): string {
  const given = Object.entries(failures).filter(([, mode]) => mode !== undefined);
  return given
    .map(([service, mode]) => `${service}: ${mode}`)
    .sort()
    .join(', ');
}
