import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

const ROOT = new URL('../../', import.meta.url);

/** Runs code beside an open line; resolves with the exit code and what went to the standard error. */
async function besideLine(code: string): Promise<{ readonly code: number; readonly err: string }> {
  const program = `
    import { surviveDroppedHandles } from './src/telephony/native-crash.ts';
    import { FfiHandle } from '@livekit/rtc-ffi-bindings';
    const close = surviveDroppedHandles(() => process.stdout.write('survived '));
    ${code}
  `;
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', '--input-type=module', '--eval', program],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'] } },
  );
  let err = '';
  child.stdout.on('data', (chunk) => {
    err += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const [exit] = await once(child, 'close');
  return { code: Number(exit), err };
}

const dropTwice = `
  (() => new FfiHandle(123456789n))();
  for (let i = 0; i < 5; i++) { await new Promise(setImmediate); gc(); }
  await new Promise((resolve) => setTimeout(resolve, 100));
`;

test('a handle that the native side has dropped does not end the process', async () => {
  const { code, err } = await besideLine(`${dropTwice} close(); process.stdout.write('alive');`);
  expect(err).toContain('survived');
  expect(err).toContain('alive');
  expect(code).toBe(0);
});

test('without the line it does: the fault is real', async () => {
  const { code, err } = await besideLine(`close(); ${dropTwice} process.stdout.write('alive');`);
  expect(code).not.toBe(0);
  expect(err).toContain('trying to drop an invalid handle');
});

test('every other exception ends the process as ever', async () => {
  const { code, err } = await besideLine(`setTimeout(() => { throw new Error('a bug'); }, 1);`);
  expect(code).not.toBe(0);
  expect(err).toContain('a bug');
});
