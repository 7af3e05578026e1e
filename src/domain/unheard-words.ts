/**
 * Whether somebody on the phone hears nobody: “Hello? … Are you there?” Used by the chart, which counts how often the
 * agent has spoken in vain. It reads one utterance, and a first “Hello?” is how a phone is picked up.
 */
import { plainWords } from './plain-words.js';

const ANYONE = '(?:you|anyone|anybody|someone|somebody)';
const CALL = new RegExp(
  '^(?:(?:hello|hi|hey)(?: (?:hello|there))*' +
    `|(?:(?:are|is) )?${ANYONE}(?: still)? (?:there|on the line)|can you (?:still )?hear me(?: now)?` +
    `|(?:i|we) (?:still )?(?:cannot|do not|can barely) hear (?:${ANYONE}|anything|a thing)` +
    '|(?:there is )?(?:nobody|no one)(?: is)? (?:there|on the line))$',
);
const APOLOGY = /^(?:i am )?sorry$/;

/** Nothing but calls into a silent line. */
export const callsIntoSilence = (text: string): boolean => {
  const clauses = plainWords(text)
    .split(/[.,!?…–—-]/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '' && !APOLOGY.test(clause));
  return clauses.length > 0 && clauses.every((clause) => CALL.test(clause));
};
