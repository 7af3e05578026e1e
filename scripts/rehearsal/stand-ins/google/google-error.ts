/**
 * Errors in the form of Google's older APIs. Called by the Calendar and Gmail halves of the Google stand-in.
 * Source: https://developers.google.com/workspace/calendar/api/guides/errors
 */
import { type HttpReply, json } from '../http-stand-in.js';

export function googleError(code: number, reason: string, message: string, domain = 'global'): HttpReply {
  return json(code, { error: { errors: [{ domain, reason, message }], code, message } });
}

/** A token that is missing, wrong, expired or revoked. */
export function unauthorized(): HttpReply {
  return json(
    401,
    {
      error: {
        code: 401,
        message: 'Request had invalid authentication credentials. Expected OAuth 2 access token.',
        errors: [
          {
            message: 'Invalid Credentials',
            domain: 'global',
            reason: 'authError',
            location: 'Authorization',
            locationType: 'header',
          },
        ],
        status: 'UNAUTHENTICATED',
      },
    },
    { 'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' },
  );
}
