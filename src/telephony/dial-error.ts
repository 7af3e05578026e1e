/**
 * What an error of LiveKit's API says about a call, as plain data. Used before and while a call is placed.
 * It reads the errors of livekit-server-sdk (Twirp, with the SIP status where the phone network gave one) and of
 * `fetch`, by their fields alone. Pure.
 */

export interface DialError {
  readonly message: string;
  /** Twirp's code, e.g. `resource_exhausted`; null where the answer was not LiveKit's, or there was none. */
  readonly code: string | null;
  /** Of the HTTP answer; null where there was none. */
  readonly status: number | null;
  /** What the phone network answered, e.g. 486; null where it was not asked or has not said. */
  readonly sipStatus: number | null;
  /** The system's code for a connection that could not be made or was lost, e.g. `ECONNREFUSED`. */
  readonly network: string | null;
}

export const dialErrorOf = (error: unknown): DialError => {
  const sipStatus = Number(fieldOf(fieldOf(error, 'metadata'), 'sip_status_code'));
  const status = fieldOf(error, 'status');
  return {
    message: messageOf(error),
    code: textOf(fieldOf(error, 'code')),
    status: typeof status === 'number' ? status : null,
    sipStatus: Number.isInteger(sipStatus) && sipStatus > 0 ? sipStatus : null,
    network: textOf(fieldOf(fieldOf(error, 'cause'), 'code')),
  };
};

/** Nothing was sent: there was nobody to send it to. */
const NEVER_CONNECTED: readonly string[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

export const wasNeverSent = ({ network }: DialError): boolean =>
  network !== null && NEVER_CONNECTED.includes(network);

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** `fetch` says no more than that it failed; its cause says why. */
const messageOf = (error: unknown): string => {
  const cause = fieldOf(error, 'cause');
  const why = textOf(fieldOf(cause, 'message')) || textOf(fieldOf(cause, 'code'));
  const message = textOf(fieldOf(error, 'message')) ?? String(error);
  // A refused token is quoted in full, and it is a secret for as long as it is valid.
  return (why ? `${message}: ${why}` : message).replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, 'TOKEN');
};
