/** What a check has to say: a result, what was found, and what to do. Made by the checks, shown by `report.ts`. */

/** Why something does not work, for programs that read `--json`. */
export type Reason =
  /** A setting is missing or malformed. */
  | 'not-set'
  /** The service does not know the key, the secret or the user. */
  | 'wrong-key'
  /** Nothing, or something else, answers at the address. */
  | 'wrong-host'
  /** The key is known and may not do what the worker does with it. */
  | 'no-permission'
  /** There was no answer within the bound. */
  | 'timeout'
  /** What a setting names does not exist. */
  | 'not-there'
  /** The service itself is in trouble. */
  | 'service-down';

export type Note =
  | { readonly result: 'works'; readonly found: string }
  /** An optional service that nobody has configured, or a question that nobody has asked. */
  | { readonly result: 'not set'; readonly found: string; readonly todo: string }
  /** It works for now. */
  | { readonly result: 'warning'; readonly found: string; readonly todo: string }
  | { readonly result: 'does not'; readonly reason: Reason; readonly found: string; readonly todo: string };

export type Result = Note['result'];

export const works = (found: string): Note => ({ result: 'works', found });
export const notSet = (found: string, todo: string): Note => ({ result: 'not set', found, todo });
export const warns = (found: string, todo: string): Note => ({ result: 'warning', found, todo });
export const fails = (reason: Reason, found: string, todo: string): Note => ({
  result: 'does not',
  reason,
  found,
  todo,
});

const WORST_FIRST: readonly Result[] = ['does not', 'warning', 'works', 'not set'];

/** What several notes come to: the worst of them. */
export const resultOf = (notes: readonly Note[]): Result =>
  WORST_FIRST.find((result) => notes.some((note) => note.result === result)) ?? 'works';
