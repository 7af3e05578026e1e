/** Checks the access token of a request to the SIP API as livekit-server does. */
import { type ClaimGrants, TokenVerifier } from 'livekit-server-sdk';
import { bearerToken, type HttpReply, type HttpRequest } from '../http-stand-in.js';
import { TwirpError } from './twirp.js';

/** Raised for a token that is none of this server's; it answers in plain text, before Twirp. */
export class TokenError extends Error {
  override readonly name = 'TokenError';

  toReply(): HttpReply {
    return { status: 401, headers: { 'content-type': 'text/plain' }, body: this.message };
  }
}

export type CheckGrant = (request: HttpRequest, grant: 'admin' | 'call') => Promise<ClaimGrants>;

/** The check rejects with {@link TokenError}, or with {@link TwirpError} where the token does not allow it. */
export function createGrantCheck(apiKey: string, apiSecret: string): CheckGrant {
  const verifier = new TokenVerifier(apiKey, apiSecret);
  return async ({ headers }, grant) => {
    const token = bearerToken(headers);
    if (token === null) {
      if (headers.authorization !== undefined) {
        throw new TokenError('invalid authorization header. Must start with Bearer ');
      }
      throw new TwirpError('unauthenticated', 'permissions denied');
    }
    const claims = await verifier.verify(token, 0).catch((error: unknown) => {
      throw new TokenError(
        `invalid token: ${token}, error: ${error instanceof Error ? error.message : error}`,
      );
    });
    if (!claims.sip?.[grant]) throw new TwirpError('unauthenticated', 'permissions denied');
    return claims;
  };
}
