/**
 * OpenAI's stand-in in a process of its own, compiled: a model that, once it is asked, speaks without a pause for longer
 * than any measurement takes. Its sound comes a little faster than it is played. Started by density-stage.ts.
 */
import { startOpenAiStandIn } from '../../../scripts/rehearsal/stand-ins/openai/index.js';
import { tell } from '../child.js';

/** Five seconds. */
const SENTENCE = 'We allow independent physicians to benchmark their existing policy in twenty minutes. ';
const SENTENCES = 30;
const SPEECH_RATE = 1.2;

const openai = await startOpenAiStandIn({
  mind: () => ({ say: SENTENCE.repeat(SENTENCES) }),
  speechRate: SPEECH_RATE,
});
tell({ kind: 'serving', env: { OPENAI_BASE_URL: openai.url, OPENAI_API_KEY: openai.apiKey } });
process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => process.exit(0));
