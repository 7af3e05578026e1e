import { describe, expect, test } from 'vitest';
import { createResponseWatch } from '../../src/voice/response-watch.js';

const created = { type: 'response.created' };
const item = { type: 'response.output_item.added' };
const done = (status: string) => ({ type: 'response.done', response: { status } });

const verdictOn = (...events: { type: string }[]) => {
  const watch = createResponseWatch();
  watch.begin();
  for (const event of events) watch.handle(event);
  return watch.verdict();
};

describe('a response', () => {
  test.each([
    {
      what: 'with words or a tool call was spoken',
      events: [created, item, done('completed')],
      verdict: 'spoke',
    },
    {
      what: 'that broke off after its first words was spoken',
      events: [created, item, done('failed')],
      verdict: 'spoke',
    },
    { what: 'without anything in it is silent', events: [created, done('completed')], verdict: 'silent' },
    {
      what: 'that was cancelled before its first word is silent',
      events: [created, done('cancelled')],
      verdict: 'silent',
    },
    { what: 'that failed has failed', events: [created, done('failed')], verdict: 'failed' },
    {
      what: 'that is cut by a limit before its first word has failed',
      events: [created, done('incomplete')],
      verdict: 'failed',
    },
    { what: 'that was never begun has failed', events: [], verdict: 'failed' },
    { what: 'that was begun and never finished has failed', events: [created], verdict: 'failed' },
  ])('$what', ({ events, verdict }) => {
    expect(verdictOn(...events)).toBe(verdict);
  });

  test('is judged without what came before it', () => {
    const watch = createResponseWatch();
    for (const event of [created, item, done('completed')]) watch.handle(event);
    watch.begin();
    expect(watch.verdict()).toBe('failed');
    // The end of an older response does not count for one that has begun since.
    watch.handle(done('completed'));
    watch.handle(created);
    expect(watch.verdict()).toBe('failed');
  });
});
