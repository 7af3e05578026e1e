import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interpolate } from '../../src/domain/interpolate.js';

describe('placeholders', () => {
  test('are replaced by the contact’s own fields, with or without spaces', () => {
    expect(
      interpolate('Dr. {{lName}} of {{ practiceName }}', { lName: 'Smith', practiceName: 'Elm' }),
    ).toEqual({
      text: 'Dr. Smith of Elm',
      unknown: [],
    });
  });

  test('take numbers and booleans, also 0 and false', () => {
    expect(interpolate('{{a}} {{b}}', { a: 0, b: false }).text).toBe('0 false');
  });

  test('that name nothing stay as they stand and are reported once, in order', () => {
    expect(interpolate('{{ b }} {{a}} {{b}}', {})).toEqual({
      text: '{{ b }} {{a}} {{b}}',
      unknown: ['b', 'a'],
    });
  });

  test.each([null, undefined, '', '  ', {}, [], new Map(), () => 'x', Symbol('x')])(
    'whose value is %s count as unknown',
    (value) => {
      expect(interpolate('Hello {{name}}', { name: value })).toEqual({
        text: 'Hello {{name}}',
        unknown: ['name'],
      });
    },
  );

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'never reach the inherited %s',
    (name) => {
      expect(interpolate(`{{${name}}}`, { own: 1 })).toEqual({ text: `{{${name}}}`, unknown: [name] });
    },
  );

  test('that are not closed are text', () => {
    expect(interpolate('{{name and {name} and {{}}', { name: 'Amy' })).toEqual({
      text: '{{name and {name} and {{}}',
      unknown: [],
    });
  });
});

describe('any text at all', () => {
  test('without a placeholder stays as it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.dictionary(fc.string(), fc.string()), (text, fields) => {
        const plain = text.replaceAll('{', '(');
        expect(interpolate(plain, fields)).toEqual({ text: plain, unknown: [] });
      }),
    );
  });

  test('as a value is inserted literally and is not interpolated again', () => {
    const value = fc
      .oneof(fc.string(), fc.constantFrom('$&', '$1', '$$', "$'", '{{b}}', '{{ a }}'))
      .filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(value, (a) => {
        expect(interpolate('<{{a}}>', { a, b: 'twice' })).toEqual({ text: `<${a}>`, unknown: [] });
      }),
    );
  });

  test('is taken without an error, also thousands of braces', () => {
    fc.assert(fc.property(fc.stringMatching(/^[{} a]{0,200}$/), (text) => void interpolate(text, { a: 1 })));
    expect(interpolate('{'.repeat(2_000), {}).unknown).toEqual([]);
  });
});
