/**
 * What LiveKit's own way of changing a state costs: `session.updateAgent` with another agent, while the agent speaks.
 * The model, the line and the stand-in are the same as in transition.worker.ts. Started by transition.ts, compiled.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { llm, voice } from '@livekit/agents';
import * as openai from '@livekit/agents-plugin-openai';
import { z } from 'zod';
import { openMemoryLeg } from '../../scripts/rehearsal/lines/memory-leg.js';
import { createPractice } from '../../scripts/rehearsal/practice/practice.js';
import { useOwnLoggerForAgents } from '../../src/voice/agents-logger.js';
import { LineAudioOutput } from '../../src/voice/line-audio-io.js';
import { monotonicMs, tell } from './child.js';

const REPETITIONS = Number(process.argv[2]);
/** The agent has begun to speak for so long when the state changes. */
const INTO_SPEECH_MS = 500;

const agentWith = (tool: string): voice.Agent =>
  new voice.Agent({
    instructions: `You have the tool ${tool}.`,
    tools: [
      llm.tool({
        name: tool,
        description: 'Call when told to.',
        parameters: z.object({}),
        execute: async () => 'done',
      }),
    ],
  });

const handOff = async (name: string): Promise<void> => {
  const leg = openMemoryLeg(createPractice({ pickup: 'answers', turns: [] }), 1);
  const session = new voice.AgentSession({
    llm: new openai.realtime.RealtimeModel({
      apiKey: process.env['OPENAI_API_KEY'] ?? '',
      baseURL: process.env['OPENAI_BASE_URL'] ?? '',
    }),
    vad: null,
    turnHandling: { turnDetection: null },
  });
  const started = new Promise<void>((resolve) => {
    session.output.audio = new LineAudioOutput(leg.audio, {
      started: () => resolve(),
      finished: () => undefined,
      heardUntil: () => '',
    });
  });
  await session.start({ agent: agentWith(`before_${name}`) });
  session.generateReply();
  await started;
  await sleep(INTO_SPEECH_MS);
  tell({ kind: 'transition', atMs: monotonicMs(), tool: name, speaking: true });
  const next = agentWith(name);
  const entered = new Promise<void>((resolve) => {
    next.onEnter = async () => resolve();
  });
  session.updateAgent(next);
  await entered;
  await sleep(INTO_SPEECH_MS);
  leg.hangUp();
  await session.close();
};

useOwnLoggerForAgents();
for (let index = 0; index < REPETITIONS; index++) await handOff(`tool_${index}`);
tell({ kind: 'done' });
process.disconnect?.();
// Upstream leaves its socket open.
process.exit(0);
