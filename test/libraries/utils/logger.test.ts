import { performance } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LogtailStandIn, startLogtailStandIn } from '../../../scripts/rehearsal/stand-ins/logtail.js';
import { FLUSH_TIMEOUT_MS } from '../../../src/libraries/utils/log-drain.js';
import { createLogger, type Logger, loggedOperation, logger } from '../../../src/libraries/utils/logger.js';

type Line = Record<string, unknown>;

function memoryDestination(): { lines: Line[]; write(text: string): void } {
  const lines: Line[] = [];
  return { lines, write: (text) => void lines.push(JSON.parse(text) as Line) };
}

describe('a line of the log', () => {
  test('is JSON with time, level, message and context', () => {
    const destination = memoryDestination();
    createLogger({ destination }).info('Job completed', { jobId: 'a-1', step: 0 });
    expect(destination.lines).toEqual([
      { level: 'info', time: expect.any(String), message: 'Job completed', jobId: 'a-1', step: 0 },
    ]);
    expect(new Date(String(destination.lines[0]?.['time'])).getTime()).not.toBeNaN();
  });

  test('carries an error and hides personal data in message and context', () => {
    const destination = memoryDestination();
    createLogger({ destination }).error('Calling 914-820-5734', { error: new Error('amy@smith.com: busy') });
    expect(destination.lines[0]).toMatchObject({
      message: 'Calling ***34',
      error: { message: '***@smith.com: busy' },
    });
  });

  test('keeps a context field that is named like one of its own', () => {
    const destination = memoryDestination();
    createLogger({ destination }).warn('Said', { message: 'hello', level: 3, time: 5 });
    expect(destination.lines[0]).toMatchObject({
      level: 'warn',
      message: 'Said',
      context_message: 'hello',
      context_level: 3,
      context_time: 5,
    });
  });

  test('is left out below the level', () => {
    const destination = memoryDestination();
    createLogger({ destination }).debug('hidden');
    createLogger({ destination, level: 'debug' }).debug('shown');
    createLogger({ destination, level: 'silent' }).error('hidden');
    expect(destination.lines.map((line) => line['message'])).toEqual(['shown']);
  });

  test('that cannot be written harms nobody', () => {
    const broken = {
      write: () => {
        throw new Error('EPIPE');
      },
    };
    expect(() => createLogger({ destination: broken }).info('lost')).not.toThrow();
  });
});

test('the process’s logger goes on without a log file that cannot be opened', async () => {
  process.env['LOG_FILE'] = '/nowhere/worker.log';
  process.env['LOG_LEVEL'] = 'silent';
  expect(() => logger.error('no place for this')).not.toThrow();
  await logger.flush();
});

describe('a logged operation', () => {
  const run = async (operation: Parameters<typeof loggedOperation>[0]) => {
    const destination = memoryDestination();
    const log = createLogger({ destination });
    const result = await loggedOperation(operation, 'SendEmail', { campaignId: 'c1' }, log);
    return { result, lines: destination.lines };
  };

  test('that succeeds is attempted and completed', async () => {
    const { result, lines } = await run(async () => ({ success: true, data: 7 }));
    expect(result).toEqual({ success: true, data: 7 });
    expect(lines).toMatchObject([
      { message: 'SendEmail - attempting', status: 'attempting', operation: 'SendEmail', campaignId: 'c1' },
      { message: 'SendEmail - completed', status: 'completed', operation: 'SendEmail', campaignId: 'c1' },
    ]);
  });

  test('that throws is failed, and its error comes back', async () => {
    const { result, lines } = await run(async () => {
      throw new TypeError('no token');
    });
    expect(result).toEqual({ success: false, error: 'no token' });
    expect(lines[1]).toMatchObject({
      level: 'error',
      message: 'SendEmail - failed',
      status: 'failed',
      campaignId: 'c1',
      error_name: 'TypeError',
      error_message: 'no token',
      error_stack: expect.any(String),
    });
  });

  test('that gives a failure back is failed, with its error', async () => {
    const { result, lines } = await run(async () => ({ success: false, error: 'no token' }));
    expect(result).toEqual({ success: false, error: 'no token' });
    expect(lines[1]).toMatchObject({ level: 'error', status: 'failed', error_message: 'no token' });
  });

  test('may throw what is no error', async () => {
    const { result, lines } = await run(() => Promise.reject('just words'));
    expect(result).toEqual({ success: false, error: 'just words' });
    expect(lines[1]).toMatchObject({ status: 'failed', error_message: 'just words' });
  });
});

describe('the drain', () => {
  let standIn: LogtailStandIn;
  let destination: ReturnType<typeof memoryDestination>;
  let log: Logger;

  beforeEach(async () => {
    standIn = await startLogtailStandIn({ sourceToken: 'source-token' });
    destination = memoryDestination();
    log = createLogger({ destination, logtail: { sourceToken: 'source-token', endpoint: standIn.url } });
  });

  afterEach(() => standIn.close());

  test('receives every line, also those that were written before it was loaded', async () => {
    log.info('first', { phone: '9148205734' });
    log.error('second');
    await log.flush();
    log.info('third');
    await log.flush();
    expect(standIn.entries).toMatchObject([
      { message: 'first', level: 'info', phone: '***34' },
      { message: 'second', level: 'error' },
      { message: 'third', level: 'info' },
    ]);
    expect(destination.lines).toHaveLength(3);
  });

  test('is asked for nothing when there is nothing to send', async () => {
    await log.flush();
    log.debug('below the level');
    await log.flush();
    expect(standIn.entries).toEqual([]);
  });

  test.each(['refuse', 'hang', 'error'] as const)(
    'that fails (%s) changes nothing, and flushing it ends',
    async (failure) => {
      standIn.fail(failure);
      for (let n = 0; n < 10; n += 1) log.info(`line ${n}`);
      expect(destination.lines).toHaveLength(10);
      const startedAtMs = performance.now();
      await log.flush();
      expect(performance.now() - startedAtMs).toBeLessThan(2 * FLUSH_TIMEOUT_MS);
      const result = await loggedOperation(async () => ({ success: true }), 'Call', {}, log);
      expect(result).toEqual({ success: true });
    },
  );

  test('that refuses the token changes nothing', async () => {
    const refused = createLogger({ destination, logtail: { sourceToken: 'wrong', endpoint: standIn.url } });
    refused.info('lost there, kept here');
    await refused.flush();
    expect(standIn.entries).toEqual([]);
    expect(destination.lines).toHaveLength(1);
  });

  test('that is not there at all changes nothing', async () => {
    await standIn.close();
    log.info('lost there, kept here');
    await log.flush();
    expect(destination.lines).toHaveLength(1);
  });
});
