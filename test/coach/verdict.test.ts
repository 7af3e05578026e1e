import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readVerdict } from '../../src/coach/verdict.js';

const after = { next: ['objections', 'scheduling'] } as const;
const SECRET = 'Dr. Smith is on holiday';

describe('the coach’s answer', () => {
  test.each([
    [{ kind: 'none' }],
    [{ kind: 'advise', message: 'Ask for the day.' }],
    [{ kind: 'stepCompleted', next: 'scheduling' }],
  ])('may be %j', (verdict) => {
    expect(readVerdict(JSON.stringify(verdict), after)).toEqual(verdict);
    expect(readVerdict(`\n ${JSON.stringify(verdict, null, 2)}\n`, after)).toEqual(verdict);
    expect(readVerdict(`\`\`\`json\n${JSON.stringify(verdict)}\n\`\`\``, after)).toEqual(verdict);
    expect(readVerdict(`\`\`\`\n${JSON.stringify(verdict)}\`\`\``, after)).toEqual(verdict);
  });

  test('loses what does not belong to it', () => {
    const answer = { kind: 'none', message: SECRET, confidence: 0.9 };
    expect(readVerdict(JSON.stringify(answer), after)).toEqual({ kind: 'none' });
  });

  test.each([
    ['nothing', '', 'The coach gave no answer'],
    ['prose', `I think that ${SECRET}`, "The coach's answer is not JSON"],
    ['JSON that breaks off', `{"kind": "advise", "message": "${SECRET}`, "The coach's answer is not JSON"],
    ['two answers', '{"kind": "none"} {"kind": "none"}', "The coach's answer is not JSON"],
    ['another shape', `["${SECRET}"]`, "The coach's answer is not valid"],
    ['another kind', `{"kind": "${SECRET}"}`, 'kind (invalid_union)'],
    ['advice without words', '{"kind": "advise", "message": "  "}', 'message (too_small)'],
    ['a lecture', JSON.stringify({ kind: 'advise', message: 'a'.repeat(601) }), 'message (too_big)'],
    ['a step that cannot follow', '{"kind": "stepCompleted", "next": "farewell"}', 'next (invalid_value)'],
    ['a step without a name', '{"kind": "stepCompleted"}', 'next (invalid_value)'],
  ])('is refused when it is %s, without repeating it', (_, answer, message) => {
    expect(() => readVerdict(answer, after)).toThrow(message);
    expect(() => readVerdict(answer, after)).not.toThrow(SECRET);
  });

  test('completes no step where none may follow', () => {
    const answer = JSON.stringify({ kind: 'stepCompleted', next: 'scheduling' });
    expect(() => readVerdict(answer, { next: [] })).toThrow('next (invalid_value)');
    expect(readVerdict('{"kind": "none"}', { next: [] })).toEqual({ kind: 'none' });
  });

  test('whatever it is, gives a verdict or an error of the coach’s own', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `\`\`\`json\n${json}\n\`\`\``),
    );
    fc.assert(
      fc.property(anything, (answer) => {
        try {
          expect(['none', 'advise', 'stepCompleted']).toContain(readVerdict(answer, after).kind);
        } catch (error) {
          expect(String(error)).toMatch(/^Error: The coach/);
        }
      }),
    );
  });
});
