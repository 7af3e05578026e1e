/**
 * The agent's voice: opens a Realtime session as a call does, up to the server's word that it has taken the settings,
 * and closes it. Nothing is said, so nothing is paid for.
 */
import { timeLimit } from '../../../src/libraries/utils/time-limit.js';
import { createRealtimeVoice } from '../../../src/voice/realtime-voice.js';
import { defineCheck } from '../check.js';
import { type Address, hostOf, messageOf, networkNote, unknownNote } from '../network.js';
import { fails, type Note, works } from '../note.js';
import { check } from '../remedy.js';
import { OPENAI_URL } from './models.js';

const OPEN_LIMIT_MS = 8_000;
const NO_TOOLS = new Map();

export const voice = defineCheck({
  service: 'Voice',
  required: true,
  needs: ['OPENAI_API_KEY', 'OPENAI_REALTIME_MODEL', 'OPENAI_VOICE', 'OPENAI_INPUT_TRANSCRIPTION_MODEL'],
  async run({ settings, signal }) {
    const { OPENAI_REALTIME_MODEL: model, OPENAI_VOICE: name, OPENAI_BASE_URL: baseUrl } = settings;
    const startedAtMs = performance.now();
    const realtime = createRealtimeVoice({
      apiKey: settings.OPENAI_API_KEY,
      baseUrl,
      model,
      voice: name,
      inputTranscriptionModel: settings.OPENAI_INPUT_TRANSCRIPTION_MODEL,
    });
    const limit = timeLimit(OPEN_LIMIT_MS, signal);
    try {
      const session = await realtime.open(REQUEST, limit);
      await session.close();
      const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
      return [works(`${model} with the voice ${name} is ready in ${seconds} s`)];
    } catch (error) {
      const address = {
        host: hostOf(baseUrl ?? OPENAI_URL),
        setting: baseUrl === undefined ? null : ('OPENAI_BASE_URL' as const),
      };
      if (limit.aborted)
        return [
          fails('timeout', `${address.host} did not open a session in time`, check('OPENAI_REALTIME_MODEL')),
        ];
      return [refusalOf(error) ?? unreached(error, address)];
    }
  },
});

const REQUEST = {
  callId: 'doctor',
  brief: { instructions: 'Say nothing.', tools: [], muted: true },
  tools: NO_TOOLS,
  onToolCall: async () => null,
  report: () => undefined,
};

/** The session keeps of a failed connection no more than its words. */
function unreached(error: unknown, address: Address): Note {
  const message = messageOf(error);
  const code =
    /\bE[A-Z_]{4,}\b/.exec(message)?.[0] ?? (/cannot be reached/.test(message) ? 'ECONNRESET' : null);
  return networkNote({ code }, address) ?? unknownNote(error, address);
}

/** Null where the server did not refuse, but was not reached. */
function refusalOf(error: unknown): Note | null {
  const message = messageOf(error);
  const status = /HTTP (\d{3})/.exec(message)?.[1];
  if (status === '401') return fails('wrong-key', 'the key is not accepted', check('OPENAI_API_KEY'));
  if (status === '403')
    return fails('no-permission', 'the key may not use the Realtime API', check('OPENAI_API_KEY'));
  if (!/refused the session/.test(message)) return null;
  if (/model/i.test(message)) return fails('not-there', message, check('OPENAI_REALTIME_MODEL'));
  return fails(
    'not-there',
    message,
    check('OPENAI_REALTIME_MODEL', 'OPENAI_VOICE', 'OPENAI_INPUT_TRANSCRIPTION_MODEL'),
  );
}
