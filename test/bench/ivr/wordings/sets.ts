/** The wordings that may be known to those who write the parser. A tree in open wordings is told in one of these sets. */
import type { Wordings } from '../wordings.js';
import { EIGHTH_WORDINGS } from './eighth.js';
import { FIFTH_WORDINGS } from './fifth.js';
import { FIRST_WORDINGS } from './first.js';
import { FOURTH_WORDINGS } from './fourth.js';
import { NINTH_WORDINGS } from './ninth.js';
import { SECOND_WORDINGS } from './second.js';
import { SEVENTH_WORDINGS } from './seventh.js';
import { SIXTH_WORDINGS } from './sixth.js';
import { THIRD_WORDINGS } from './third.js';

export const OPEN_SETS: readonly Wordings[] = [
  FIRST_WORDINGS,
  SECOND_WORDINGS,
  THIRD_WORDINGS,
  FOURTH_WORDINGS,
  FIFTH_WORDINGS,
  SIXTH_WORDINGS,
  SEVENTH_WORDINGS,
  EIGHTH_WORDINGS,
  NINTH_WORDINGS,
];
