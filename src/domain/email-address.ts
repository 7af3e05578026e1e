/**
 * Reads an e-mail address as it is said on the phone or written by the model. Called by the tool `book_meeting`,
 * before an invitation goes out. It never completes an address: what is not said is asked for.
 */
import { z } from 'zod';

export type ParsedEmailAddress =
  | { readonly ok: true; readonly email: string }
  | { readonly ok: false; readonly say: string };

/** RFC 5321, 4.5.3.1.3: a path holds 256 octets, two of which are its angle brackets. */
const EMAIL = z.email().max(254);

const WRITTEN = /[^\s@<>(),;:"]+@[^\s@<>(),;:"]+/g;

/** What people put before an address: “it's …”, “the best email is …”, “send it to …”. */
const LEAD_IN =
  /^(?:(?:um|uh|sure|yes|yeah|okay|ok|well|so|it['’]?s|its|it is|that['’]?s|that is|that would be|is|to|my|her|his|their|our|the|best|e-?mail|address|you can use|use|send|it|at)\s+)+/;

const COURTESY = /(?:[\s,.!?]+(?:please|thanks|thank you|okay|ok|that['’]?s it))+$/;

const ASK_AGAIN = "I'm sorry, I didn't get the email address. Could you spell it for me, please?";

/**
 * `words` such as “amy dot jones at smithpractice dot com” or “It's Amy.Jones@SmithPractice.com.” give the
 * address in lower case. Two different addresses, or none, give a sentence to say.
 */
export function parseEmailAddress(words: string): ParsedEmailAddress {
  const said = words.toLowerCase().trim();
  const written = new Set((said.match(WRITTEN) ?? []).map(withoutTrailingDots));
  const candidates = written.size > 0 ? [...written] : spoken(said);
  const email = candidates.length === 1 ? EMAIL.safeParse(candidates[0]) : null;
  return email?.success ? { ok: true, email: email.data } : { ok: false, say: ASK_AGAIN };
}

/** “amy dot jones at smith practice dot com”: exactly one “at”, and one word after the last “dot”. */
function spoken(said: string): string[] {
  const address = withoutTrailingDots(said.replace(COURTESY, '')).replace(LEAD_IN, '');
  const parts = address.split(/\s+at(?: sign)?\s+/);
  const [local, domain] = parts;
  if (parts.length !== 2 || local === undefined || domain === undefined) return [];
  const topLevel = domain.split(/\s+dot\s+|\./).at(-1) ?? '';
  if (/\s/.test(topLevel.trim())) return [];
  return [`${written(local)}@${written(domain)}`];
}

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\s*\b(?:dot|period|point)\b\s*/g, '.'],
  [/\s*\bunderscore\b\s*/g, '_'],
  [/\s*\b(?:dash|hyphen|minus)\b\s*/g, '-'],
  [/\s*\bplus\b\s*/g, '+'],
  [/\s+/g, ''],
];

const written = (part: string): string =>
  SIGNS.reduce((text, [sign, character]) => text.replace(sign, character), part.trim());

const withoutTrailingDots = (text: string): string => text.replace(/[.!?]+$/, '');
