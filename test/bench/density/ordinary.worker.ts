/**
 * The ordinary worker of @livekit/agents, for comparison: a process for each job, a session with the same Realtime
 * settings in the room, the phone dialed by the job. Nothing else of ours is in it: no chart, no coach, no recording.
 * Started by sides.ts, compiled; the library starts it once more for each job.
 */
// The library loads it for pictures; our package.json takes it away from the library, others have it.
import 'sharp';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { cli, defineAgent, type JobContext, ServerOptions, voice } from '@livekit/agents';
import * as openai from '@livekit/agents-plugin-openai';
import { RoomEvent } from '@livekit/rtc-node';
import { SipClient } from 'livekit-server-sdk';
import { modelOptions, SESSION_OPTIONS } from '../../../src/voice/realtime-session.js';
import { note, takePulse } from './samples.js';

const env = (name: string): string => process.env[name] ?? '';
const PRACTICE = 'practice';

/** `onSound` is called for each piece of the practice's sound until it says that it was the first. */
const createModel = (onSound: () => boolean): openai.realtime.RealtimeModel => {
  const model = new openai.realtime.RealtimeModel(
    modelOptions({
      apiKey: env('OPENAI_API_KEY'),
      baseUrl: env('OPENAI_BASE_URL'),
      model: 'gpt-realtime',
      voice: 'marin',
      inputTranscriptionModel: 'gpt-4o-mini-transcribe',
    }),
  );
  const open = model.session.bind(model);
  model.session = () => {
    const session = open();
    const push = session.pushAudio.bind(session);
    session.pushAudio = (frame) => {
      if (onSound()) session.pushAudio = push;
      push(frame);
    };
    return session;
  };
  return model;
};

const phone = async (context: JobContext): Promise<void> => {
  await context.connect();
  let answeredAtMs = Number.NaN;
  context.room.on(RoomEvent.ParticipantAttributesChanged, (changed) => {
    if (changed['sip.callStatus'] === 'active') answeredAtMs = Date.now();
  });
  const session = new voice.AgentSession({
    llm: createModel(() => {
      if (Number.isNaN(answeredAtMs)) return false;
      note({ kind: 'listening', afterMs: Date.now() - answeredAtMs });
      return true;
    }),
    ...SESSION_OPTIONS,
  });
  session.on(voice.AgentSessionEventTypes.UserInputTranscribed, ({ isFinal }) => {
    if (isFinal) session.generateReply();
  });
  const prompts = await Promise.all(
    ['prompts/agent.md', 'prompts/sequences/docshield.md'].map((file) => readFile(file, 'utf8')),
  );
  await session.start({
    agent: new voice.Agent({ instructions: prompts.join('\n') }),
    room: context.room,
    inputOptions: { participantIdentity: PRACTICE, textEnabled: false },
  });
  takePulse(async () => {
    const startedAtMs = performance.now();
    await context.room.getRtcStats();
    return performance.now() - startedAtMs;
  });
  const sip = new SipClient(env('LIVEKIT_URL'), env('LIVEKIT_API_KEY'), env('LIVEKIT_API_SECRET'));
  const { toE164 } = JSON.parse(context.job.metadata);
  await sip.createSipParticipant(env('LIVEKIT_SIP_TRUNK_ID'), toE164, context.job.room?.name ?? '', {
    participantIdentity: PRACTICE,
    waitUntilAnswered: true,
  });
};

// biome-ignore lint/style/noDefaultExport: the library looks for the agent there
export default defineAgent({ entry: phone });

const program = fileURLToPath(import.meta.url);
if (process.argv[1] === program) {
  cli.runApp(
    new ServerOptions({
      agent: program,
      agentName: env('BENCH_AGENT_NAME'),
      wsURL: env('LIVEKIT_URL'),
      apiKey: env('LIVEKIT_API_KEY'),
      apiSecret: env('LIVEKIT_API_SECRET'),
      host: '127.0.0.1',
      port: Number(env('BENCH_HEALTH_PORT')),
      // Its own guards against a busy machine would refuse the calls that are to be measured.
      loadThreshold: Number.POSITIVE_INFINITY,
      initializeProcessTimeout: 60_000,
    }),
  );
}
