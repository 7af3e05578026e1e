import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { fails, notSet, warns, works } from '../../scripts/doctor/note.js';
import { jsonLine, summary, table } from '../../scripts/doctor/report.js';
import { allIsWell, type Finding } from '../../scripts/doctor/run-checks.js';

const finding = (service: string, required: boolean, notes: Finding['notes']): Finding => ({
  service,
  required,
  result: notes.at(-1)?.result ?? 'works',
  notes,
  durationMs: 12,
});

const LONG = `https://example.com/${'a'.repeat(90)}`;
const healthy = finding('Redis', true, [works('Redis 7'), works('queue')]);
const warned = finding('OpenAI', true, [works('takes the key'), warns('a model ends', `See ${LONG}.`)]);
const broken = finding('S3', true, [fails('not-there', 'no bucket', 'Check S3_BUCKET.')]);
const helper = finding('Logtail', false, [fails('timeout', 'no answer', 'Check LOGTAIL_ENDPOINT.')]);
const absent = finding('CRM webhook', false, [notSet('not set', 'CRM_WEBHOOK_URL')]);

test('Each note stands beside its remedy, and the service before the first', () => {
  const rows = stripVTControlCharacters(table([healthy, broken], 100))
    .split('\n')
    .map((row) => row.trimEnd());
  expect(rows[1]).toMatch(/^✓ {2}Redis +works +Redis 7$/);
  expect(rows[2]).toMatch(/^ +queue$/);
  expect(rows[3]).toMatch(/^✗ {2}S3 +does not +no bucket +Check S3_BUCKET\.$/);
});

test.each([40, 100, 300])('At %d columns no word is lost, and no row is wider than can be', (columns) => {
  const rows = stripVTControlCharacters(table([warned], columns)).split('\n');
  expect(Math.max(...rows.map((row) => row.trimEnd().length))).toBeLessThanOrEqual(Math.max(columns, 91));
  const remedy = rows.map((row) => row.slice(30).trim().split(/ {2,}/).at(-1)).join('');
  expect(remedy.replaceAll(/\s/g, '')).toContain(LONG);
});

test('The exit code follows what the worker needs, and the summary says the rest', () => {
  expect(allIsWell([healthy, warned, absent])).toBe(true);
  expect(summary([healthy, warned, absent])).toContain('Everything that is set works.');
  expect(allIsWell([healthy, helper])).toBe(true);
  expect(summary([healthy, helper])).toContain('The worker can do its work, without Logtail.');
  expect(allIsWell([healthy, helper, broken])).toBe(false);
  expect(summary([helper, broken])).toContain('The worker cannot do its work: Logtail, S3.');
});

test('JSON has the reasons beside the words', () => {
  expect(JSON.parse(jsonLine(broken))).toEqual({
    service: 'S3',
    required: true,
    result: 'does not',
    found: ['no bucket'],
    todo: ['Check S3_BUCKET.'],
    reasons: ['not-there'],
    durationMs: 12,
  });
});
