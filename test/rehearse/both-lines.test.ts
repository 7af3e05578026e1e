/** A few calls as `npm run rehearse -- --line both` plays them: in memory, then over a real LiveKit server. */
import { expect, test } from 'vitest';
import { runScript } from '../fixtures/run-script.js';

const NAMES = ['busy', 'refusal-at-the-greeting', 'tree-one-level', 'voicemail-with-beep'];
/** The longest of them takes a minute over LiveKit. */
const LIMIT_MS = 240_000;

test(
  'They end the same on both lines',
  async () => {
    const { code, out } = await runScript('scripts/rehearse.ts', ['--line', 'both', '--json', ...NAMES], {
      ...process.env,
      NODE_ENV: 'production',
    });
    const played = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const on = (line: string) => played.filter((each) => each.line === line);
    expect(
      on('memory')
        .map(({ scenario }) => scenario)
        .sort(),
    ).toEqual(NAMES);
    expect(
      on('livekit')
        .map(({ scenario, differences }) => [scenario, differences])
        .sort(),
    ).toEqual(NAMES.map((name) => [name, []]));
    expect(code).toBe(0);
  },
  LIMIT_MS,
);
