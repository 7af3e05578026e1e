/**
 * The kinds of field that a scenario is made of, each with a message that helps whoever wrote it.
 * Used by `scenario-schema.ts`.
 */
import { z } from 'zod';
import { nearestWord } from './nearest-word.js';

/** A map with these fields and no others; a misspelled one is answered with the nearest. */
export const fields = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return expected('a map of fields', issue.input);
      const known = Object.keys(shape);
      return issue.keys.map((key) => notOneOf('field', key, known)).join('; ');
    },
  });

/** One of these words; a misspelled one is answered with the nearest. */
export const word = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, {
    error: ({ input }) =>
      typeof input === 'string' ? notOneOf('value', input, words) : expected('a word', input),
  });

const notOneOf = (kind: 'field' | 'value', given: string, known: readonly string[]): string => {
  const nearest = nearestWord(given, known);
  const hint = nearest === null ? '' : ` Did you mean "${nearest}"?`;
  return `"${given}" is not a known ${kind}.${hint} Known: ${known.join(', ')}`;
};

const expected = (what: string, input: unknown): string =>
  input === undefined ? `is missing: ${what} is needed` : `must be ${what}`;

/** What is said, in words. */
export const words = z
  .string({ error: ({ input }) => expected('a text', input) })
  .min(1, 'must not be empty');

export const milliseconds = z
  .number({ error: ({ input }) => expected('a number of ms', input) })
  .int('must be a whole number of ms')
  .min(0, 'must not be negative');

export const yesOrNo = z.boolean({ error: ({ input }) => expected('true or false', input) });

/** A list; a single item may stand for a list of one. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    (given) => (given === undefined || Array.isArray(given) ? given : [given]),
    z.array(item, { error: ({ input }) => expected('a list', input) }),
  );

/** A key of a telephone, as a digit or as text. */
export const key = z.preprocess(
  (given) => (typeof given === 'number' ? String(given) : given),
  z.string().regex(/^[0-9*#]$/, 'must be a key of a telephone: 0 to 9, "*" or "#"'),
);

const DELIMITED = /^\/(.+)\/([a-z]*)$/s;

/**
 * Words to be found in what is said: a regular expression without regard to case, or `/.../flags`.
 * A straight apostrophe fits a curly one.
 */
export const pattern = z
  .string({ error: ({ input }) => expected('a text', input) })
  .min(1, 'must not be empty')
  .transform((given, context) => {
    const [, source = given, flags = 'i'] = DELIMITED.exec(given) ?? [];
    try {
      return new RegExp(source.replaceAll(/['’]/g, "['’]"), flags);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      context.addIssue({ code: 'custom', message: `is not a regular expression: ${message}` });
      return z.NEVER;
    }
  });
