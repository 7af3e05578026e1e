/**
 * The model behind the Realtime stand-in, as a function. `response.ts` calls it once for every response.
 * A mind sees what a model would see and nothing else: it never learns the scenario.
 */

/** One entry of the conversation, as the model has it. */
export type MindItem =
  /** What it heard the other side say, or was told in the user's place. Empty when nothing was understood. */
  | { readonly kind: 'heard'; readonly text: string }
  /** What it said itself; cut to what was played when it was interrupted. */
  | { readonly kind: 'said'; readonly text: string }
  /** A system message. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'call'; readonly callId: string; readonly name: string; readonly args: string }
  | { readonly kind: 'output'; readonly callId: string; readonly text: string };

export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface MindView {
  readonly instructions: string;
  /** Empty while the session's or the response's tool choice is `none`. */
  readonly tools: readonly OfferedTool[];
  /** Oldest first. */
  readonly items: readonly MindItem[];
}

/** Speech comes before the calls; neither means an empty response. */
export interface MindAnswer {
  readonly say?: string;
  readonly calls?: readonly { readonly name: string; readonly args: Readonly<Record<string, unknown>> }[];
}

export type Mind = (view: MindView) => MindAnswer | Promise<MindAnswer>;
