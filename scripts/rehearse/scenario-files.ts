/** Finds the scenarios that are asked for by name. Used by `npm run rehearse` and the scenarios' test. */
import { readdir } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nearestWord } from './nearest-word.js';
import { type ReadScenario, readScenarioFile, ScenarioError } from './read-scenario.js';

const FOLDER = fileURLToPath(new URL('../../test/scenarios/', import.meta.url));
const ENDING = /\.ya?ml$/;

/** The files of `test/scenarios`, by name; as paths from the working directory. */
export async function scenarioFiles(): Promise<string[]> {
  const entries = await readdir(FOLDER, { recursive: true });
  const files = entries.filter((entry) => ENDING.test(entry)).sort();
  return files.map((file) => relative(process.cwd(), join(FOLDER, file)));
}

/**
 * The files of these names. A name stands for every scenario that begins with it and a dash, too:
 * `tree` for `tree-one-level`. Throws {@link ScenarioError} for a name that nobody has.
 */
export function filesNamed(names: readonly string[], files: readonly string[]): string[] {
  const named = (file: string): string => basename(file).replace(ENDING, '');
  const isMeant = (name: string, file: string): boolean =>
    named(file) === name || named(file).startsWith(`${name}-`);
  const unknown = names.filter((name) => !files.some((file) => isMeant(name, file)));
  if (unknown.length > 0) {
    throw new ScenarioError(
      unknown.map((name) => {
        const nearest = nearestWord(name, files.map(named));
        return `There is no scenario "${name}".${nearest === null ? '' : ` Did you mean "${nearest}"?`}`;
      }),
    );
  }
  return files.filter((file) => names.some((name) => isMeant(name, file)));
}

/** Reads them all, and throws one {@link ScenarioError} with the mistakes of all. */
export async function readScenarios(files: readonly string[]): Promise<ReadScenario[]> {
  const results = await Promise.allSettled(files.map(readScenarioFile));
  const problems = results.flatMap((result) => {
    if (result.status === 'fulfilled') return [];
    if (result.reason instanceof ScenarioError) return result.reason.problems;
    throw result.reason;
  });
  if (problems.length > 0) throw new ScenarioError(problems);
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}
