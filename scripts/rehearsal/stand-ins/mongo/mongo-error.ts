/**
 * Errors with which the MongoDB stand-in refuses a command, with the server's own codes.
 * Source of the codes: https://www.mongodb.com/docs/manual/reference/error-codes/
 */
import type { Doc } from './wire.js';

const CODES = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  AuthenticationFailed: 18,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  CommandNotFound: 59,
  ImmutableField: 66,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  CommandNotSupported: 115,
  NotWritablePrimary: 10107,
  DuplicateKey: 11000,
} as const;

export type MongoErrorName = keyof typeof CODES;

/** A refusal; `details` are the fields that some errors have beside code and message. */
export class MongoError extends Error {
  override readonly name = 'MongoError';
  readonly code: number;

  constructor(
    readonly codeName: MongoErrorName,
    message: string,
    readonly details: Doc = {},
  ) {
    super(message);
    this.code = CODES[codeName];
  }
}

/** What was thrown as a refusal. The query library throws plain errors for what it cannot parse. */
export function asMongoError(thrown: unknown): MongoError {
  if (thrown instanceof MongoError) return thrown;
  return new MongoError('FailedToParse', thrown instanceof Error ? thrown.message : String(thrown));
}

/** The reply to a refused command. */
export function errorReply({ code, codeName, message, details }: MongoError): Doc {
  return { ok: 0, errmsg: message, code, codeName, ...details };
}
