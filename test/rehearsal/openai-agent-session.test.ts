import { initializeLogger, llm, voice } from '@livekit/agents';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { decodeSpeech, encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';
import {
  type Mind,
  type MindView,
  startOpenAiStandIn,
} from '../../scripts/rehearsal/stand-ins/openai/index.js';
import { SafeRealtimeModel } from '../../src/voice/safe-realtime.js';
import { TestInput, TestOutput } from './session-audio.js';

const LONG = 'This is a rather long sentence that takes a good while to say. '.repeat(6).trim();

const releasers: (() => unknown)[] = [];

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

afterEach(async () => {
  for (const release of releasers.splice(0).reverse()) await release();
});

/** A real AgentSession on the stand-in, with sound that runs faster than real time. */
async function startSession(mind: Mind, options: { speed?: number; tools?: llm.ToolContextEntry[] } = {}) {
  const speed = options.speed ?? 20;
  const standIn = await startOpenAiStandIn({ mind, speechRate: speed * 2 });
  releasers.push(standIn.close);
  const model = new SafeRealtimeModel({
    apiKey: standIn.apiKey,
    baseURL: standIn.url,
    turnDetection: { type: 'server_vad', silence_duration_ms: 500 },
  });
  const session = new voice.AgentSession({
    llm: model,
    vad: null,
    turnHandling: { turnDetection: null },
    aecWarmupDuration: null,
    userAwayTimeout: null,
  });
  const input = new TestInput();
  const output = new TestOutput(speed);
  session.input.audio = input;
  session.output.audio = output;
  const transcripts: string[] = [];
  session.on(voice.AgentSessionEventTypes.UserInputTranscribed, (event) => {
    if (event.isFinal) transcripts.push(event.transcript);
  });
  const agent = new voice.Agent({ instructions: 'Be brief.', tools: options.tools ?? [] });
  await session.start({ agent });
  releasers.push(async () => {
    await session.close();
    standIn.dropConnections();
  });
  const heardFromAgent = () => textOf(output.played);
  const fallSilent = () => input.push(new Int16Array(24_000));
  const startSpeaking = (text: string) => input.push(encodeSpeech(text));
  const speak = (text: string) => {
    startSpeaking(text);
    fallSilent();
  };
  return { standIn, session, speak, startSpeaking, fallSilent, transcripts, heardFromAgent };
}

function textOf(blocks: readonly Int16Array[]): string {
  const pcm = Int16Array.from(blocks.flatMap((block) => [...block]));
  return decodeSpeech(pcm, 24_000)
    .map((word) => word.text)
    .join('');
}

const WAIT = { timeout: 20_000, interval: 20 };

describe('a real agent session on the stand-in', () => {
  test('opens, hears and transcribes speech, and answers audibly', async () => {
    const views: MindView[] = [];
    const call = await startSession((view) => {
      views.push(view);
      return { say: 'Hello, this is Chelsea.' };
    });
    call.speak('Smith Practice, good morning.');
    await vi.waitFor(() => expect(call.heardFromAgent()).toBe('Hello, this is Chelsea.'), WAIT);
    await vi.waitFor(() => expect(call.transcripts).toEqual(['Smith Practice, good morning.']), WAIT);
    expect(views[0]?.instructions).toBe('Be brief.');
  });

  test('speaks when it is asked to', async () => {
    const call = await startSession(() => ({ say: 'Good afternoon.' }));
    call.session.generateReply();
    await vi.waitFor(() => expect(call.heardFromAgent()).toBe('Good afternoon.'), WAIT);
  });

  test('falls silent when it is interrupted, and the model knows how far it was heard', async () => {
    const views: MindView[] = [];
    const mind: Mind = (view) => {
      views.push(view);
      return views.length === 1 ? { say: LONG } : { say: 'Sorry.' };
    };
    const call = await startSession(mind, { speed: 4 });
    call.session.generateReply();
    await vi.waitFor(() => expect(call.heardFromAgent()).toContain('rather'), WAIT);
    call.startSpeaking('Excuse me, who is this?');
    const [connection] = call.standIn.connections;
    const truncated = () => connection?.events.some((entry) => entry.type === 'conversation.item.truncated');
    await vi.waitFor(() => expect(truncated()).toBe(true), WAIT);
    call.fallSilent();
    await vi.waitFor(() => expect(call.heardFromAgent()).toContain('Sorry.'), WAIT);

    expect(call.heardFromAgent()).not.toContain(LONG);
    const said = connection?.items[0]?.mind;
    expect(said?.kind === 'said' && LONG.startsWith(said.text)).toBe(true);
    expect(said?.kind === 'said' && said.text.length).toBeLessThan(LONG.length);
    const errors = connection?.events.filter((entry) => entry.type === 'error') ?? [];
    // The plugin cancels what the server has cut off already; the real service refuses that too.
    const codes = errors.map((entry) => (entry.event['error'] as { code: string }).code);
    expect(codes.filter((code) => code !== 'response_cancel_not_active')).toEqual([]);
  });

  test('runs a tool that the model calls, and the model answers by its output', async () => {
    const asked: string[] = [];
    const lookUp = llm.tool({
      name: 'look_up',
      description: 'Looks a time up.',
      parameters: z.object({ when: z.string() }),
      execute: async ({ when }) => {
        asked.push(when);
        return 'It is free.';
      },
    });
    const mind: Mind = ({ items, tools }) => {
      const output = items.find((item) => item.kind === 'output');
      // The framework hands a tool's words over as a JSON string.
      if (output?.kind === 'output') return { say: `I see: ${JSON.parse(output.text)}` };
      return { calls: tools.map((offered) => ({ name: offered.name, args: { when: 'noon' } })) };
    };
    const call = await startSession(mind, { tools: [lookUp] });
    call.speak('Are you free at noon?');
    await vi.waitFor(() => expect(call.heardFromAgent()).toContain('I see: It is free.'), WAIT);
    expect(asked).toEqual(['noon']);
    expect(call.standIn.connections[0]?.events.filter((entry) => entry.type === 'error')).toEqual([]);
  });
});
