/** Reads what the coach's model answered. Used by the coach's adapter; no error repeats a word of the answer. */
import { z } from 'zod';
import type { CoachRequest } from '../../machines/call.ports.js';
import type { CoachVerdict } from '../domain/coaching.js';

/** Two sentences are asked for. More than this is no note to someone who is on the phone. */
const LONGEST_ADVICE = 600;

/** Some models wrap JSON in a Markdown code block, whatever they are told. */
const CODE_BLOCK = /^```\w*\s*(.*?)\s*```$/s;

const verdictFor = (next: CoachRequest['next']) =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('advise'), message: z.string().trim().min(1).max(LONGEST_ADVICE) }),
    z.object({ kind: z.literal('stepCompleted'), next: z.enum(next) }),
  ]);

/** Throws unless `answer` is one of the three verdicts, and a completed step leads to where the call may go. */
export const readVerdict = (answer: string, { next }: Pick<CoachRequest, 'next'>): CoachVerdict => {
  const verdict = verdictFor(next).safeParse(parsed(answer.trim()));
  if (verdict.success) return verdict.data;
  const [issue] = verdict.error.issues;
  const field = issue?.path.join('.');
  throw new Error(`The coach's answer is not valid${field ? `: ${field} (${issue?.code})` : ''}`);
};

const parsed = (answer: string): unknown => {
  if (answer === '') throw new Error('The coach gave no answer');
  try {
    return JSON.parse(CODE_BLOCK.exec(answer)?.[1] ?? answer);
  } catch {
    throw new Error("The coach's answer is not JSON");
  }
};
