/**
 * Decides whether the number on a contact may be phoned. Called by `src/call/plan.ts` before anything is dialed.
 * It never guesses a number: what it cannot read as exactly one number is refused, with words for the sales team.
 */
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** A national number in the US has 10 digits; E.164 allows 15 (ITU-T E.164, section 6). */
const MIN_DIGITS = 10;
const MAX_DIGITS = 15;

/** `x12`, `ext. 12`, `#12`, `;ext=12` and whatever follows: an extension is no part of the number. */
const EXTENSION = /(?:;?\s*(?:extension|extn?|x)[\s.:=]*|\s*#\s*)\d{1,7}\s*$/i;

/** Three digits are dialed for services alone: 911, 411, 988, and 112 or 999 abroad (NANPA, N11 codes; 47 CFR 52.200). */
const SERVICE_DIGITS = 3;

/** N11 codes (911, 411, …) as area code or exchange are services, never subscribers (NANPA, Central Office Codes). */
const SERVICE_CODE = /^\+1(?:\d{3})?[2-9]11\d{4}/;

/** Pay-per-call exchange 976, in every US area code (47 CFR 64.1501). */
const PAY_PER_CALL_EXCHANGE = /^\+1\d{3}976/;

/** Types for which the caller pays more than for a call; no practice is reached there. */
const COSTLY_TYPES: ReadonlySet<string> = new Set(['PREMIUM_RATE', 'SHARED_COST']);

/** Types behind which there is no practice's phone. */
const OTHER_REFUSED_TYPES: ReadonlySet<string> = new Set(['PAGER', 'VOICEMAIL', 'PERSONAL_NUMBER']);

export type ParsedPhoneNumber =
  | { readonly ok: true; readonly e164: string }
  | { readonly ok: false; readonly reason: string };

const IS_A_SERVICE = 'The phone number is an emergency or service number, which must not be phoned.';

const refused = (reason: string): ParsedPhoneNumber => ({ ok: false, reason });

/**
 * Reads a number as typed by a person, e.g. `(914) 820-5734 ext. 12`. An extension is dropped: the call
 * reaches the main line. `defaultCountry` is an ISO 3166 code, for numbers without a country code.
 * Reasons are sentences and never repeat the number.
 *
 * `/max` is the only build with the exact patterns of every type; the default `min` build checks them for
 * some countries only, and would let foreign premium-rate numbers pass. It costs 0.5 MB more (11.0 against 10.5 MB).
 */
export function parsePhoneNumber(raw: string | null | undefined, defaultCountry = 'US'): ParsedPhoneNumber {
  const number = (raw ?? '').trim().replace(EXTENSION, '');
  if (number === '') return refused('The contact has no phone number.');

  const digits = number.replace(/\D/g, '').length;
  if (digits === SERVICE_DIGITS) return refused(IS_A_SERVICE);
  if (digits < MIN_DIGITS) {
    return refused(
      `The phone number is too short: it has ${digits} digits and needs at least ${MIN_DIGITS}.`,
    );
  }
  // The prefix 011 (abroad, as dialed from the US) is not part of the number that E.164 counts.
  const dialingPrefix = /^011/.test(number) ? 3 : 0;
  if (digits - dialingPrefix > MAX_DIGITS) {
    return refused(`The phone number is too long: it has ${digits} digits and may have ${MAX_DIGITS}.`);
  }

  const country = countryCode(defaultCountry);
  if (!country)
    return refused(`“${defaultCountry}” is not a country code; the default must be one such as US.`);
  const parsed = parsePhoneNumberFromString(number, { defaultCountry: country, extract: false });
  if (!parsed) return refused('The phone number cannot be read: it should be one number and nothing else.');
  if (SERVICE_CODE.test(parsed.number)) {
    return refused(IS_A_SERVICE);
  }
  if (!parsed.isValid()) {
    return refused('The phone number does not exist: its area code or its length is wrong.');
  }
  return e164OfSubscriber(parsed.number, parsed.getType());
}

function e164OfSubscriber(e164: string, type: string | undefined): ParsedPhoneNumber {
  if ((type && COSTLY_TYPES.has(type)) || PAY_PER_CALL_EXCHANGE.test(e164)) {
    return refused('The phone number is a premium-rate number, which must not be phoned.');
  }
  if (type && OTHER_REFUSED_TYPES.has(type)) {
    return refused('The phone number does not belong to a practice’s phone.');
  }
  return { ok: true, e164 };
}

const countryCode = (country: string): CountryCode | null => (isSupportedCountry(country) ? country : null);
