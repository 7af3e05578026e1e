/**
 * Reads the environment variables: the values that can be used, and what is wrong with the others.
 * Called by `config.ts`, which wants all of them, and by commands that go on with those that there are.
 * No text ever contains a value: a malformed secret is still a secret.
 */
import * as dotenv from 'dotenv';
import type { z } from 'zod';
import { Environment, GROUPS, LINE, NEEDS, VARIABLES, type VariableName } from './config-variables.js';

/** What is wrong with one variable, and its remedy. */
export interface Problem {
  readonly name: VariableName;
  readonly text: string;
}

type All = z.output<typeof Environment>;

/** The values of the variables that can be used, with the defaults of those that are not set. */
export type Settings = { readonly [Name in keyof All]?: All[Name] | undefined };

/**
 * Reads the settings from `env`, after adding to it what the env file holds: the file of `ENV_FILE`, or for
 * the process's own environment `.env`. A variable that is in `env` already is not replaced. An empty one
 * counts as absent. `line`: whether the settings must give a phone line. `problems` has every one at once; without
 * any, nothing that is required is missing.
 */
export function readSettings(
  env: NodeJS.ProcessEnv = process.env,
  line: 'required' | 'optional' = 'optional',
): { readonly settings: Settings; readonly problems: readonly Problem[] } {
  const problems = readEnvFile(env);
  const given = withoutEmpty(env);
  const issues = Environment.safeParse(given).error?.issues ?? [];
  for (const issue of issues) {
    const name = String(issue.path[0]) as VariableName;
    problems.push({ name, text: explain(name, issue.message, given) });
  }
  for (const group of GROUPS) {
    const present = group.find((name) => name in given);
    const isRequired = group === LINE && line === 'required';
    if (present === undefined && !isRequired) continue;
    const why = isRequired ? '' : `, but ${present} is: set ${together(group)}`;
    for (const name of group.filter((member) => !(member in given))) {
      problems.push({ name, text: `${name} is not set${why}. ${remedy(name)}` });
    }
  }
  for (const { name, value, needs } of NEEDS) {
    if (given[name] !== value) continue;
    for (const group of GROUPS.filter((candidate) => candidate.some((needed) => needs.includes(needed)))) {
      const [first] = group;
      if (first === undefined || group.some((needed) => needed in given)) continue;
      const text = `${name} is ${value}, which needs ${group.join(', ')}: set them, or leave ${name} out.`;
      problems.push({ name: first, text });
    }
  }
  const malformed = new Set(issues.map(({ path }) => String(path[0])));
  // Without what is malformed, and without the defaults in its place.
  const without = <T extends object>(values: T): Partial<T> =>
    Object.fromEntries(Object.entries(values).filter(([name]) => !malformed.has(name))) as Partial<T>;
  return { settings: without(Environment.partial().parse(without(given))), problems };
}

const together = (group: readonly VariableName[]): string =>
  group.length === 2 ? 'both or neither' : `all of ${group.join(', ')} or none`;

function readEnvFile(env: NodeJS.ProcessEnv): Problem[] {
  const named = env['ENV_FILE']?.trim();
  const path = named || (env === process.env ? '.env' : null);
  if (path === null) return [];
  const { error } = dotenv.config({ path, quiet: true, processEnv: env as dotenv.DotenvPopulateInput });
  if (error === undefined || !named) return [];
  const text = 'ENV_FILE names a file that cannot be read. Correct the path, or unset it to use .env.';
  return [{ name: 'ENV_FILE', text }];
}

function withoutEmpty(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(env).map(([name, value]) => [name, value?.trim() ?? ''] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

function explain(name: VariableName, message: string, given: Record<string, string>): string {
  return name in given
    ? `${name} is malformed: ${message}. ${remedy(name)}`
    : `${name} is not set. ${remedy(name)}`;
}

function remedy(name: VariableName): string {
  const variable = VARIABLES.find((candidate) => candidate.name === name);
  return variable === undefined ? '' : `${variable.purpose}. Where: ${variable.where}`;
}
