/** Email addresses and phone numbers, typed or said. Used by `grounding.ts` only, on a text whose numbers are in digits. */
import { parseEmailAddress } from '../email-address.js';
import type { Finder } from './found.js';

const WORD = '[a-z0-9][a-z0-9-]*';
const SIGN = '(?:dot|period|underscore|dash|hyphen|plus)';
const TOP_LEVEL = '(?:com|org|net|edu|gov|us|co|io|health|info|biz|md|care|clinic)';
/** “amy dot jones at smith practice dot com”, “a m y at …”; what comes before the local part is no part of it. */
const SPOKEN_EMAIL = new RegExp(
  `(?:\\b${WORD} ${SIGN} |\\b[a-z0-9][, ]{1,2}(?=[a-z0-9]\\b))*\\b${WORD},? at,? (?:${WORD}[, ]{1,2}){1,12}?dot ${TOP_LEVEL}\\b(?: dot ${TOP_LEVEL}\\b)?` +
    `|\\b${WORD}(?: ${SIGN} ${WORD})* at ${WORD}\\.${TOP_LEVEL}\\b`,
  'gi',
);

/** “A-M-Y” is read as “AMY”. */
const asOneWord = (words: string): string =>
  words.replace(/\b[a-z0-9](?:-[a-z0-9]\b)+/gi, (letters) => letters.replaceAll('-', '')).replace(/,/g, ' ');

const emailIn = (words: string): string | null => {
  const parsed = parseEmailAddress(asOneWord(words));
  return parsed.ok ? parsed.email : null;
};

/** Ten digits as dialed in North America, or seven without the area code; any other length is none. */
const phoneIn = (words: string): string | null => {
  const digits = words.replace(/\D/g, '');
  const national = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
  return national.length === 10 || national.length === 7 ? national : null;
};

export const EMAILS: readonly Finder[] = [
  {
    kind: 'email',
    pattern: /[^\s@<>(),;:"“”]+@[^\s@<>(),;:"“”]+[^\s@<>(),;:"“”.!?]/g,
    value: (_, words) => emailIn(words),
  },
  { kind: 'email', pattern: SPOKEN_EMAIL, value: (_, words) => emailIn(words) },
];

export const PHONES: readonly Finder[] = [
  {
    kind: 'phone',
    pattern:
      /(?<![\d$])(?:\+?1[\s.-]*)?\(?\d{3}\)?[\s.-]*\d{3}[\s.-]*\d{4}(?!\d)|(?<![\d$,.-])\d{3}[-.]\d{4}(?![\d-])/g,
    value: (_, words) => phoneIn(words),
  },
  {
    kind: 'phone',
    pattern: /(?<![\d$]|\d\/)\(?\d{1,4}\)?(?:[ ,.-]{1,3}\(?\d{1,4}\)?){2,}(?!\d)/g,
    value: (_, words) => phoneIn(words),
  },
];
