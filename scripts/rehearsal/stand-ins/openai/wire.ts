/** The shapes that go over a Realtime socket, as far as the stand-in's files share them. */

/** Sends one event to the client. */
export type Send = (event: { readonly type: string; readonly [field: string]: unknown }) => void;

/** An item of the conversation as the protocol writes it. */
export interface WireItem {
  readonly id: string;
  readonly object: 'realtime.item';
  readonly type: 'message' | 'function_call' | 'function_call_output';
  readonly [field: string]: unknown;
}
