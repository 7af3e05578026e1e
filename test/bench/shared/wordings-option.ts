/** Which wordings a benchmark tells its scenes in: those that may be known to whoever writes the code, or held-out ones. */
import { Option } from 'commander';

/** One scene in so many is told in the held-out wordings. */
const HELD_OUT_SHARE = 4;

export type ChosenWordings = 'open' | 'held-out' | 'both';

export const wordingsOption = (): Option =>
  new Option('--wordings <set>', 'held-out transcripts are shown only where that set is asked for by name')
    .choices(['open', 'held-out', 'both'] satisfies ChosenWordings[])
    .default('both');

/** How many of `all` scenes are told in the held-out wordings. */
export const heldOutOf = (all: number, wordings: ChosenWordings): number =>
  ({ open: 0, 'held-out': all, both: Math.floor(all / HELD_OUT_SHARE) })[wordings];
