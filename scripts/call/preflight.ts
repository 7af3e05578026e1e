/** Whether the services of one call are ready, by the doctor's own checks. Phones nobody. */
import { readSettings } from '../../src/read-settings.js';
import { clerk } from '../doctor/checks/clerk.js';
import { googleCalendar } from '../doctor/checks/google-calendar.js';
import { livekit, sipTrunk } from '../doctor/checks/livekit.js';
import { voice } from '../doctor/checks/voice.js';
import { type Finding, runChecks } from '../doctor/run-checks.js';

export function findingsFor(initiator: string | null, nowMs: number): Promise<Finding[]> {
  const { settings, problems } = readSettings(process.env, 'required');
  const checks = [livekit, sipTrunk, voice, ...(initiator === null ? [] : [clerk, googleCalendar])];
  return runChecks(checks, { settings, problems, initiator, nowMs });
}
