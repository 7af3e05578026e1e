/**
 * Makes a `Tool` from a zod schema and a function. Used by every file of this folder. The model's arguments are
 * checked before the function sees them; arguments that do not fit come back to the model as words.
 */
import { z } from 'zod';
import type { Tool, ToolName, ToolResult } from '../../machines/call.ports.js';

export interface ToolDefinition<Args extends z.ZodObject> {
  readonly name: ToolName;
  /** "Call when ... Do not call when ..." */
  readonly description: string;
  /** Each field's `describe` is what the model reads about it. */
  readonly args: Args;
  run(args: z.output<Args>, signal: AbortSignal): Promise<ToolResult>;
}

export function defineTool<Args extends z.ZodObject>({
  name,
  description,
  args,
  run,
}: ToolDefinition<Args>): Tool {
  const { $schema: _, ...parameters } = z.toJSONSchema(args, { io: 'input' });
  return {
    name,
    description,
    parameters,
    async run(sent, signal) {
      const checked = args.safeParse(sent ?? {});
      if (checked.success) return run(checked.data, signal);
      return {
        reply: `The arguments of ${name} are wrong. Correct them and call it again.\n${z.prettifyError(checked.error)}`,
      };
    },
  };
}

/** A sentence for the model to say word for word. */
export const say = (sentence: string): string => `Say: “${sentence}”`;
