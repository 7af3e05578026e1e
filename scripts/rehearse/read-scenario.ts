/**
 * Reads a scenario file. What is wrong with it is told by line and field, all at once:
 * `refusal.yaml:14: practice.turns[2].hears: is missing: ...`. Used by `npm run rehearse` and the scenarios' test.
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Document, isMap, isNode, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type Scenario, ScenarioSchema } from './scenario-schema.js';

export interface ReadScenario {
  /** The file's name without its ending. */
  readonly name: string;
  readonly file: string;
  readonly scenario: Scenario;
  /** The line of a field, or of the nearest one around it that the file has; from 1 on. */
  lineOf(path: Path): number;
}

export type Path = readonly PropertyKey[];

/** Raised with every mistake of a file, each as `file:line: field: what`. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** Rejects with {@link ScenarioError}. */
export async function readScenarioFile(file: string): Promise<ReadScenario> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new ScenarioError([`${file} cannot be read`]);
  });
  return parseScenario(text, file);
}

/** Throws {@link ScenarioError}. */
export function parseScenario(text: string, file: string): ReadScenario {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const problem = (line: number, what: string): string => `${file}:${line}: ${what}`;

  if (document.errors.length > 0) {
    throw new ScenarioError(document.errors.map(({ pos, message }) => problem(lineAt(pos[0]), message)));
  }
  const lineOf = (path: Path): number => lineAt(offsetOf(document, path));
  const parsed = ScenarioSchema.safeParse(document.toJS());
  if (!parsed.success) {
    const mistakes = parsed.error.issues.flatMap((issue) => mistakesOf(issue));
    throw new ScenarioError(
      mistakes
        .map(({ path, within, message }) => ({ line: lineOf(within), what: `${written(path)}${message}` }))
        .sort((a, b) => a.line - b.line)
        .map(({ line, what }) => problem(line, what)),
    );
  }
  return { name: basename(file).replace(/\.ya?ml$/, ''), file, scenario: parsed.data, lineOf };
}

interface Mistake {
  /** The field that is named. */
  readonly path: Path;
  /** Where it stands: an unknown field is a key of its map. */
  readonly within: Path;
  readonly message: string;
}

function mistakesOf(issue: z.core.$ZodIssue): Mistake[] {
  const { path, message } = issue;
  if (issue.code === 'unrecognized_keys') {
    return [{ path, within: [...path, ...issue.keys.slice(0, 1)], message }];
  }
  if (issue.code === 'invalid_key') {
    return issue.issues.map((each) => ({ path, within: path, message: each.message }));
  }
  if (issue.code !== 'invalid_union') return [{ path, within: path, message }];
  // The form that was meant is the one whose mistakes lie deepest.
  const depth = (issues: readonly z.core.$ZodIssue[]) =>
    Math.max(...issues.map((each) => each.path.length + (each.code === 'unrecognized_keys' ? 1 : 0)));
  const [meant = []] = [...issue.errors].sort((a, b) => depth(b) - depth(a));
  return meant.flatMap(mistakesOf).map((mistake) => ({
    ...mistake,
    path: [...path, ...mistake.path],
    within: [...path, ...mistake.within],
  }));
}

/** `practice.turns[2].hears: `; nothing for the file as a whole. */
function written(path: Path): string {
  const field = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return field === '' ? '' : `${field.replace(/^\./, '')}: `;
}

/** Where a field stands in the text: at its name, or at its item of a list. */
function offsetOf(document: Document, path: Path): number {
  let offset = 0;
  let node: unknown = document.contents;
  for (const part of path) {
    const place = stepInto(node, part);
    if (place === null) break;
    offset = place.offset;
    node = place.value;
  }
  return offset;
}

function stepInto(node: unknown, part: PropertyKey): { offset: number; value: unknown } | null {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => String(key) === String(part));
    if (pair === undefined) return null;
    return { offset: startOf(pair.key) ?? 0, value: pair.value };
  }
  if (typeof part !== 'number') return null;
  const item: unknown = isNode(node) && 'items' in node ? node.items[part] : undefined;
  const offset = startOf(item);
  return offset === null ? null : { offset, value: item };
}

const startOf = (node: unknown): number | null => (isNode(node) ? ((node as Node).range?.[0] ?? null) : null);
