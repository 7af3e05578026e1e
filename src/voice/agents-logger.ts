/**
 * Sends what @livekit/agents logs through the worker's own logger, without what was said.
 * Its warnings are about its own workings (every closed session has one): they are kept for debugging.
 */
import { pino } from 'pino';
import { logger } from '../libraries/utils/logger.js';

const LEVEL = 'warn';
const PINO_ERROR = 50;
const LOGGER_KEY = Symbol.for('@livekit/agents:logger');
const OPTIONS_KEY = Symbol.for('@livekit/agents:loggerOptions');

const forward = (line: string): void => {
  const { level, msg, time: _time, pid: _pid, hostname: _hostname, ...context } = JSON.parse(line);
  // The library marks what people said with this prefix.
  const impersonal = Object.fromEntries(Object.entries(context).filter(([key]) => !key.startsWith('lk.pii')));
  const write = level >= PINO_ERROR ? logger.error : logger.debug;
  write(`LiveKit agents: ${msg ?? 'no message'}`, impersonal);
};

/** Must run before the first AgentSession is made; repeating it changes nothing. */
export const useOwnLoggerForAgents = (): void => {
  const globals = globalThis as { [key: symbol]: unknown };
  if (globals[LOGGER_KEY]) return;
  globals[LOGGER_KEY] = pino(
    { level: LEVEL, serializers: { error: pino.stdSerializers.err } },
    { write: forward },
  );
  globals[OPTIONS_KEY] = { pretty: false, level: LEVEL };
};
