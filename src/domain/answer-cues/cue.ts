/** What a cue is. Used in `src/domain/answer-cues/` and by `answer-kind.ts`. */

/**
 * Words that speak for one kind of answer, in the form that `plainWords` gives them. A weight of 4 settles the matter
 * where nothing speaks against it; 1 only tips the scales. A cue counts once, however many of its patterns are found.
 */
export type Cue = readonly [weight: number, ...patterns: RegExp[]];
