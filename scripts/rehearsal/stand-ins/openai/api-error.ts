/**
 * Errors in OpenAI's own shape, and the translation of a failed zod check into one.
 * Messages and codes are those that the service was seen to send (public issues of livekit/agents,
 * openai/openai-agents-python and TanStack/ai).
 */
import type { z } from 'zod';

export interface ApiError {
  readonly type: string;
  readonly code: string | null;
  readonly message: string;
  readonly param: string | null;
}

export function invalidRequest(code: string | null, message: string, param: string | null = null): ApiError {
  return { type: 'invalid_request_error', code, message, param };
}

export const INVALID_API_KEY = invalidRequest(
  'invalid_api_key',
  'Incorrect API key provided. You can find your API key at https://platform.openai.com/account/api-keys.',
);

export const INSUFFICIENT_QUOTA: ApiError = {
  type: 'insufficient_quota',
  code: 'insufficient_quota',
  message: 'You exceeded your current quota, please check your plan and billing details.',
  param: null,
};

export const RATE_LIMITED: ApiError = {
  type: 'rate_limit_exceeded',
  code: 'rate_limit_exceeded',
  message: 'Rate limit reached for gpt-realtime. Please try again in 6s.',
  param: null,
};

export const SERVER_ERROR: ApiError = {
  type: 'server_error',
  code: null,
  message: 'The server had an error while processing your request. Sorry about that!',
  param: null,
};

export const SESSION_EXPIRED = invalidRequest(
  'session_expired',
  'Your session hit the maximum duration of 60 minutes.',
);

/** What the service says about an event that fails its schema; only the first problem, as the service does. */
export function errorOfIssues(issues: readonly z.core.$ZodIssue[]): ApiError {
  const issue = issues[0];
  if (!issue) return invalidRequest('invalid_value', 'Invalid value.');
  return errorOfIssue(issue, issue.path);
}

function errorOfIssue(issue: z.core.$ZodIssue, path: readonly PropertyKey[]): ApiError {
  const param = pathName(path);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const unknown = pathName([...path, issue.keys[0] ?? '']);
      return invalidRequest('unknown_parameter', `Unknown parameter: '${unknown}'.`, unknown);
    }
    case 'invalid_type':
      return issue.input === undefined
        ? invalidRequest('missing_required_parameter', `Missing required parameter: '${param}'.`, param)
        : invalidRequest(
            'invalid_type',
            `Invalid type for '${param}': expected ${issue.expected}, but got ${typeName(issue.input)} instead.`,
            param,
          );
    case 'invalid_value':
      return issue.input === undefined
        ? invalidRequest('missing_required_parameter', `Missing required parameter: '${param}'.`, param)
        : unsupportedValue(issue.input, issue.values, param);
    case 'too_big':
      return issue.origin === 'string'
        ? invalidRequest(
            'string_above_max_length',
            `Invalid '${param}': string too long. Expected a string with maximum length ${issue.maximum}, ` +
              `but got a string with length ${String(issue.input).length} instead.`,
            param,
          )
        : invalidRequest('invalid_value', `Invalid '${param}': ${issue.message}.`, param);
    case 'invalid_union': {
      const nested = issue.errors[0]?.[0];
      if (nested) return errorOfIssue(nested, [...path, ...nested.path]);
      return invalidRequest('invalid_value', `Invalid value for '${param}'.`, param);
    }
    default:
      return invalidRequest('invalid_value', `Invalid '${param}': ${issue.message}.`, param);
  }
}

function unsupportedValue(input: unknown, values: readonly unknown[], param: string): ApiError {
  const supported = values.map((value) => `'${value}'`).join(', ');
  const message = `Invalid value: '${String(input)}'. Supported values are: ${supported}.`;
  return invalidRequest('invalid_value', message, param);
}

/** `session.tools[0].name`, as the service writes paths. */
function pathName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    return name === '' ? String(part) : `${name}.${String(part)}`;
  }, '');
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
