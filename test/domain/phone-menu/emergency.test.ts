import { describe, expect, test } from 'vitest';
import { parseMenu } from '../../../src/domain/phone-menu/index.js';

const purposes = (...heard: string[]): Record<string, string> =>
  Object.fromEntries(parseMenu(heard).options.map(({ key, purpose }) => [`${key}`, purpose]));

describe('the emergency line', () => {
  test.each([
    'If this is a medical emergency, press 1.',
    'press 1 if this is an emergency',
    'For after-hours emergencies, press 1 to page the doctor on call.',
    'For urgent medical matters press one',
    'if this is a life threatening situation press one',
    'If you are experiencing chest pain, press 1.',
    'If you are in crisis or thinking about suicide press 1',
    'Si esto es una emergencia, oprima el uno.',
    'Is this an emergency? If yes, press 1.',
    'This is not for emergencies. Press 1 for emergencies.',
    'Option one is for emergencies.',
    'Emergencies, 1.',
    'If this is an emergency hang up and dial 911 or press 1.',
    'If this is a medical emergency. Press 1.',
    'If you are thinking of hurting yourself or someone else, press 1.',
    'If your child is turning blue, press 1.',
    'Emergency calls are answered when you press 1.',
  ])('is found in “%s”', (heard) => {
    expect(purposes(heard)['1']).toBe('emergency');
  });

  test.each([
    'for a medical emerge and see press one',
    'if this is an emergent see press one',
    'if this is an imagine see press one',
    'if this is a medical press one',
    'if this is a medical emergency press so one',
    'if this is an emergency dress won',
    'for emergencies one',
    'for agent medical matters press 1',
    'hang up and dial 91 or press 1 if this is life threading',
  ])('is found in “%s”, as badly as it was heard', (heard) => {
    expect(purposes(heard)['1']).toBe('emergency');
  });

  test('stays one when its key is also said of something else', () => {
    expect(purposes('For scheduling, press 1.', 'If this is an emergency, press 1.')['1']).toBe('emergency');
    expect(
      purposes('If this is an emergency, press 1.', 'To schedule, press 1.', 'To schedule, press 1.')['1'],
    ).toBe('emergency');
  });

  test('is found over pieces', () => {
    expect(purposes('if this is an', 'emergency press', 'one')['1']).toBe('emergency');
  });

  test('takes no other key with it', () => {
    expect(purposes('Press 1 if this is an emergency, for all other calls press 2.')).toEqual({
      1: 'emergency',
      2: 'continue',
    });
    expect(
      purposes('if this is an emergency hang up and dial 911 for scheduling press one for billing press two'),
    ).toEqual({ 1: 'scheduling', 2: 'billing' });
    expect(purposes('If this is an emergency, hang up and dial 911. Press 1 for scheduling.')).toEqual({
      1: 'scheduling',
    });
  });

  test('is any number that stands in its sentence', () => {
    expect(purposes('If you are having a medical emergency please breast three now.')['3']).toBe('emergency');
    expect(purposes('In an emergency, the number 4 is yours.', 'For scheduling, press 4.')['4']).toBe(
      'emergency',
    );
  });

  test('is not to be talked out of it by the words that follow', () => {
    expect(
      purposes('if you are having an emergency press 2', 'to schedule an appointment press 3')['2'],
    ).toBe('emergency');
    expect(purposes('if this is an emergency press 1', 'for scheduling', 'press 2')).toMatchObject({
      1: 'emergency',
    });
  });

  test('makes every other key doubtful while its own was not understood', () => {
    const heard = ['If this is an emergency, press. For scheduling, press 7.'];
    expect(parseMenu(heard).options).toMatchObject([{ key: '7', sure: false }]);
    expect(parseMenu([...heard, ...heard]).options).toMatchObject([{ key: '7', sure: true }]);
  });

  test('makes them doubtful also where "press" was misheard and the key is lost', () => {
    const heard = ['if this is a medical emergency prays if you need an operator please press 3'];
    expect(parseMenu(heard).options).toMatchObject([{ key: '3', sure: false }]);
  });

  test('has the key beside its number, also where "press" was lost', () => {
    const heard = 'If you have chest pain and have not already dialed 911, 2.';
    expect(purposes(heard, 'Enter 2 at any time for live assistance.')).toEqual({ 2: 'emergency' });
  });

  test('makes them doubtful where its key was not understood, whatever follows', () => {
    const heard = [
      'if this is a medical emergency press sticks',
      'if you wished to continue a patient dial seven',
      'if you wish to speak to a receptionist dial six',
    ];
    expect(parseMenu(heard).options).toMatchObject([
      { key: '7', sure: false },
      { key: '6', sure: false },
    ]);
  });

  test('has the key beside its number, also where the "or" between was misheard', () => {
    expect(purposes('A medical emergency, hang up and dial 911, for press one to you connected')).toEqual({
      1: 'emergency',
    });
  });

  test.each([
    "If you have an urgent problem and think you can' wait for an appointment, choose option 1.",
    'If you have an urgent problem and think you wait for an appointment, choose option 1.',
    'If this is urgent and wait until tomorrow, press 1. For a live person, press 1.',
    'Calls are answered in their order option one is reserved for medical emergencies to arrange a visit press one',
    'Si habla español presione ocho if you have an urgent problem that cannot the press one english press two',
  ])('keeps its key where the words around it were misheard: “%s”', (heard) => {
    expect(purposes(heard)['1']).toBe('emergency');
  });

  test('may have had the key that was lost between "press" and "press"', () => {
    const menu = [
      'If you have an urgent problem, press Please press 7 for records.',
      'To have an attendant help you, press 1.',
    ];
    expect(parseMenu(menu).options).toMatchObject([
      { key: '7', purpose: 'other_line' },
      { key: '1', sure: false },
    ]);
  });

  test('is not looked for among those who take somebody to the hospital', () => {
    const { options } = parseMenu([
      'English is one. In an emergency, call 911 or have someone take you to the ER.',
    ]);
    expect(options).toMatchObject([{ key: '1', purpose: 'language', sure: true }]);
  });

  test('has no part in the key for whoever has none, where it has a key of its own', () => {
    const filter = 'If this is an emergency press 1. If this is not an emergency, press 2.';
    expect(purposes(filter)).toEqual({ 1: 'emergency', 2: 'continue' });
  });

  test.each([
    'Select 2 unless you have an emergency, in which case select 1.',
    'until four and Fridays until noon select 2 unless you have an emergency in which case select 1',
    'Select 2 unless do have an emergency, in which case select 1.',
  ])('has no part in the key that is for all but those who have one: %s', (menu) => {
    expect(purposes(menu)).toEqual({ 1: 'emergency', 2: 'continue' });
  });

  test.each([
    'Press 1 for our menu unless you have an emergency, then press 2. For anything worse dial 911.',
    'press 1 for our menu unless you have an emergency press 2 for a stroke dial 911',
  ])('keeps a key of its own after "unless": %s', (menu) => {
    expect(purposes(menu, menu, menu)['2']).toBe('emergency');
  });

  test('may be what a cut-off sentence was about to name', () => {
    expect(purposes('By selecting 1, you will be connected')).toEqual({ 1: 'unclear' });
    expect(purposes('For any other, press 1')).toEqual({ 1: 'unclear' });
    expect(purposes('By selecting 1, you will be connected with')).toEqual({ 1: 'unclear' });
    expect(purposes('By selecting 1, you will be connected with', 'our emergency line.')).toEqual({
      1: 'emergency',
    });
  });

  test('has no part in the key for calls that can wait, where it has one of its own beside it', () => {
    expect(purposes('If your call is an emergency, press 1. If your call can wait, press 2.')).toEqual({
      1: 'emergency',
      2: 'continue',
    });
    expect(purposes('If your call can wait, press 2.')).toEqual({ 2: 'emergency' });
  });

  test.each([
    'If this is not an emergency, press 2.',
    'If this is now an emergency, press 2.',
    'If this is not an emergency, press 2. If this is an emergency, press 2.',
    'If this is a medical emergency, hang up and dial 911. If this is not an emergency, press 2.',
  ])('keeps the one key that is said with it, whatever is denied: %s', (menu) => {
    expect(purposes(menu)).toEqual({ 2: 'emergency' });
  });
});
