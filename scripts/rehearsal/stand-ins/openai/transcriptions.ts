/**
 * The transcription endpoint: `POST /v1/audio/transcriptions`, as the `openai` client calls it.
 * Takes files of tone speech and answers with what they say. WAV with 16-bit mono PCM and OGG with Opus are
 * understood; the service takes more formats.
 * Source: https://platform.openai.com/docs/api-reference/audio/createTranscription
 */
import type { IncomingMessage } from 'node:http';
import { setImmediate as giveWay } from 'node:timers/promises';
import busboy from 'busboy';
import { fromOggOpus } from '../../speech/ogg-opus.js';
import { createSpeechDecoder, type HeardWord } from '../../speech/tone-speech.js';
import { invalidRequest } from './api-error.js';
import { type Answer, type HttpEndpoint, refusalOf, refused, send } from './endpoint.js';
import type { Failures } from './failures.js';
import { transcriptOf, verboseTranscript } from './transcript-shapes.js';
import { parseWav } from './wav.js';

export const TRANSCRIPTIONS_PATH = '/v1/audio/transcriptions';

/** The service's limit, 25 MB. */
const MAX_FILE_BYTES = 25 * 1024 * 1024;

/** The service's shortest file. */
const MIN_AUDIO_SECONDS = 0.1;

/** What was asked for, for tests. */
export interface TranscriptionRequest {
  readonly model: string | null;
  readonly responseFormat: string;
  readonly fileName: string | null;
  readonly fileBytes: number;
  readonly status: number;
}

interface Form {
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly file: { readonly name: string; readonly body: Buffer; readonly bytes: number } | null;
}

export interface TranscriptionEndpoint extends HttpEndpoint {
  readonly requests: readonly TranscriptionRequest[];
}

export function createTranscriptionEndpoint(options: {
  readonly apiKey: string;
  readonly failures: Failures;
}): TranscriptionEndpoint {
  const requests: TranscriptionRequest[] = [];

  return {
    requests,
    async handle(request, response) {
      const mode = options.failures.of('transcriptions');
      if (mode === 'refuse') return void request.socket.destroy();
      if (mode === 'hang') return void request.resume();
      const refusal = refusalOf(request, options.apiKey, mode);
      if (refusal) {
        request.resume();
        return send(response, refusal);
      }
      const form = await readForm(request).catch(() => null);
      const answer = form
        ? await transcribe(form)
        : refused(400, invalidRequest(null, 'Could not parse multipart form'));
      requests.push({
        model: form?.fields.get('model')?.[0] ?? null,
        responseFormat: form?.fields.get('response_format')?.[0] ?? 'json',
        fileName: form?.file?.name ?? null,
        fileBytes: form?.file?.bytes ?? 0,
        status: answer.status,
      });
      send(response, answer);
    },
  };
}

async function transcribe({ fields, file }: Form): Promise<Answer> {
  const model = fields.get('model')?.[0];
  const format = fields.get('response_format')?.[0] ?? 'json';
  if (file && file.bytes > MAX_FILE_BYTES) {
    const message = `Maximum content size limit (${MAX_FILE_BYTES}) exceeded (${file.bytes} bytes read)`;
    return refused(413, { type: 'server_error', code: null, message, param: null });
  }
  if (!model) return refused(400, invalidRequest(null, 'you must provide a model parameter'));
  if (!file) return refused(400, invalidRequest(null, 'you must provide a file', 'file'));
  if (format === 'verbose_json' && !model.startsWith('whisper')) {
    const message = `response_format 'verbose_json' is not compatible with model '${model}'. Use 'json' or 'text' instead.`;
    return refused(400, invalidRequest('unsupported_value', message, 'response_format'));
  }
  if (!['json', 'text', 'verbose_json'].includes(format)) {
    return refused(
      400,
      invalidRequest('invalid_value', `Invalid response_format '${format}'`, 'response_format'),
    );
  }

  const sound = parseWav(file.body) ?? (await fromOggOpus(file.body));
  if (!sound)
    return refused(400, invalidRequest(null, "Invalid file format. Supported formats: ['ogg', 'wav']"));
  const seconds = sound.pcm.length / sound.sampleRateHz;
  if (seconds < MIN_AUDIO_SECONDS) {
    const message = `Audio file is too short. Minimum audio length is ${MIN_AUDIO_SECONDS} seconds.`;
    return refused(400, invalidRequest('audio_too_short', message, 'file'));
  }

  const words = await wordsIn(sound.pcm, sound.sampleRateHz);
  if (format === 'text') return { status: 200, body: `${transcriptOf(words)}\n` };
  if (format === 'json') return { status: 200, body: { text: transcriptOf(words) } };
  const granularities = fields.get('timestamp_granularities[]') ?? ['segment'];
  return { status: 200, body: verboseTranscript(words, sound.sampleRateHz, seconds, granularities) };
}

/** A second at a time: minutes of sound at once would hold up every call that this process plays. */
async function wordsIn(pcm: Int16Array, sampleRateHz: number): Promise<HeardWord[]> {
  const words: HeardWord[] = [];
  const decoder = createSpeechDecoder({ sampleRateHz, onWord: (word) => words.push(word) });
  for (let start = 0; start < pcm.length; start += sampleRateHz) {
    decoder.push(pcm.subarray(start, start + sampleRateHz));
    await giveWay();
  }
  return words;
}

/** Reads the whole form; of a file over the limit only its length. Rejects when it is none. */
function readForm(request: IncomingMessage): Promise<Form> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, string[]>();
    let file: Form['file'] = null;
    const parser = busboy({ headers: request.headers });
    parser.on('field', (name, value) => fields.set(name, [...(fields.get(name) ?? []), value]));
    parser.on('file', (_field, stream, { filename }) => {
      const pieces: Buffer[] = [];
      let bytes = 0;
      stream.on('data', (piece: Buffer) => {
        bytes += piece.length;
        if (bytes <= MAX_FILE_BYTES) pieces.push(piece);
      });
      stream.on('close', () => {
        file = { name: filename ?? '', body: Buffer.concat(pieces), bytes };
      });
    });
    parser.on('close', () => resolve({ fields, file }));
    parser.on('error', reject);
    request.on('error', reject);
    request.pipe(parser);
  });
}
