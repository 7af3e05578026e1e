/**
 * Words that speech recognition makes out of music and silence: it learned from subtitled videos, and writes what those
 * end with. Used by the chart while the call is on hold, where music is likelier than a person who says no more than
 * this. It never hears the sound.
 *
 * The phrases are among the commonest of Barański et al., “Investigation of Whisper ASR Hallucinations Induced by
 * Non-Speech Audio” (2025, arXiv:2501.11378). “Okay”, “oh” and “so” are left out: people begin with them.
 */
import { plainWords } from './plain-words.js';

const PHRASE =
  '(?:(?:thank you|thanks)(?: (?:so|very) much)?(?: for (?:watching|listening|viewing)(?: (?:this|the) video)?)?' +
  '|(?:please |do not forget to )?(?:like and )?subscribe(?: to (?:my|our|the) channel)?' +
  '|(?:i will )?see you (?:next time|in the next (?:one|video))|bye(?:[- ]bye)*|you|the end' +
  '|subtitles by the amara\\.org community)';
const BETWEEN = '[ ,.!?…]+';
const NOTHING_ELSE = new RegExp(`^${PHRASE}(?:${BETWEEN}(?:and )?${PHRASE})*(?:${BETWEEN})?$`);

/** The whole text is made of such words. */
export const isInvented = (text: string): boolean => NOTHING_ELSE.test(plainWords(text));
