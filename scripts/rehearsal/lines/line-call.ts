/** One call on a rehearsal's line, whichever it is: what is known of it at the far end, for assertions. */
import type { Practice } from '../practice/practice.js';

export interface LineCall {
  readonly callId: string;
  readonly toE164: string;
  /** How often it was tried to dial the call. More than once is right only where the line was down before. */
  readonly dials: number;
  /** The practice at the far end; that of the last dial. */
  readonly practice: Practice;
}
