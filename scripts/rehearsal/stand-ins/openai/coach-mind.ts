/**
 * The model behind the chat stand-in, as a function. `chats.ts` calls it once for every request.
 * A mind sees what a model would see and nothing else: it never learns the scenario.
 */

export interface CoachMindRequest {
  readonly model: string;
  /** What the coach was told to do, and the call so far; oldest first. */
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

/** Gives the answer's text, whatever the model makes of it. */
export type CoachMind = (request: CoachMindRequest) => string | Promise<string>;
