/**
 * Whether what was first heard is only a beginning, which its speaker goes on with: then it is heard out before anybody
 * is greeted. Used by the chart. It costs a person a moment at most, and spares a recording the agent's greeting.
 */
import { asksOrOffers, speaksForAPerson } from './answer-kind.js';
import { PLACE } from './place-words.js';
import { plainWords } from './plain-words.js';

export interface OpeningWords {
  readonly text: string;
  /** From the first sound to the last. */
  readonly lastsMs: number;
  /** They follow on words that nobody has answered. */
  readonly isContinued: boolean;
}

/**
 * Timing. A person says a few words within a second or two, and waits. Who talks for longer without a word that speaks
 * for a person is likely a recording; who talks on and on and ends without a question may be one whatever the words.
 */
const LONG_MS = 4_000;
const MANY_WORDS = 8;
const ON_AND_ON_MS = 9_000;

const NAMES_THE_PLACE =
  /^(?:(?:hello|hi|good (?:morning|afternoon|evening|day))[ ,.!]*(?:and )?)?(?:thank you|thanks)(?: so much)? for calling\b|\byou have reached\b|^welcome to\b/;
const SPEAKS_FOR_ITSELF =
  /\?|\bthis is\b|\bspeaking\b|\bmy name\b|\b(?:how|what|where) (?:can|may|could)\b|\b(?:can|may) i\b|\bplease hold\b/;
/** Nobody leaves it at that. */
const GOOD_DAY = /^good (?:morning|afternoon|evening|day)[ .!]*$/;
const THIS_IS_THE_PLACE = new RegExp(`\\bthis is (?:[a-z'-]+ ){1,4}${PLACE}[ .!]*$`);

/** A turn that stops within a sentence: the pause is not the speaker's own. */
const UNFINISHED =
  /,$|\b(?:the|a|an|of|to|is|are|your|our|my|and|or|for|about|if|in|at|with|from|all|we|i|have|has|been|please|thank|does|do|will|not|that|who|which)$/;

/**
 * "Thank you for calling Smith Family Medicine.": a person who says so goes on in the same breath, so that a pause after
 * it may as well be a recording's.
 */
export const onlyNamesThePlace = (text: string): boolean => {
  const plain = plainWords(text);
  return (
    GOOD_DAY.test(plain) ||
    (!plain.includes('?') && THIS_IS_THE_PLACE.test(plain)) ||
    (NAMES_THE_PLACE.test(plain) && !SPEAKS_FOR_ITSELF.test(plain))
  );
};

export const isOnlyABeginning = ({ text, lastsMs, isContinued }: OpeningWords): boolean => {
  const plain = plainWords(text);
  if (onlyNamesThePlace(text) || UNFINISHED.test(plain)) return true;
  if (speaksForAPerson(text)) return lastsMs >= ON_AND_ON_MS && !asksOrOffers(text);
  return isContinued || lastsMs >= LONG_MS || plain.split(' ').length >= MANY_WORDS;
};
