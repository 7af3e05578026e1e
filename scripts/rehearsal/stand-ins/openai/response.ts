/**
 * One response of the model: asks the mind, then gives what it says and its function calls, with the events and in
 * the order of the service. `connection.ts` starts it and may cut it off.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiError, SERVER_ERROR } from './api-error.js';
import type { Conversation, Item } from './conversation.js';
import { newRealtimeId } from './ids.js';
import type { Mind, MindAnswer } from './mind.js';
import type { ResponseBrief } from './session.js';
import { type SpokenMessage, speakMessage } from './spoken-message.js';
import { usageOf } from './usage.js';
import type { Send, WireItem } from './wire.js';

export interface ResponseContext {
  readonly metadata: Readonly<Record<string, string>> | null;
  readonly brief: ResponseBrief;
  readonly conversation: Conversation;
  readonly mind: Mind;
  readonly send: Send;
  /** Seconds of speech sent in a second. */
  readonly speechRate: number;
  readonly latencyMs: number;
  /** The response fails with this error instead of being answered. */
  readonly failure: ApiError | null;
  readonly onDone: () => void;
}

export interface Response {
  readonly id: string;
  /** Cuts the response off and tells the client at once. A finished response is left as it is. */
  cancel(reason: 'turn_detected' | 'client_cancelled'): void;
}

export function startResponse(context: ResponseContext): Response {
  const { conversation, send, brief } = context;
  const id = newRealtimeId('resp');
  const output: WireItem[] = [];
  let over = false;
  let speaking: SpokenMessage | null = null;
  let outputAudioMs = 0;

  const resource = (status: string, details: unknown) => ({
    id,
    object: 'realtime.response',
    status,
    status_details: details,
    output: [...output],
    metadata: context.metadata,
  });

  const finish = (status: 'completed' | 'cancelled' | 'failed', details: unknown) => {
    over = true;
    const usage = usageOf({
      inputCharacters: brief.instructions.length + JSON.stringify(conversation.items).length,
      outputCharacters: JSON.stringify(output).length,
      outputAudioMs,
    });
    send({ type: 'response.done', response: { ...resource(status, details), usage } });
    context.onDone();
  };

  /** Adds an item to the conversation and the output. Gives what closes it, in its final form. */
  const openItem = (item: Item) => {
    const where = { response_id: id, output_index: output.length };
    send({ type: 'response.output_item.added', ...where, item: item.wire });
    const previous = conversation.add(item);
    send({ type: 'conversation.item.added', previous_item_id: previous, item: item.wire });
    return (final: Item) => {
      conversation.replace(final);
      output.push(final.wire);
      send({ type: 'response.output_item.done', ...where, item: final.wire });
      send({ type: 'conversation.item.done', previous_item_id: previous, item: final.wire });
    };
  };

  const say = async (text: string) => {
    const { audio } = brief;
    const { speechRate } = context;
    speaking = speakMessage({
      text,
      audio,
      speechRate,
      responseId: id,
      index: output.length,
      send,
      openItem,
    });
    await speaking.finished;
    outputAudioMs = speaking.audioMs();
    speaking = null;
  };

  const callFunction = (name: string, args: unknown) => {
    const where = { response_id: id, output_index: output.length };
    const callId = newRealtimeId('call');
    const text = JSON.stringify(args);
    const base = { id: newRealtimeId('item'), object: 'realtime.item', type: 'function_call' } as const;
    const mind = { kind: 'call', callId, name, args: text } as const;
    const item = (status: string, given: string): Item => ({
      wire: { ...base, status, name, call_id: callId, arguments: given },
      mind,
      audioSamples: 0,
    });
    const close = openItem(item('in_progress', ''));
    const event = { ...where, item_id: base.id, call_id: callId };
    send({ type: 'response.function_call_arguments.delta', ...event, delta: text });
    send({ type: 'response.function_call_arguments.done', ...event, name, arguments: text });
    close(item('completed', text));
  };

  const run = async () => {
    send({ type: 'response.created', response: resource('in_progress', null) });
    // Never over at once: whoever starts a response must hold it before it ends.
    await (context.latencyMs > 0 ? sleep(context.latencyMs) : null);
    if (over) return;
    if (context.failure) return finish('failed', { type: 'failed', error: context.failure });

    const answer = await askMind(context);
    if (over) return;
    if ('error' in answer) return finish('failed', { type: 'failed', error: answer.error });

    if (answer.say) await say(answer.say);
    if (over) return;
    for (const call of answer.calls ?? []) callFunction(call.name, call.args);
    finish('completed', null);
  };

  void run();
  return {
    id,
    cancel(reason) {
      if (over) return;
      speaking?.breakOff();
      outputAudioMs = speaking?.audioMs() ?? outputAudioMs;
      finish('cancelled', { type: 'cancelled', reason });
    },
  };
}

/** A mind that throws is a server that fails. */
async function askMind(context: ResponseContext): Promise<MindAnswer | { readonly error: ApiError }> {
  const { instructions, tools } = context.brief;
  try {
    const items = context.conversation.items.map((item) => item.mind);
    return await context.mind({ instructions, tools, items });
  } catch (error) {
    return { error: { ...SERVER_ERROR, message: `${SERVER_ERROR.message} (${String(error)})` } };
  }
}
