import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactByKey, redactText } from '../../../src/libraries/utils/redact.js';

describe('phone numbers in text', () => {
  test.each([
    '+19148205734',
    '+1 914 820 5734',
    '+1 (914) 820-5734',
    '(914) 820-5734',
    '914-820-5734',
    '914.820.5734',
    '914–820–5734',
    '1-914-820-5734',
    '9148205734',
    '19148205734',
    '+44 20 7946 0934',
  ])('%s keeps its last two digits only', (phone) => {
    expect(redactText(`The practice (${phone}) did not pick up.`)).toBe(
      'The practice (***34) did not pick up.',
    );
    expect(redactText(`phoned ${phone}.`)).toBe('phoned ***34.');
    expect(redactText(`tel:${phone}`)).toBe('tel:***34');
  });

  test('are hidden wherever they stand in a text', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/[\d+.]$/.test(text)),
        fc.integer({ min: 2_000_000_000, max: 9_999_999_999 }),
        (before, number) => !redactText(`${before} ${number} `).includes(String(number)),
      ),
    );
  });
});

describe('email addresses in text', () => {
  test.each([
    ['amy.jones+x@smithpractice.com', '***@smithpractice.com'],
    ['Amy <amy@smithpractice.com>, bob@b.co.uk', 'Amy <***@smithpractice.com>, ***@b.co.uk'],
    ['"to":"amy@smithpractice.com"', '"to":"***@smithpractice.com"'],
    ['mailto:amy@smithpractice.com', 'mailto:***@smithpractice.com'],
  ])('%s keeps the domain', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });
});

describe('credentials in text', () => {
  test.each([
    'Authorization: Bearer abcdef123456',
    'authorization=Basic dXNlcjpodW50ZXIy',
    'key sk_live_51Habcdef123456',
    'key sk-proj-abcDEF123456_x',
    'secret whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
    'google ya29.a0AfH6SMBx-abc_123',
    'aws AKIAIOSFODNN7EXAMPLE',
    'at mongodb+srv://worker:hunter2@cluster.example/db',
    'at redis://default:hunter2@redis.example:6379',
    'url https://api.example/x?access_token=hunter2&y=1',
    '{"password":"hunter2"}',
    "apiKey: 'hunter2'",
    'x-api-key=hunter2',
  ])('%s is hidden', (text) => {
    const safe = redactText(text);
    expect(safe).toContain('[redacted]');
    expect(safe).not.toMatch(/abcdef|abcDEF|hunter2|dXNlcj|MfKQ|eyJzdWI|c2lnbmF0dXJl|a0AfH|IOSFODNN|51H/);
  });
});

test.each([
  '65f0c0ffee0000000000dead',
  '65f0c0ffee0000000000dead-3',
  '123456789012345678901234-10',
  '2026-12-01T16:00:00.000Z',
  '2026-12-01T16:00:00+05:30',
  '2026-12-01 16:00:00 +0100',
  'took 1234.5678901234 ms',
  'took 900000 ms, 15 min, 3.25 s',
  'at 1700000000 s, 1700000000000 ms',
  '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  '127.0.0.1:27017',
  'mongodb://127.0.0.1:27017/test',
  'The secretary said the token was fine',
  'total_tokens: 1200',
  'calls/65f0c0ffee0000000000dead/3/transcript.json',
  'America/New_York',
  'gpt-4o-mini-transcribe',
  '25 MB, 8000 Hz, $100,000',
  'Meet at 11:00 on 12/01/2026',
])('"%s" survives', (text) => {
  expect(redactText(text)).toBe(text);
});

test('any text is redacted without an error, and once is enough', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const once = redactText(text);
      expect(redactText(once)).toBe(once);
    }),
  );
});

describe('a value under a telling key', () => {
  test.each([
    ['token', 'abc', '[redacted]'],
    ['accessToken', 'abc', '[redacted]'],
    ['client_secret', 'abc', '[redacted]'],
    ['Authorization', 'abc', '[redacted]'],
    ['x-api-key', 'abc', '[redacted]'],
    ['password', 1234, '[redacted]'],
    ['credentials', { user: 'amy' }, '[redacted]'],
    ['tokens', ['abc'], '[redacted]'],
    ['phone', '914 820 5734', '***34'],
    ['toE164', '+19148205734', '***34'],
    ['phoneNumber', 9148205734, '***34'],
  ])('%s: %j is hidden', (key, value, expected) => {
    expect(redactByKey(key, value)).toBe(expected);
  });

  test.each([
    ['inputTokens', 1200],
    ['input_token_details', { cached: 5 }],
    ['secretary', 'Amy'],
    ['hasToken', true],
    ['token', null],
    ['channel', 'phone'],
    ['campaignId', '65f0c0ffee0000000000dead'],
    ['durationMs', 9148205734],
  ])('%s: %j says nothing', (key, value) => {
    expect(redactByKey(key, value)).toBeNull();
  });
});
