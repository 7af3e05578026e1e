/** One check of the doctor, asked about settings of a test's own. */
import { createServer } from 'node:net';
import { expect } from 'vitest';
import { checksFor } from '../../scripts/doctor/checks/index.js';
import { secretsOf } from '../../scripts/doctor/mask.js';
import type { Reason, Result } from '../../scripts/doctor/note.js';
import { runChecks } from '../../scripts/doctor/run-checks.js';
import { listenOnLoopback } from '../../scripts/rehearsal/stand-ins/stand-in.js';
import { readSettings } from '../../src/read-settings.js';

export interface Examined {
  readonly result: Result;
  readonly found: string;
  readonly todo: string;
  readonly reasons: readonly Reason[];
}

export interface ExamineOptions {
  readonly initiator?: string | null;
  readonly limitMs?: number;
  readonly nowMs?: number;
}

/** Fails where a secret of `env` is in what the check says. */
export async function examine(
  service: string,
  env: NodeJS.ProcessEnv,
  { initiator = null, nowMs = Date.now(), ...options }: ExamineOptions = {},
): Promise<Examined> {
  const { settings, problems } = readSettings({ ...env }, 'required');
  const checks = checksFor(problems).filter((check) => check.service === service);
  const [finding] = await runChecks(checks, { settings, problems, initiator, nowMs, ...options });
  if (finding === undefined) throw new Error(`There is no check ${service}.`);
  const said = JSON.stringify(finding);
  for (const secret of secretsOf(settings)) expect(said).not.toContain(secret);
  const { result, notes } = finding;
  return {
    result,
    found: notes.map((note) => note.found).join('\n'),
    todo: notes.flatMap((note) => ('todo' in note ? [note.todo] : [])).join('\n'),
    reasons: notes.flatMap((note) => ('reason' in note ? [note.reason] : [])),
  };
}

/** Host and port at which nothing listens, for a moment ago something did. */
export async function deadAddress(): Promise<string> {
  const listener = await listenOnLoopback(createServer());
  await listener.close();
  return `127.0.0.1:${listener.port}`;
}
