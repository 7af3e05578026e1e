/** Finds the line of a script that answers what was heard. */
import { isQuestion, refuses } from './intents.js';
import type { Script, ScriptLine } from './script.js';
import { contentWords, overlap } from './words.js';

/** Half of a cue's words must be heard; of a long cue, at least two. */
const MIN_SHARE = 0.5;
const MIN_WORDS = 2;

/** The line whose cue fits best; `null` when none fits. */
export function answerTo(heard: string, script: Script): ScriptLine | null {
  const words = contentWords(heard);
  let best: { line: ScriptLine; count: number; share: number } | null = null;
  for (const line of script.lines) {
    for (const trigger of line.triggers) {
      const { count, share } = closeness(trigger, heard, words);
      if (share < MIN_SHARE || (count < MIN_WORDS && share < 1)) continue;
      if (!best || count > best.count || (count === best.count && share > best.share)) {
        best = { line, count, share };
      }
    }
  }
  return best?.line ?? null;
}

/** One refusal is as good as another, however it is worded. */
function closeness(trigger: string, heard: string, words: ReadonlySet<string>) {
  const cue = contentWords(trigger);
  if (refuses(trigger) && refuses(heard)) return { count: cue.size, share: 1 };
  // One word is little to go by: "How can I help you?" and "for emergency help" share it.
  if (cue.size === 1 && isQuestion(trigger) && !isQuestion(heard)) return { count: 0, share: 0 };
  return overlap(cue, words);
}
