/** `npm run inspect` as a person calls it, where it opens no page. */
import { expect, test } from 'vitest';
import { type Printed, runScript } from '../fixtures/run-script.js';

const inspect = (...args: string[]): Promise<Printed> => runScript('scripts/inspect.ts', args, process.env);

test('With --help it tells what it shows and its option, and starts nothing', async () => {
  const { code, out, err } = await inspect('--help');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('Usage: npm run inspect -- [options]');
  expect(out).toMatch(/^ +--now +begin the call at once/m);
  expect(out).not.toContain('starting');
});

test('An option that it does not have is told with the nearest, and nothing is started', async () => {
  const { code, out, err } = await inspect('--nwo');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toBe("error: unknown option '--nwo'\n(Did you mean --now?)\n");
});

test('A word that it cannot use is told, and nothing is started', async () => {
  const { code, out, err } = await inspect('now');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^error: too many arguments.*\n$/);
});
