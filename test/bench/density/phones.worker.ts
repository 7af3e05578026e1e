/**
 * The phones, in a program of their own (phones/main.go), and its reports as ours. Whoever picks up says hello and
 * listens. Started by density-stage.ts, compiled, with the LiveKit server in its environment.
 */
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { toOggOpus } from '../../../scripts/rehearsal/speech/ogg-opus.js';
import { encodeSpeech } from '../../../scripts/rehearsal/speech/tone-speech.js';
import { LINE_SAMPLE_RATE_HZ } from '../../../src/domain/line-audio.js';
import { tell } from '../child.js';

const OPENING = 'Hello?';
const KBITS = 32;
const PACKET_MS = 20;
const NOISE_SECONDS = 5;
/** A quiet line's; 60 dB below full scale. */
const NOISE_PEAK = 32;

/** Neither silence nor the same over and over, which would be cheaper to decode than what a real line sends. */
const lineNoise = (): Int16Array =>
  Int16Array.from({ length: NOISE_SECONDS * LINE_SAMPLE_RATE_HZ }, () =>
    Math.round((2 * Math.random() - 1) * NOISE_PEAK),
  );

const save = async (name: string, pcm: Int16Array): Promise<string> => {
  const file = join(process.env['TMPDIR'] ?? '', `${name}.ogg`);
  await writeFile(file, await toOggOpus(pcm, LINE_SAMPLE_RATE_HZ, KBITS, PACKET_MS));
  return file;
};

const [opening, noise] = await Promise.all([
  save('opening', encodeSpeech(OPENING)),
  save('noise', lineNoise()),
]);
const phones = spawn('dist-bench/phones', {
  env: { ...process.env, OPENING: opening, NOISE: noise },
  stdio: ['pipe', 'pipe', 'inherit'],
});
createInterface(phones.stdout).on('line', (line) => tell(JSON.parse(line)));
// It ends with its standard input, and so with this process.
phones.once('close', (code) => process.exit(code ?? 1));
process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => process.exit(0));
