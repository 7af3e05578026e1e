import { describe, expect, test } from 'vitest';
import { toolsOfCall } from './call-tools.js';

const MENU = [
  'If this is an emergency, press 1.',
  'For billing, press 2.',
  'To schedule an appointment, press 3.',
];

const choose = (args: unknown, menu: readonly string[] = MENU) =>
  toolsOfCall({ menu }).run('choose_menu_option', args);

describe('choose_menu_option', () => {
  test('asks the chart for the key and has the agent stay silent', async () => {
    expect(await choose({ key: '3' })).toEqual({
      reply: null,
      event: { type: 'agent.choseOption', asked: { key: '3', say: null } },
    });
  });

  test('asks for words where the menu takes words', async () => {
    const menu = ['You can say appointments, or say billing.'];
    expect(await choose({ say: ' appointments ' }, menu)).toMatchObject({
      reply: null,
      event: { asked: { key: null, say: 'appointments' } },
    });
  });

  test('passes a forbidden key on to the chart all the same, which refuses it, and says what there is instead', async () => {
    const menu = MENU.slice(0, 2);
    const { reply, event } = await choose({ key: '1' }, menu);
    expect(event).toEqual({ type: 'agent.choseOption', asked: { key: '1', say: null } });
    expect(reply).toMatch(/^Not chosen: .*Choose nothing, stay silent and wait\.$/);
    expect((await choose({ key: '1' })).reply).toMatch(
      /^Not chosen: .*Choose another: 3 \(“.*schedule.*”\)\.$/,
    );
  });

  test('a key that the recording has not named is refused', async () => {
    expect((await choose({ key: '7' })).reply).toMatch(/^Not chosen: .*Choose another: 3/);
  });

  test.each([{ key: 3 }, { key: 'x'.repeat(30) }, 'press 3'])('%j is no proposal', async (args) => {
    const result = await choose(args);
    expect(result.reply).toMatch(/^The arguments of choose_menu_option are wrong/);
    expect(result).not.toHaveProperty('event');
  });
});
