/** Asks a person a question that is answered with yes or no. */
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';

export interface Console {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Only `y` and `yes` are a yes: an empty line, the end of the input and Ctrl-C are a no. */
export async function confirm(question: string, { input, output }: Console): Promise<boolean> {
  const lines = createInterface({ input, output });
  lines.on('SIGINT', () => lines.close());
  const ended = once(lines, 'close').then(() => '');
  try {
    const answer = await Promise.race([lines.question(`${question} [y/N] `), ended]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}
