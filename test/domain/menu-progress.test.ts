import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterDecision,
  heardPiece,
  type MenuProgress,
  menuNow,
  NO_MENU,
} from '../../src/domain/menu-progress.js';
import { bestOption, decideOption } from '../../src/domain/phone-menu/index.js';

const MENU = 'For billing, press one. To schedule an appointment, press two. For the front desk, press zero.';
const OTHER = 'For Doctor Smith, press four. For Doctor Jones, press five. For new patients, press six.';
const SPOKEN = 'Please say scheduling, or say billing.';

const hear = (progress: MenuProgress, ...pieces: string[]): MenuProgress =>
  pieces.reduce(heardPiece, progress);
const chosen = (progress: MenuProgress): MenuProgress =>
  afterDecision(progress, bestOption(menuNow(progress)));

describe('the progress through a phone tree', () => {
  test('begins with nothing heard and nothing tried', () => {
    expect(menuNow(NO_MENU)).toEqual({ heard: [], tried: [] });
  });

  test('gathers the pieces of a menu in order', () => {
    expect(menuNow(hear(NO_MENU, 'For billing,', 'press one.')).heard).toEqual([
      'For billing,',
      'press one.',
    ]);
  });

  test('keeps the last pieces of a menu that plays over and over', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 100 }), (pieces) => {
        const { heard } = hear(NO_MENU, ...pieces);
        expect(heard).toEqual(pieces.slice(-40));
      }),
    );
  });

  test('begins another menu with a choice, and counts it', () => {
    const after = chosen(hear(NO_MENU, MENU));
    expect(after).toMatchObject({ heard: [], choices: 1, refusals: 0 });
    expect(after.left).toEqual({ heard: [MENU], tried: [], choice: { key: '2', say: null } });
    expect(menuNow(hear(after, OTHER)).tried).toEqual([]);
  });

  test('knows what was tried in a menu that comes again, over as many times as it comes', () => {
    const once = hear(chosen(hear(NO_MENU, MENU)), MENU);
    expect(menuNow(once).tried).toEqual([{ key: '2', say: null }]);
    const twice = hear(chosen(once), MENU);
    expect(menuNow(twice).tried).toEqual([
      { key: '2', say: null },
      { key: '0', say: null },
    ]);
    expect(bestOption(menuNow(twice)).kind).toBe('wait');
  });

  test('knows words that were said as it knows keys', () => {
    const after = afterDecision(
      hear(NO_MENU, SPOKEN),
      decideOption({ say: 'scheduling' }, menuNow(hear(NO_MENU, SPOKEN))),
    );
    expect(after).toMatchObject({ choices: 1, left: { choice: { key: null, say: 'scheduling' } } });
    expect(menuNow(hear(after, SPOKEN)).tried).toEqual([{ key: null, say: 'scheduling' }]);
  });

  test('counts refusals until something is chosen, and keeps what was heard', () => {
    const heard = hear(NO_MENU, MENU);
    const refused = afterDecision(heard, decideOption({ key: '1' }, menuNow(heard)));
    expect(refused).toEqual({ ...heard, refusals: 1 });
    expect(chosen(refused).refusals).toBe(0);
  });

  test('is not changed by waiting', () => {
    const heard = hear(NO_MENU, 'For billing, press one.');
    const waited = bestOption(menuNow(heard));
    expect(waited.kind).toBe('wait');
    expect(afterDecision(heard, waited)).toEqual(heard);
  });

  test('leaves a menu behind that led on by itself, once another is heard', () => {
    const waits = 'Si desea continuar en español, oprima el dos. For English, please hold.';
    const waited = chosen(hear(NO_MENU, waits));
    expect(menuNow(hear(waited, MENU)).heard).toEqual([MENU]);
    expect(menuNow(hear(waited, waits)).heard).toEqual([waits, waits]);
    expect(menuNow(hear(NO_MENU, waits, MENU)).heard).toEqual([waits, MENU]);
  });
});
