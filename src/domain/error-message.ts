/** What a caught value says, in words: for reasons, logs and `notDone`. */
export const errorMessage = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
