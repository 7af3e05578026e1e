import { describe, expect, test } from 'vitest';
import { loadPrompts, withoutFrontMatter } from '../../src/call/prompts.js';
import { STAGES } from '../../src/domain/call-plan.js';

describe('withoutFrontMatter', () => {
  test('leaves the words of a file and nothing of what stands before them', () => {
    expect(withoutFrontMatter('---\ntitle: Greeting\n---\n\n# Say hello\n\nOnce.\n')).toBe(
      '# Say hello\n\nOnce.',
    );
  });

  test('leaves a file without front matter as it is, rules between its lines too', () => {
    expect(withoutFrontMatter('Hello\n\n---\n\nGoodbye\n')).toBe('Hello\n\n---\n\nGoodbye');
  });

  test('gives nothing for an empty file', () => {
    expect(withoutFrontMatter('')).toBe('');
  });
});

describe('loadPrompts', () => {
  test('reads the general prompt, the coach’s and one for each state, all different and without front matter', async () => {
    const { agent, coach, stages } = await loadPrompts();
    expect(Object.keys(stages)).toEqual([...STAGES]);
    const texts = [agent, coach, ...Object.values(stages)];
    expect(new Set(texts).size).toBe(STAGES.length + 2);
    for (const text of texts) {
      expect(text).toMatch(/^# /);
      expect(text).not.toContain('purpose:');
    }
  });

  test('names tools only where the state’s words are about them', async () => {
    const { stages } = await loadPrompts();
    expect(stages.scheduling).toContain('`book_meeting`');
    for (const stage of ['answering', 'onHold', 'screening', 'voicemail'] as const) {
      expect(stages[stage]).not.toMatch(/`\w+_\w+`/);
    }
  });
});
