/** Whether the first words on the line are only a beginning. Used by the chart, before it greets whoever picked up. */
import { plainWords } from './plain-words.js';

const NAMES_THE_PLACE =
  /^(?:hello|hi|good (?:morning|afternoon|evening))?[ ,.!]*(?:thank you|thanks) for calling\b|\byou have reached\b|^welcome to\b/;
const SPEAKS_FOR_ITSELF =
  /\?|\bthis is\b|\bspeaking\b|\bmy name\b|\b(?:how|what|where) (?:can|may|could)\b|\b(?:can|may) i\b|\bplease hold\b/;

/**
 * "Thank you for calling Smith Family Medicine.": a person who says so goes on in the same breath, so that a pause after
 * it may as well be a recording's.
 */
export const onlyNamesThePlace = (text: string): boolean => {
  const plain = plainWords(text);
  return NAMES_THE_PLACE.test(plain) && !SPEAKS_FOR_ITSELF.test(plain);
};
