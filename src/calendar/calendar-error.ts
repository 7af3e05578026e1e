/**
 * The one error of the `Calendar` port. Thrown by the adapters in this folder; the meeting tools turn it into
 * words for the model. Its message is for the person who runs the worker and names what to do.
 */

export type CalendarErrorCode =
  /** Raised when something else stands on the calendar at that time. */
  | 'slot-taken'
  /** Raised when there is no token for the calendar, or the token is not accepted. */
  | 'no-access'
  /** Raised when the service is overloaded, unreachable or too slow. */
  | 'not-answering'
  /** Raised when the service understood the request and will not do it. */
  | 'refused';

export class CalendarError extends Error {
  override readonly name = 'CalendarError';
  readonly code: CalendarErrorCode;
  /** The same request may succeed later. */
  readonly retryable: boolean;

  constructor(code: CalendarErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.retryable = code === 'not-answering';
  }
}

/** The HTTP status that a client's error carries, or null when there was no answer. */
export function statusOf(error: unknown): number | null {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  return typeof status === 'number' ? status : null;
}
