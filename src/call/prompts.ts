/**
 * Reads `prompts/`: the general call prompt, one prompt for each conversational state, and the coach's.
 * Words only; what is in force when is decided by the chart's briefs.
 */
import { readFile } from 'node:fs/promises';
import { VFile } from 'vfile';
import { matter } from 'vfile-matter';
import { STAGES, type Stage } from '../domain/call-plan.js';

/** Beside `src/` in the source tree and beside the compiled `src/` in `dist/`. */
const PROMPTS = new URL('../../prompts/', import.meta.url);

export interface Prompts {
  /** The general AI call prompt, appended to every sequence prompt. */
  readonly agent: string;
  /** The instructions of the second AI, which reads along. */
  readonly coach: string;
  readonly stages: Readonly<Record<Stage, string>>;
}

/** The words of a Markdown file, without its front matter. */
export const withoutFrontMatter = (markdown: string): string => {
  const file = new VFile(markdown);
  matter(file, { strip: true });
  return String(file).trim();
};

const readPrompt = async (name: string): Promise<string> =>
  withoutFrontMatter(await readFile(new URL(name, PROMPTS), 'utf8'));

/** Rejects when a prompt is missing: a worker without its words must not start. */
export const loadPrompts = async (): Promise<Prompts> => {
  const [agent, coach, ...stages] = await Promise.all([
    readPrompt('agent.md'),
    readPrompt('coach.md'),
    ...STAGES.map((stage) => readPrompt(`stages/${stage}.md`)),
  ]);
  return {
    agent,
    coach,
    stages: Object.fromEntries(STAGES.map((stage, index) => [stage, stages[index]])) as Record<Stage, string>,
  };
};
