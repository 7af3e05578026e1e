/**
 * Clerk's Backend API, as far as counting users, GET /v1/users/count, and fetching a user's Google token,
 * GET /v1/users/{id}/oauth_access_tokens/oauth_google. Reached by @clerk/clerk-sdk-node through `apiUrl`. Issues no
 * tokens of its own: it hands out those it was given.
 */
import {
  bearerToken,
  type HttpReply,
  type HttpRequest,
  json,
  pathSegments,
  startHttpStandIn,
} from './http-stand-in.js';
import type { StandIn } from './stand-in.js';

/**
 * `no-token`: the user exists and has not connected Google. `no-calendar`: connected without the calendar's scope.
 * `rate-limited`: 429 with Retry-After.
 */
export type ClerkFailure = 'no-token' | 'no-calendar' | 'rate-limited';

export interface ClerkOptions {
  /** The key that the client must present. */
  readonly secretKey: string;
  /** Google access tokens by Clerk user id. */
  readonly users: Readonly<Record<string, string>>;
}

export type ClerkStandIn = StandIn<ClerkFailure>;

/** The scopes that the initiator of a batch grants: mail for the existing sequence, calendar for the meetings. */
const MAIL = 'https://www.googleapis.com/auth/gmail.modify';
const SCOPES = ['https://www.googleapis.com/auth/calendar', MAIL];
const RETRY_AFTER_S = 1;

export function startClerkStandIn({ secretKey, users }: ClerkOptions): Promise<ClerkStandIn> {
  /** Checks key, path and user; `found` is the answer for a user who exists. */
  const forUser = (request: HttpRequest, found: (user: string, token: string) => HttpReply): HttpReply => {
    if (bearerToken(request.headers) !== secretKey) {
      return clerkError(401, 'secret_key_invalid', 'The provided Clerk Secret Key is invalid.');
    }
    if (`${request.method} ${request.path}` === 'GET /v1/users/count') {
      return json(200, { object: 'total_count', total_count: Object.keys(users).length });
    }
    const [version, collection, user = '', resource, provider] = pathSegments(request.path);
    const isTokenRequest =
      request.method === 'GET' &&
      `${version}/${collection}/${resource}` === 'v1/users/oauth_access_tokens' &&
      provider === 'oauth_google';
    const token = users[user];
    if (!isTokenRequest || token === undefined) return clerkError(404, 'resource_not_found', 'not found');
    return found(user, token);
  };

  return startHttpStandIn<ClerkFailure>({
    name: 'clerk',
    answer: (request) => forUser(request, (user, token) => page([accessToken(user, token, SCOPES)])),
    failures: {
      error: () => clerkError(500, 'internal_clerk_error', 'There was an internal error on our servers.'),
      'no-token': (request) => forUser(request, () => page([])),
      'no-calendar': (request) => forUser(request, (user, token) => page([accessToken(user, token, [MAIL])])),
      'rate-limited': () =>
        clerkError(429, 'too_many_requests', 'Too many requests. Please try again in a bit.', {
          'retry-after': String(RETRY_AFTER_S),
        }),
    },
  });
}

function page(data: readonly unknown[]): HttpReply {
  return json(200, { data, total_count: data.length });
}

function accessToken(user: string, token: string, scopes: readonly string[]) {
  return {
    object: 'oauth_access_token',
    external_account_id: `eac_${user}`,
    provider_user_id: `google-${user}`,
    token,
    provider: 'oauth_google',
    public_metadata: {},
    label: null,
    scopes,
  };
}

/** Source: https://clerk.com/docs/errors/backend-api */
function clerkError(
  status: number,
  code: string,
  message: string,
  headers?: Record<string, string>,
): HttpReply {
  const error = { code, message, long_message: message };
  return json(status, { errors: [error], clerk_trace_id: 'rehearsal' }, headers);
}
