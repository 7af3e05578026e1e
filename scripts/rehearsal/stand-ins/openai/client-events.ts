/**
 * What a client may send on a Realtime socket: the GA protocol, as strictly as the service takes it.
 * Fields of the earlier beta (`session.voice`, `session.modalities`) are refused, as the service refuses them.
 * Only 24 kHz PCM is spoken here; the service takes G.711 too.
 * Source: https://platform.openai.com/docs/api-reference/realtime-client-events
 */
import { z } from 'zod';
import { type ApiError, errorOfIssues, invalidRequest } from './api-error.js';

const VOICES = [
  'alloy',
  'ash',
  'ballad',
  'coral',
  'echo',
  'sage',
  'shimmer',
  'verse',
  'marin',
  'cedar',
] as const;

const audioFormat = z.strictObject({ type: z.literal('audio/pcm'), rate: z.literal(24_000).optional() });

const turnDetection = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('server_vad'),
    threshold: z.number().min(0).max(1).optional(),
    prefix_padding_ms: z.int().min(0).optional(),
    silence_duration_ms: z.int().min(0).optional(),
    idle_timeout_ms: z.int().nullable().optional(),
    create_response: z.boolean().optional(),
    interrupt_response: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('semantic_vad'),
    eagerness: z.enum(['low', 'medium', 'high', 'auto']).optional(),
    create_response: z.boolean().optional(),
    interrupt_response: z.boolean().optional(),
  }),
]);

const inputAudio = z.strictObject({
  format: audioFormat.optional(),
  noise_reduction: z
    .strictObject({ type: z.enum(['near_field', 'far_field']) })
    .nullable()
    .optional(),
  transcription: z
    .strictObject({
      model: z.string().optional(),
      language: z.string().optional(),
      prompt: z.string().optional(),
    })
    .nullable()
    .optional(),
  turn_detection: turnDetection.nullable().optional(),
});

const outputAudio = z.strictObject({
  format: audioFormat.optional(),
  voice: z.enum(VOICES).optional(),
  speed: z.number().min(0.25).max(1.5).optional(),
});

const functionTool = z.strictObject({
  type: z.literal('function'),
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
  description: z.string().optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
});

const toolChoice = z.union([
  z.enum(['none', 'auto', 'required']),
  z.strictObject({ type: z.literal('function'), name: z.string() }),
]);

const modalities = z.union([z.tuple([z.literal('audio')]), z.tuple([z.literal('text')])]);
const tokenLimit = z.union([z.int().min(1).max(4096), z.literal('inf')]);

const sessionUpdate = z.strictObject({
  type: z.literal('realtime'),
  model: z.string().optional(),
  instructions: z.string().optional(),
  output_modalities: modalities.optional(),
  audio: z.strictObject({ input: inputAudio.optional(), output: outputAudio.optional() }).optional(),
  tools: z.array(functionTool).optional(),
  tool_choice: toolChoice.optional(),
  max_output_tokens: tokenLimit.optional(),
  reasoning: z.strictObject({ effort: z.string().optional() }).nullable().optional(),
  tracing: z.unknown().optional(),
  truncation: z.unknown().optional(),
  include: z.array(z.string()).nullable().optional(),
  prompt: z.unknown().optional(),
});

const itemBase = {
  id: z.string().max(32).optional(),
  object: z.literal('realtime.item').optional(),
  status: z.enum(['in_progress', 'completed', 'incomplete']).optional(),
};

const inputText = z.strictObject({ type: z.literal('input_text'), text: z.string() });

const newItem = z.discriminatedUnion('type', [
  z.discriminatedUnion('role', [
    z.strictObject({
      ...itemBase,
      type: z.literal('message'),
      role: z.literal('system'),
      content: z.array(inputText),
    }),
    z.strictObject({
      ...itemBase,
      type: z.literal('message'),
      role: z.literal('user'),
      content: z.array(
        z.discriminatedUnion('type', [
          inputText,
          z.strictObject({ type: z.literal('input_audio'), audio: z.string() }),
          z.strictObject({ type: z.literal('input_image'), image_url: z.string() }),
        ]),
      ),
    }),
    z.strictObject({
      ...itemBase,
      type: z.literal('message'),
      role: z.literal('assistant'),
      content: z.array(z.strictObject({ type: z.literal('output_text'), text: z.string() })),
    }),
  ]),
  z.strictObject({
    ...itemBase,
    type: z.literal('function_call'),
    call_id: z.string().optional(),
    name: z.string(),
    arguments: z.string(),
  }),
  z.strictObject({
    ...itemBase,
    type: z.literal('function_call_output'),
    call_id: z.string().regex(/^[a-zA-Z0-9_-]+$/),
    output: z.string(),
  }),
]);

const responseOptions = z.strictObject({
  instructions: z.string().optional(),
  tools: z.array(functionTool).optional(),
  tool_choice: toolChoice.optional(),
  output_modalities: modalities.optional(),
  max_output_tokens: tokenLimit.optional(),
  metadata: z.record(z.string(), z.string()).nullable().optional(),
});

const eventId = { event_id: z.string().optional() };

const clientEvent = z.discriminatedUnion('type', [
  z.strictObject({ ...eventId, type: z.literal('session.update'), session: sessionUpdate }),
  z.strictObject({ ...eventId, type: z.literal('input_audio_buffer.append'), audio: z.string() }),
  z.strictObject({ ...eventId, type: z.literal('input_audio_buffer.commit') }),
  z.strictObject({ ...eventId, type: z.literal('input_audio_buffer.clear') }),
  z.strictObject({
    ...eventId,
    type: z.literal('conversation.item.create'),
    previous_item_id: z.string().nullable().optional(),
    item: newItem,
  }),
  z.strictObject({ ...eventId, type: z.literal('conversation.item.delete'), item_id: z.string() }),
  z.strictObject({
    ...eventId,
    type: z.literal('conversation.item.truncate'),
    item_id: z.string(),
    content_index: z.int(),
    audio_end_ms: z.int().min(0),
  }),
  z.strictObject({ ...eventId, type: z.literal('response.create'), response: responseOptions.optional() }),
  z.strictObject({ ...eventId, type: z.literal('response.cancel'), response_id: z.string().optional() }),
]);

export type ClientEvent = z.infer<typeof clientEvent>;
export type SessionUpdate = z.infer<typeof sessionUpdate>;
export type TurnDetection = z.infer<typeof turnDetection>;
export type NewItem = z.infer<typeof newItem>;
export type ResponseOptions = z.infer<typeof responseOptions>;

/** Reads one message of a client. `eventId` is the client's own, when the message had one. */
export function parseClientEvent(
  message: string,
): { ok: true; event: ClientEvent } | { ok: false; error: ApiError; eventId: string | null } {
  const json = parseJson(message);
  if (json === undefined) {
    const error = invalidRequest(
      'invalid_json',
      'We could not parse the JSON body of your message. Send one JSON object in each text frame.',
    );
    return { ok: false, error, eventId: null };
  }
  const parsed = clientEvent.safeParse(json, { reportInput: true });
  if (parsed.success) return { ok: true, event: parsed.data };
  return { ok: false, error: errorOfIssues(parsed.error.issues), eventId: clientEventId(json) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function clientEventId(json: unknown): string | null {
  const parsed = z.object({ event_id: z.string() }).safeParse(json);
  return parsed.success ? parsed.data.event_id : null;
}
