/**
 * Takes personal data and secrets out of what is logged: phone numbers keep their last two digits, email
 * addresses their domain, credentials nothing. Called by `log-context.ts` for every string and key, and by the
 * logger for messages. Pure. It errs towards hiding in free text, and leaves ids, dates and numbers alone.
 */

const HIDDEN = '[redacted]';

const CREDENTIALS: readonly RegExp[] = [
  // JSON Web Tokens
  /\beyJ[\w-]{6,}\.[\w-]+(?:\.[\w-]*)?/g,
  // OpenAI, Clerk and Stripe keys: sk-..., sk_live_..., pk_test_...
  /\b(?:sk|rk|pk|ak)[-_][\w-]{8,}/g,
  // Standard Webhooks secrets
  /\bwhsec_[\w+/=-]+/g,
  // Google OAuth access tokens
  /\bya29\.[\w.-]+/g,
  // AWS access keys
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g,
];

const AUTH_SCHEME = /\b(Bearer|Basic)\s+(?!\[)[\w.~+/=:-]{6,}/gi;
/** User and password in a URI such as `mongodb://user:password@host`. */
const URI_CREDENTIALS = /(\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@"'<>]{1,512}@/gi;
/** `token=...`, `"password": "..."`, `x-api-key: ...` */
const NAMED_SECRET =
  /((?:api[-_ ]?key|access[-_]?key|token|secret|passw(?:or)?d|authorization)["']?\s{0,3}[=:]\s{0,3}["']?)(?!\[redacted\]|Bearer\b|Basic\b)[^\s"',;&)}\]]+/gi;

const EMAIL = /(?<![^\s<>()[\]"',;:=/|])[^\s@<>()[\]"',;:=/|]{1,64}@([\w-]+(?:\.[\w-]+)+)/g;

/** E.164, with or without separators. Country codes do not begin with 0, so time zone offsets differ. */
const INTERNATIONAL_PHONE = /(?<![\w+])\+[1-9](?:[\s().\u2010-\u2013-]{0,3}\d){7,14}(?!\d)/g;
/** North American: area codes begin with 2 to 9, so Unix times in seconds (1...) are not among them. */
const NORTH_AMERICAN_PHONE =
  /(?<![A-Za-z\d]|\d[.+])(?:1[\s.\u2010-\u2013-]{0,2})?(?:\([2-9]\d{2}\)|[2-9]\d{2})[\s.\u2010-\u2013-]{0,2}\d{3}[\s.\u2010-\u2013-]?\d{4}(?![A-Za-z\d]|\.\d)/g;

const SECRET_KEY =
  /secret(?!ar)|passw(?:or)?d|passphrase|authorization|apikey|accesskey|privatekey|credential|cookie|token$/;
const TOKEN_LIST_KEY = /tokens$/;
const PHONE_KEY = /phone|e164|^(?:tel|mobile|cell|fax|callee|caller)(?:number)?$/;

/** `text` without phone numbers, email addresses and credentials. */
export function redactText(text: string): string {
  let safe = text;
  for (const credential of CREDENTIALS) safe = safe.replace(credential, HIDDEN);
  return safe
    .replace(URI_CREDENTIALS, `$1${HIDDEN}@`)
    .replace(AUTH_SCHEME, `$1 ${HIDDEN}`)
    .replace(NAMED_SECRET, `$1${HIDDEN}`)
    .replace(EMAIL, '***@$1')
    .replace(INTERNATIONAL_PHONE, maskDigits)
    .replace(NORTH_AMERICAN_PHONE, maskDigits);
}

/**
 * What stands for a scalar that is stored under `key`, or null when the key says nothing about it.
 * Counts such as `input_tokens: 12` are not secrets.
 */
export function redactByKey(key: string, value: unknown): string | null {
  const name = key.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (value === null || value === undefined || value === '' || typeof value === 'boolean') return null;
  if (SECRET_KEY.test(name)) return HIDDEN;
  if (TOKEN_LIST_KEY.test(name) && typeof value !== 'number') return HIDDEN;
  if (PHONE_KEY.test(name) && (typeof value === 'string' || typeof value === 'number')) {
    const text = String(value);
    return text.replace(/\D/g, '').length >= 7 ? maskDigits(text) : null;
  }
  return null;
}

function maskDigits(phone: string): string {
  return `***${phone.replace(/\D/g, '').slice(-2)}`;
}
