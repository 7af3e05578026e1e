/** What proves a field of a call's outcome. */
export interface Proof {
  /** Ids of the utterances, of the live transcript, that say so. */
  readonly utteranceIds: readonly string[];
  /** What else says so, such as `calendar event 3f2a...` or `line: busy`. */
  readonly source: string | null;
}
