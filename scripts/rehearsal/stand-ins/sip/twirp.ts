/**
 * Twirp's errors as LiveKit's API sends them. Used by the gateway's files.
 * Source: https://twitchtv.github.io/twirp/docs/spec_v7.html (error codes)
 */
import { type HttpReply, json } from '../http-stand-in.js';

const HTTP_STATUS = {
  bad_route: 404,
  canceled: 408,
  failed_precondition: 412,
  internal: 500,
  invalid_argument: 400,
  malformed: 400,
  not_found: 404,
  permission_denied: 403,
  resource_exhausted: 429,
  unauthenticated: 401,
  unavailable: 503,
  unimplemented: 501,
} as const;

export type TwirpCode = keyof typeof HTTP_STATUS;

/** Raised where a request is answered with an error; the gateway sends it. */
export class TwirpError extends Error {
  override readonly name = 'TwirpError';

  constructor(
    readonly code: TwirpCode,
    message: string,
    readonly meta: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  toReply(): HttpReply {
    const meta = Object.keys(this.meta).length > 0 ? { meta: this.meta } : {};
    return json(HTTP_STATUS[this.code], { code: this.code, msg: this.message, ...meta });
  }
}
