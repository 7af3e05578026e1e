/**
 * The log: one JSON line on the standard output for everything, and the same to Logtail when
 * LOGTAIL_SOURCE_TOKEN is set. Used by the worker, its channels and controllers.
 *
 * Every message and context passes `log-context.ts`, so no phone number, email address or key is logged.
 * Logging never throws and never makes a call wait.
 */
import pino, { type DestinationStream } from 'pino';
import { LOG_LEVELS } from '../../config-variables.js';
import { errorFields, toLogContext, toLogText } from './log-context.js';
import { createLogDrain, type LogLevel, type LogtailOptions } from './log-drain.js';

type LogLine = (message: string, context?: unknown) => void;

export interface Logger {
  readonly info: LogLine;
  readonly error: LogLine;
  readonly warn: LogLine;
  readonly debug: LogLine;
  /** Sends what Logtail has not yet; bounded, never rejects. Call it before the process ends. */
  readonly flush: () => Promise<void>;
}

export interface LoggerOptions {
  /** Takes the lines; the standard output by default. */
  readonly destination?: DestinationStream;
  /** `null`: no drain. */
  readonly logtail?: LogtailOptions | null;
  readonly level?: (typeof LOG_LEVELS)[number];
}

/** What an operation of the worker gives back. */
export interface OperationResult<T> {
  success: boolean;
  data?: T;
  error?: string;
}

/** Fields of the line itself: a context field of the same name is renamed rather than lost. */
const RESERVED = new Set(['level', 'time', 'message', 'dt']);

export function createLogger({ destination, logtail = null, level = 'info' }: LoggerOptions = {}): Logger {
  const out = pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination ?? standardOutput(),
  );
  const drain = logtail === null ? null : createLogDrain(logtail);

  const write = (lineLevel: LogLevel, message: string, context: unknown): void => {
    if (!out.isLevelEnabled(lineLevel)) return;
    try {
      const text = toLogText(String(message));
      const fields = withoutReserved(toLogContext(context));
      drain?.write(lineLevel, text, fields);
      out[lineLevel](fields, text);
    } catch {
      // The output is closed or full: there is nowhere left to say so.
    }
  };

  return {
    info: (message, context) => write('info', message, context),
    error: (message, context) => write('error', message, context),
    warn: (message, context) => write('warn', message, context),
    debug: (message, context) => write('debug', message, context),
    flush: async () => {
      await drain?.flush();
    },
  };
}

function withoutReserved(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [RESERVED.has(key) ? `context_${key}` : key, value]),
  );
}

/** Reads the environment when the first line is logged: by then `loadConfig` has read the env file. */
function fromEnvironment(): Logger {
  const { LOGTAIL_SOURCE_TOKEN: token, LOGTAIL_ENDPOINT: endpoint, LOG_LEVEL, LOG_FILE } = process.env;
  return createLogger({
    ...(LOG_FILE?.trim() ? { destination: fileDestination(LOG_FILE.trim()) } : {}),
    level: LOG_LEVELS.find((level) => level === LOG_LEVEL?.trim()) ?? 'info',
    logtail: token?.trim()
      ? { sourceToken: token.trim(), ...(endpoint?.trim() ? { endpoint: endpoint.trim() } : {}) }
      : null,
  });
}

/** A file that cannot be opened must not stop the worker: the lines go to the standard output then. */
function fileDestination(path: string): DestinationStream {
  try {
    return quiet(pino.destination({ dest: path, sync: true }));
  } catch {
    return standardOutput();
  }
}

function standardOutput(): DestinationStream {
  return quiet(pino.destination(1));
}

/** An output that closes or fills up emits an error, which nobody else would catch. */
function quiet(destination: ReturnType<typeof pino.destination>): DestinationStream {
  return destination.on('error', () => {});
}

let shared: Logger | null = null;
const theLogger = (): Logger => {
  shared ??= fromEnvironment();
  return shared;
};

/** The process's logger. */
export const logger: Logger = {
  info: (message, context) => theLogger().info(message, context),
  error: (message, context) => theLogger().error(message, context),
  warn: (message, context) => theLogger().warn(message, context),
  debug: (message, context) => theLogger().debug(message, context),
  flush: async () => {
    await shared?.flush();
  },
};

/**
 * Runs an operation and logs `NAME - attempting`, then `NAME - completed` or `NAME - failed`.
 *
 * Never rejects: what the operation throws comes back as `{ success: false, error }`. A result with
 * `success: false` is logged as failed, with its error: whoever reads the log for failures must find all of
 * them, and most failures here are results rather than exceptions. It does not flush: the drain sends every
 * second by itself, and an operation must not wait for it.
 */
export async function loggedOperation<T>(
  operation: () => Promise<OperationResult<T>>,
  operationName: string,
  context: Record<string, unknown> = {},
  log: Logger = logger,
): Promise<OperationResult<T>> {
  const fields = (status: string): Record<string, unknown> => ({
    status,
    operation: operationName,
    ...toLogContext(context),
  });
  log.info(`${operationName} - attempting`, fields('attempting'));
  try {
    const result = await operation();
    if (result.success) log.info(`${operationName} - completed`, fields('completed'));
    else {
      const why = { error_message: result.error ?? 'The operation gave no reason.' };
      log.error(`${operationName} - failed`, { ...fields('failed'), ...why });
    }
    return result;
  } catch (error) {
    log.error(`${operationName} - failed`, { ...fields('failed'), ...errorFields(error) });
    return { success: false, error: error instanceof Error ? error.message : String(error) };
  }
}
