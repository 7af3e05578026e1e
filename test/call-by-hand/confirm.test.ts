import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { confirm } from '../../scripts/call/confirm.js';

async function answered(type: (input: PassThrough) => void): Promise<{ yes: boolean; shown: string }> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const asking = confirm('Phone now?', { input, output });
  type(input);
  return { yes: await asking, shown: String(output.read() ?? '') };
}

test.each(['y', 'Y', 'yes', ' YES '])('%j is a yes', async (line) => {
  const { yes, shown } = await answered((input) => input.write(`${line}\n`));
  expect(yes).toBe(true);
  expect(shown).toContain('Phone now? [y/N]');
});

test.each(['', 'n', 'no', 'yep', 'yes please', 'sure'])('%j is a no', async (line) => {
  expect((await answered((input) => input.write(`${line}\n`))).yes).toBe(false);
});

test('an input that ends is a no', async () => {
  expect((await answered((input) => input.end())).yes).toBe(false);
});
